import { useTranslation } from 'react-i18next'
import type { RowOf } from '../../api/use-paged-rows'
import { useFormat } from '../../i18n/format'
import { SegmentState } from './segment-state'
import classes from './segments.module.css'

/** The broker's last flush may follow the last message by a little. */
const rewrittenAfterMs = 60 * 60 * 1000

/** A segment in one line: its state, when it was filled, how large it is, and what its file time says of that. */
export function SegmentFacts({ segment }: { readonly segment: RowOf<'listSegments'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, firstStoreTimestamp, lastStoreTimestamp, sizeBytes, allocatedBytes, modifiedTime, endOffset } = segment
  const newest = lastStoreTimestamp ?? firstStoreTimestamp
  const isRewritten = state === 'full' && newest !== null && modifiedTime - newest > rewrittenAfterMs
  return (
    <span className={classes.facts}>
      <span title={t(`segments.stateSays.${state}`, { end: format.exact(endOffset) })}>
        <SegmentState state={state} />
      </span>
      {firstStoreTimestamp !== null && (
        <span>
          {format.time(firstStoreTimestamp)} – {newest === null ? '' : format.time(newest)}
        </span>
      )}
      <span>
        {format.exactBytes(sizeBytes)}
        {allocatedBytes < sizeBytes && ` · ${t('segments.allocated')} ${format.exactBytes(allocatedBytes)}`}
      </span>
      <span>
        {t('segments.fileTime')} {format.time(modifiedTime)}
        {isRewritten && ` · ${t('segments.rewritten')}`}
      </span>
    </span>
  )
}
