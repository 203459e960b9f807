import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import type { MapPlace } from './map-place'
import { laneName, type DrawnMap } from './opened-lanes'
import classes from './segment-map.module.css'

interface HoverCardProps {
  readonly map: DrawnMap
  readonly place: MapPlace
  /** It stays, and its figures can be chosen and copied. */
  readonly isPinned: boolean
  /** Beside the pointer, in the map's pixels. */
  readonly left: number
  readonly top: number
}

/** What is under the pointer: the segment's file and times, the lane's units by class. */
export function MapHoverCard({ map, place, isPinned, left, top }: HoverCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const segment = place.segment === undefined ? undefined : factsOf(map, place.segment)
  const lane = place.lane === undefined ? undefined : map.lanes[place.lane]
  const hole = map.holes.find(({ start, end }) => place.offset !== undefined && place.offset >= start && place.offset < end)
  const nothing = hole ? t('map.hole', { count: Math.round((hole.end - hole.start) / map.segmentSizeBytes) }) : t('map.beforeTheLog')
  return (
    <div className={classes.hoverCard} data-pinned={isPinned || undefined} style={{ left, top }} onClick={event => event.stopPropagation()}>
      <div className={classes.hoverTitle}>{segment?.name ?? nothing}</div>
      <dl className={classes.facts}>
        {segment?.firstStored != null && <Fact name={t('map.storedFrom')}>{format.time(segment.firstStored)}</Fact>}
        {segment && <Fact name={t('map.fileTime')}>{format.time(segment.modifiedTime)}</Fact>}
        {segment && <Fact name={t('map.state')}>{t(`map.segmentState.${segment.state}`)}</Fact>}
        {lane && (
          <>
            <Fact name={t('map.topic')}>{lane.queueId === undefined ? t('map.topicQueues', { topic: lane.topic, count: lane.queueCount }) : laneName(lane)}</Fact>
            {lane.isOpen && lane.queueCount > lane.queues.length && <Fact name={t('map.queuesShown')}>{format.exact(lane.queues.length)}</Fact>}
            <Fact name={t('unitClass.ok')}>{format.exact(lane.units.ok)}</Fact>
            {lane.units.expiredVisible > 0 && <Fact name={t('unitClass.expired-visible')}>{format.exact(lane.units.expiredVisible)}</Fact>}
            {lane.units.expiredHidden > 0 && <Fact name={t('unitClass.expired-hidden')}>{format.exact(lane.units.expiredHidden)}</Fact>}
            {lane.units.inHole > 0 && <Fact name={t('unitClass.in-hole')}>{format.exact(lane.units.inHole)}</Fact>}
            {lane.units.ahead > 0 && <Fact name={t('unitClass.ahead')}>{format.exact(lane.units.ahead)}</Fact>}
          </>
        )}
      </dl>
      {isPinned && <div className={classes.hoverHint}>{t('map.clickAgain')}</div>}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function factsOf({ segments }: DrawnMap, at: number) {
  const base = segments.baseOffset[at]
  if (base === undefined) return undefined
  return {
    name: String(base).padStart(20, '0'),
    firstStored: segments.firstStored[at],
    modifiedTime: segments.modifiedTime[at] ?? 0,
    state: segments.state[at] ?? 'full',
  }
}
