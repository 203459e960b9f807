import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import type { Cut } from './cut-line'
import { groupMarks } from './group-marks'
import { lanePoints } from './lane-spans'
import { ticksOf, type MapAxis } from './map-axis'
import { laneY, type MapLayout } from './map-layout'
import { laneName, type DrawnMap, type Lane } from './opened-lanes'
import { PointGlyph } from './point-glyph'
import classes from './segment-map.module.css'

interface OverlayProps {
  readonly map: DrawnMap
  readonly axis: MapAxis
  readonly layout: MapLayout
  readonly hoveredLane: number | undefined
  /** x of the hair on the axis. */
  readonly hair: number | undefined
  /** Its flag stands where the foot's words are, and the lanes say what goes. */
  readonly cut: Cut | undefined
}

/** Below it only the log's size has room at the right, not the number of segments. */
const roomForLogSum = 100

/** Text, lines and marks of the map, over the painted cells. */
export function MapOverlay({ map, axis, layout, hoveredLane, hair, cut }: OverlayProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const startX = layout.left + axis.voidWidth
  const endX = axis.x(map.maxOffset)
  const hasAhead = map.lanes.some(lane => lane.units.ahead > 0)
  const logSize = format.bytes(map.segments.baseOffset.length * map.segmentSizeBytes)
  return (
    <svg className={classes.overlay} width={layout.width} height={layout.height} aria-hidden="true">
      {hoveredLane !== undefined && <rect className={classes.hoveredLane} x="0" y={layout.laneTop + hoveredLane * layout.laneHeight} width={layout.width} height={layout.laneHeight} />}
      <text x={layout.left - 10} y="18" textAnchor="end">{t('map.physicalOffset')}</text>
      <text x={layout.left - 10} y="31" textAnchor="end">{t('map.storedAt')}</text>
      <text className={classes.strong} x={layout.left - 10} y={layout.log.top + 16} textAnchor="end">{t('map.commitLog')}</text>
      {axis.voidWidth > 90 && <text x={layout.left + 6} y={layout.log.top + 16}>{t('map.noLogBelow')}</text>}
      <Ticks map={map} axis={axis} layout={layout} />
      <text className={classes.dark} x={layout.left + axis.width + 10} y={layout.log.top + 16}>
        {layout.gutter < roomForLogSum ? logSize : t('map.logSum', { segments: format.exact(map.segments.baseOffset.length), size: logSize })}
      </text>
      {map.holes.map(hole => (
        <HoleFlag key={hole.start} x={layout.left + Math.min(axis.width - 40, Math.max(0, (axis.x(hole.start) + axis.x(hole.end)) / 2))} layout={layout}>
          {t('map.hole', { count: Math.round((hole.end - hole.start) / map.segmentSizeBytes) })}
        </HoleFlag>
      ))}
      {axis.view.start <= axis.minOffset && <line className={classes.logStart} x1={startX - 0.5} x2={startX - 0.5} y1="12" y2={layout.bottom} />}
      {hasAhead && endX <= axis.width && (
        <line className={classes.lastRecord} x1={layout.left + endX} x2={layout.left + endX} y1={layout.log.top - 6} y2={layout.bottom} />
      )}
      {map.lanes.map((lane, at) => (
        <LaneTexts key={laneName(lane)} lane={lane} at={at} axis={axis} layout={layout} goes={cut?.messages} />
      ))}
      {!cut && <FootTexts map={map} axis={axis} layout={layout} hasAhead={hasAhead} />}
      {hair !== undefined && <line className={classes.hair} x1={layout.left + hair} x2={layout.left + hair} y1={layout.log.top - 6} y2={layout.bottom} />}
    </svg>
  )
}

interface FootProps {
  readonly map: DrawnMap
  readonly axis: MapAxis
  readonly layout: MapLayout
  readonly hasAhead: boolean
}

function FootTexts({ map, axis, layout, hasAhead }: FootProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const startX = layout.left + axis.voidWidth
  const y = layout.bottom + 14
  return (
    <>
      {axis.voidWidth > 60 && <text x={startX - 6} y={y} textAnchor="end">{t('map.notToScale')}</text>}
      {axis.view.start <= axis.minOffset && <text className={classes.dark} x={startX + 6} y={y}>{t('map.logStarts', { offset: format.exact(map.minOffset) })}</text>}
      {axis.view.end >= map.maxOffset && layout.axisWidth > 520 && (
        <text className={hasAhead ? classes.warn : undefined} x={layout.left + axis.width} y={y} textAnchor="end">
          {t('map.lastRecord', { offset: format.exact(map.maxOffset) })}
        </text>
      )}
    </>
  )
}

