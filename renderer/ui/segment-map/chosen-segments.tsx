import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SegmentMap } from '../../../shared/contract/schemas'
import type { Range } from '../../../shared/store/range'
import { placeOf, type Place } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { DestructiveButton } from '../destructive'
import { queryOf, RangeChip } from '../offset-range'
import classes from './segment-map.module.css'

interface ChosenSegmentsProps {
  readonly storeId: string
  readonly map: SegmentMap
  readonly chosen: Range
  readonly onClear: () => void
}

/** What was chosen on the map, summed up, and the tables narrowed to it. */
export function ChosenSegments({ storeId, map, chosen, onClear }: ChosenSegmentsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = map.segments.baseOffset.filter(base => base >= chosen.start && base < chosen.end).length
  const show = (place: Place): void => navigate(placeOf(storeId, place, [], queryOf(chosen)))
  return (
    <div className={classes.chosen} role="status">
      <span>{t('map.chosen', { count, n: format.exact(count), bytes: format.bytes(count * map.segmentSizeBytes) })}</span>
      <RangeChip range={chosen} onClear={onClear} />
      <Button size="xs" onClick={() => show('segments')}>
        {t('map.chosenSegments')}
      </Button>
      <Button size="xs" onClick={() => show('queues')}>
        {t('map.chosenQueues')}
      </Button>
      <DestructiveButton small onClick={() => navigate(placeOf(storeId, 'free-space', [], { cut: 'keep-from', at: String(chosen.start) }))}>
        {t('map.cutHere')}
      </DestructiveButton>
    </div>
  )
}
