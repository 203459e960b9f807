import { IconChevronLeft, IconChevronRight, IconLock } from '@tabler/icons-react'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentMap } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { DestructiveFlag } from '../destructive'
import type { MapAxis } from './map-axis'
import type { MapLayout } from './map-layout'
import { segmentAt } from './map-place'
import classes from './segment-map.module.css'

/** The line of a cleanup: everything left of it goes. Always on a segment base. */
export interface Cut {
  readonly offset: number
  /** The last base the line can stand on, and why not further. */
  readonly wall: { readonly offset: number; readonly reason: string }
  /** Messages that go, by topic; absent while that is worked out. */
  readonly messages?: ReadonlyMap<string, number> | undefined
  onMove(offset: number): void
}

interface CutLineProps {
  readonly cut: Cut
  readonly map: SegmentMap
  readonly axis: MapAxis
  readonly layout: MapLayout
}

const bigStep = 10

/** A slider over the segment bases: `← →` one segment, with Shift ten, `Home End` the log's start and the wall. Can be dragged. */
export function CutLine({ cut, map, axis, layout }: CutLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const flag = useRef<HTMLDivElement>(null)
  const bases = map.segments.baseOffset.filter(base => base <= cut.wall.offset)
  const position = bases.findLastIndex(base => base <= cut.offset)
  const stored = map.segments.firstStored[position]
  const x = layout.left + axis.x(cut.offset)
  const goes = t('map.goes', { count: position, n: format.exact(position), bytes: format.bytes(position * map.segmentSizeBytes) })
  /** Left of the flag; otherwise what goes is said at its right, too. */
  const hasRoom = x >= 280
  const wallX = layout.left + axis.x(cut.wall.offset)

  const moveTo = (index: number): void => {
    const base = bases[Math.max(0, Math.min(bases.length - 1, index))]
    if (base !== undefined && base !== cut.offset) cut.onMove(base)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.shiftKey ? bigStep : 1
    const target = { ArrowLeft: position - step, ArrowRight: position + step, Home: 0, End: bases.length - 1 }[event.key]
    if (target === undefined) return
    event.preventDefault()
    moveTo(target)
  }

  function onPointerMove(event: PointerEvent): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const origin = flag.current?.offsetParent?.getBoundingClientRect().left ?? 0
    const offset = axis.offsetAt(event.clientX - origin - layout.left) ?? map.minOffset
    const nearest = segmentAt(map, Math.min(cut.wall.offset, offset + map.segmentSizeBytes / 2))
    if (nearest !== undefined) moveTo(nearest)
  }

  return (
    <>
      <svg className={classes.overlay} width={layout.width} height={layout.height} aria-hidden="true">
        <rect className={classes.beyondWall} x={wallX} y={layout.log.top - 4} width={Math.max(0, layout.left + axis.width - wallX)} height={layout.bottom - layout.log.top + 4} />
        <line className={classes.wall} x1={wallX} x2={wallX} y1={layout.log.top - 6} y2={layout.bottom} />
        <line className={classes.cutLine} x1={x} x2={x} y1={layout.log.top - 6} y2={layout.bottom} />
        {hasRoom && (
          <text className={classes.serious} x={x - 102} y={layout.bottom + 20} textAnchor="end">
            {goes}
          </text>
        )}
        <text className={classes.dark} x={Math.max(110, x) + 102} y={layout.bottom + 20}>
          {!hasRoom && (
            <>
              <tspan className={classes.serious}>{goes}</tspan>
              <tspan> · </tspan>
            </>
          )}
          <tspan>{t('map.stays', { count: map.segments.baseOffset.length - position, n: format.exact(map.segments.baseOffset.length - position) })}</tspan>
        </text>
        <path className={classes.cutPointer} d={`M${x} ${layout.log.top - 2}l-6-8h12z`} />
      </svg>
      <span className={classes.wallSign} style={{ left: wallX, top: layout.log.top - 24 }} title={cut.wall.reason}>
        <IconLock size={12} aria-hidden />
      </span>
      <div className={classes.cutFlagPlace} style={{ left: Math.max(110, Math.min(layout.width - 110, x)), top: layout.bottom - 2 }}>
        <DestructiveFlag
          ref={flag}
          role="slider"
          tabIndex={0}
          aria-label={t('map.cut')}
          aria-valuemin={0}
          aria-valuemax={bases.length - 1}
          aria-valuenow={position}
          aria-valuetext={t('map.cutAt', { offset: format.exact(cut.offset), count: position, n: format.exact(position) })}
          onKeyDown={onKeyDown}
          onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
        >
          <IconChevronLeft size={14} aria-hidden />
          <span>
            <b>{format.exact(cut.offset)}</b>
            {stored != null && <span>{format.time(stored)}</span>}
          </span>
          <IconChevronRight size={14} aria-hidden />
        </DestructiveFlag>
      </div>
    </>
  )
}
