import { ActionIcon, SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp, IconMap, IconTable, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentMap as Map } from '../../../shared/contract/schemas'
import { range, type Range } from '../../../shared/store/range'
import { useOperation } from '../../api/use-operation'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../card'
import { BusyCard, ErrorCard } from '../state-card'
import { UnitClassLegend, type LegendClass } from '../unit-class'
import type { Cut } from './cut-line'
import { zoomed } from './map-axis'
import { ChosenSegments } from './chosen-segments'
import { MapBrush } from './map-brush'
import { MapTable } from './map-table'
import { openedLanes } from './opened-lanes'
import { SegmentMap } from './segment-map'
import { timeScale } from './time-scale'
import classes from './segment-map.module.css'

interface SegmentMapCardProps {
  readonly storeId: string
  readonly title?: string
  /** Beside the title; without it the map's own counts. */
  readonly summary?: ReactNode
  readonly cut?: Cut
  readonly selectedBase?: number
  /** Lanes at first; more come on request. */
  readonly lanes?: number
}

/** At once; more are shown one batch after the other. */
const mostLanes = 40
const brushFromSegments = 200

/** The map of a store with its head, legend, zoom, and its other form as tables. */
export function SegmentMapCard({ storeId, title, summary, cut, selectedBase, lanes = 12 }: SegmentMapCardProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState({ offset: 0, limit: lanes })
  const answer = useOperation('segmentMap', { storeId, lanes: shown }, { keepPrevious: true })
  if (answer.error && !answer.data) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <BusyCard title={t('map.reading')} />
  return (
    <ReadyMap
      key={answer.data.minOffset}
      storeId={storeId}
      map={answer.data}
      title={title ?? t('map.title')}
      summary={summary}
      cut={cut}
      selectedBase={selectedBase}
      firstLane={shown.offset}
      onLanes={offset => setShown({ offset, limit: mostLanes })}
    />
  )
}

interface ReadyMapProps {
  readonly storeId: string
  readonly map: Map
  readonly title: string
  readonly summary: ReactNode
  readonly cut: Cut | undefined
  readonly selectedBase: number | undefined
  readonly firstLane: number
  /** Shows a batch of topics from this one on. */
  readonly onLanes: (first: number) => void
}

