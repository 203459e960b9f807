import { IconLayoutGrid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import classes from './overview-screen.module.css'

const shownTopics = 8
const askedTopics = 200

/** How the log's bytes are shared out among the topics, the largest first. */
export function SpaceCard({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const map = useOperation('segmentMap', { storeId, lanes: { offset: 0, limit: askedTopics } }).data
  const bySize = [...(map?.lanes ?? [])].sort((a, b) => b.sizeBytes - a.sizeBytes)
  const shown = bySize.length > shownTopics ? bySize.slice(0, shownTopics - 1) : bySize
  const rest = bySize.slice(shown.length)
  const restBytes = rest.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const others = (map?.totalLanes ?? 0) - shown.length
  const largest = Math.max(1, restBytes, shown[0]?.sizeBytes ?? 0)
  const widthOf = (bytes: number): { width: string } => ({ width: `${(bytes / largest) * 100}%` })
  return (
    <Card icon={<IconLayoutGrid size={16} stroke={1.75} aria-hidden />} title={t('overview.spaceByTopic')} actions={<span className={classes.caption}>{t('overview.measure')}</span>}>
      <ul className={classes.space}>
        {shown.map(({ topic, sizeBytes }) => (
          <li key={topic}>
            <a className={classes.spaceName} href={hrefOf(placeOf(storeId, 'queues', [], { text: topic }))}>
              <i style={widthOf(sizeBytes)} />
              <span>{topic}</span>
            </a>
            <span className={classes.spaceSize}>{format.bytes(sizeBytes)}</span>
          </li>
        ))}
        {others > 0 && (
          <li>
            <span className={classes.spaceName}>
              <i style={widthOf(restBytes)} />
              <span>{t('overview.others', { count: others, n: format.exact(others) })}</span>
            </span>
            <span className={classes.spaceSize}>{others > rest.length ? `≥ ${format.bytes(restBytes)}` : format.bytes(restBytes)}</span>
          </li>
        )}
      </ul>
    </Card>
  )
}