/** The first tick's text stands wholly to the right of its place, the second's half to the left. */
const roomForFirstTick = 140

function Ticks({ map, axis, layout }: { readonly map: DrawnMap; readonly axis: MapAxis; readonly layout: MapLayout }) {
  const format = useFormat()
  const ticks = ticksOf(axis)
  return ticks.map((offset, at) => {
    const place = layout.left + axis.x(offset)
    const stored = map.segments.firstStored[map.segments.baseOffset.indexOf(offset)]
    // The first one would reach into the names.
    const isFirst = at === 0 && place - layout.left < 60 + axis.voidWidth
    const x = isFirst ? place + 3 : place
    const isCrowded = at === 1 && axis.x(offset) - axis.x(ticks[0] ?? 0) < roomForFirstTick
    if (isCrowded) return null
    const anchor = isFirst ? 'start' : 'middle'
    return (
      <g key={offset}>
        <text className={classes.offset} x={x} y="18" textAnchor={anchor}>{format.exact(offset)}</text>
        {stored != null && <text x={x} y="31" textAnchor={anchor}>{format.shortTime(stored)}</text>}
      </g>
    )
  })
}

function HoleFlag({ x, layout, children }: { readonly x: number; readonly layout: MapLayout; readonly children: string }) {
  const y = layout.log.top + layout.log.height
  return (
    <g className={classes.holeFlag}>
      <line x1={x} x2={x} y1={y + 18} y2={layout.bottom} />
      <rect x={x - 58} y={y + 2} width="116" height="16" rx="3" />
      <text x={x} y={y + 14} textAnchor="middle">{children}</text>
    </g>
  )
}

interface LaneProps {
  readonly lane: Lane
  readonly at: number
  readonly axis: MapAxis
  readonly layout: MapLayout
  /** Messages that a cut takes, by topic. */
  readonly goes: Cut['messages']
}

/** Name, groups' positions, points, and at the right the units below the log, or with a cut the messages that go. */
function LaneTexts({ lane, at, axis, layout, goes }: LaneProps) {
  const format = useFormat()
  const y = laneY(layout, at)
  const baseline = y + layout.barHeight / 2 + 4
  const isQueue = lane.queueId !== undefined
  const below = lane.units.expiredVisible + lane.units.expiredHidden
  const figure = goes === undefined ? below : isQueue ? 0 : (goes.get(lane.topic) ?? 0)
  const isSerious = goes === undefined && lane.units.expiredVisible > 0
  const nameFits = Math.floor((layout.left - 12) / 7)
  const name = isQueue ? `/${lane.queueId}` : lane.isOpen ? `▾ ${lane.topic}` : lane.topic
  return (
    <g>
      <text className={isQueue ? undefined : classes.dark} x={layout.left - 10} y={baseline} textAnchor="end">
        {name.length > nameFits ? `${name.slice(0, nameFits - 1)}…` : name}
      </text>
      {figure > 0 && (
        <text className={isSerious ? classes.serious : undefined} x={layout.left + axis.width + 10} y={baseline}>
          {format.short(figure)}
        </text>
      )}
      {lanePoints(lane, axis).map(point => (
        <PointGlyph key={`${point.unitClass}${point.x}`} unitClass={point.unitClass} x={layout.left + point.x} y={y + layout.barHeight / 2} />
      ))}
      {groupMarks(lane.groups, axis).map(({ group, x, label }) => (
        <g key={group} className={classes.groupMark} transform={`translate(${layout.left} ${y + layout.barHeight / 2})`}>
          <path d="M0-6l4.5 11h-9z" transform={`translate(${x} 0)`} />
          {label && (
            <>
              <rect x={label.left} y="-8" width={label.width} height="16" rx="3" />
              <text x={label.left + 5} y="4">{label.text}</text>
            </>
          )}
        </g>
      ))}
    </g>
  )
}