function ReadyMap({ storeId, map, title, summary, cut, selectedBase, firstLane, onLanes }: ReadyMapProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { ref, width } = useElementSize()
  const whole = useMemo(() => wholeOf(map), [map])
  const [zoomedView, setView] = useState<Range>()
  const [asTable, setAsTable] = useState(false)
  const [chosen, setChosen] = useState<Range>()
  const [byTime, setByTime] = useState(false)
  const time = useMemo(() => timeScale(map), [map])
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const drawn = useMemo(() => ({ ...map, lanes: openedLanes(map.lanes, open) }), [map, open])
  const view = zoomedView ?? whole
  const onView = useCallback((next: Range) => setView(next.start <= whole.start && next.end >= whole.end ? undefined : next), [whole])
  const zoomBy = (factor: number): void => onView(zoomed(view, whole, (view.start + view.end) / 2, factor, map.segmentSizeBytes))

  return (
    <Card
      title={title}
      aside={
        <span className={classes.summary}>
          {summary ?? t('map.summary', { segments: format.exact(map.segments.baseOffset.length), topics: format.exact(map.totalLanes) })}
        </span>
      }
      actions={
        <>
          {time && !asTable && (
            <SegmentedControl
              size="xs"
              aria-label={t('map.axis')}
              value={byTime ? 'time' : 'offset'}
              onChange={value => setByTime(value === 'time')}
              data={[
                { value: 'offset', label: t('map.byOffset') },
                { value: 'time', label: t('map.byTime') },
              ]}
            />
          )}
          {zoomedView && (
            <ActionIcon aria-label={t('map.zoomAll')} title={t('map.zoomAll')} onClick={() => setView(undefined)}>
              <IconZoomReset size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon aria-label={t('map.zoomOut')} title={t('map.zoomOut')} disabled={!zoomedView} onClick={() => zoomBy(2)}>
            <IconZoomOut size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => zoomBy(0.5)}>
            <IconZoomIn size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={asTable ? t('map.asMap') : t('map.asTable')} title={asTable ? t('map.asMap') : t('map.asTable')} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? <IconMap size={16} stroke={1.75} aria-hidden /> : <IconTable size={16} stroke={1.75} aria-hidden />}
          </ActionIcon>
        </>
      }
    >
      <div ref={ref}>
        {asTable ? (
          <div className={classes.tables} tabIndex={0} role="region" aria-label={title}>
            <MapTable map={map} />
          </div>
        ) : (
          <>
            <SegmentMap
              map={drawn}
              view={view}
              whole={whole}
              onView={onView}
              scale={byTime ? time : undefined}
              cut={cut}
              selectedBase={selectedBase}
              chosen={chosen}
              onChoose={cut ? undefined : setChosen}
              onOpenSegment={base => navigate(placeOf(storeId, 'segments', [String(base)]))}
              onOpenLane={({ topic, queueId }) => navigate(queueId === undefined ? placeOf(storeId, 'queues', [], { text: topic }) : placeOf(storeId, 'queues', [topic, String(queueId)]))}
              onToggleTopic={topic => setOpen(new Set(open.has(topic) ? [...open].filter(other => other !== topic) : [...open, topic]))}
              onTable={() => setAsTable(true)}
            />
            {(zoomedView !== undefined || map.segments.baseOffset.length >= brushFromSegments) && width > 0 && <MapBrush map={map} width={width} view={view} whole={whole} onView={onView} />}
          </>
        )}
        {chosen && <ChosenSegments storeId={storeId} map={map} chosen={chosen} onClear={() => setChosen(undefined)} />}
        <div className={classes.legend}>
          <UnitClassLegend shown={classesIn(map, cut !== undefined)} />
          <span className={classes.legendEnd}>
            <OtherTopics shown={map.lanes.length} total={map.totalLanes} first={firstLane} onLanes={onLanes} />
            {t(cut?.messages ? 'map.gutterGoes' : 'map.gutter')}
          </span>
        </div>
      </div>
    </Card>
  )
}

interface OtherTopicsProps {
  readonly shown: number
  readonly total: number
  readonly first: number
  readonly onLanes: (first: number) => void
}

/** The way to topics that have no lane now. */
function OtherTopics({ shown, total, first, onLanes }: OtherTopicsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const more = total - shown
  if (more <= 0) return null
  if (first === 0 && shown < mostLanes)
    return (
      <button type="button" className={classes.more} onClick={() => onLanes(0)}>
        {t('map.moreTopics', { count: more, n: format.exact(more) })}
      </button>
    )
  return (
    <>
      <ActionIcon aria-label={t('map.topicsBefore')} title={t('map.topicsBefore')} disabled={first === 0} onClick={() => onLanes(Math.max(0, first - mostLanes))}>
        <IconChevronUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <span>{t('map.topicsShown', { from: format.exact(first + 1), to: format.exact(first + shown), n: format.exact(total) })}</span>
      <ActionIcon aria-label={t('map.topicsBehind')} title={t('map.topicsBehind')} disabled={first + shown >= total} onClick={() => onLanes(first + mostLanes)}>
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </>
  )
}

function wholeOf({ segments, segmentSizeBytes, minOffset, maxOffset }: Map): Range {
  const end = (segments.baseOffset.at(-1) ?? minOffset) + segmentSizeBytes
  return range(minOffset, Math.max(end, maxOffset, minOffset + 1))
}

function classesIn(map: Map, hasCut: boolean): LegendClass[] {
  const any = (count: (units: Map['lanes'][number]['units']) => number): boolean => map.lanes.some(({ units }) => count(units) > 0)
  return [
    ...(hasCut ? (['goes'] as const) : []),
    'ok',
    ...(any(units => units.expiredVisible) ? (['expired-visible'] as const) : []),
    ...(any(units => units.expiredHidden) ? (['expired-hidden'] as const) : []),
    ...(any(units => units.inHole) ? (['in-hole'] as const) : []),
    ...(any(units => units.ahead) ? (['ahead'] as const) : []),
  ]
}
