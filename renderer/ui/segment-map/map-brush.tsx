import { useRef, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentMap } from '../../../shared/contract/schemas'
import type { Range } from '../../../shared/store/range'
import { leastSegmentsInView, mapAxis, moved, pointsBelowTheLog } from './map-axis'
import { mapLayout } from './map-layout'
import classes from './segment-map.module.css'

interface MapBrushProps {
  readonly map: SegmentMap
  readonly width: number
  readonly view: Range
  readonly whole: Range
  readonly onView: (view: Range) => void
}

const height = 22

const edgeReach = 6
const leastDrag = 4
const isPart = (view: Range, whole: Range): boolean => view.start > whole.start || view.end < whole.end

/** The whole store in one strip, holes as red flags, with the window that the map shows: drag it, its edges, or a new one. */
export function MapBrush({ map, width, view, whole, onView }: MapBrushProps) {
  const { t } = useTranslation()
  const strip = useRef<SVGSVGElement>(null)
  const { left, axisWidth } = mapLayout(width, 1, false)
  const { minOffset, segmentSizeBytes } = map
  const axis = mapAxis({ minOffset, segmentSizeBytes, view: whole, width: axisWidth, hasUnitsBelow: pointsBelowTheLog(map) })
  const x = (offset: number): number => left + axis.x(offset)

  /** What a press took hold of: the window, one of its edges, or the strip, where a new window is drawn. */
  const grip = useRef<{ readonly what: 'window' | 'start' | 'end' | 'strip'; readonly offset: number; readonly view: Range }>(undefined)

  function onPointer(event: PointerEvent<SVGSVGElement>): void {
    const at = event.clientX - (strip.current?.getBoundingClientRect().left ?? 0)
    const offset = axis.offsetAt(at - left) ?? whole.start
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId)
      const what = Math.abs(at - x(view.start)) <= edgeReach ? 'start' : Math.abs(at - x(view.end)) <= edgeReach ? 'end' : offset >= view.start && offset < view.end && isPart(view, whole) ? 'window' : 'strip'
      grip.current = { what, offset, view }
      return
    }
    if (!grip.current) return
    if (event.type === 'pointerup') {
      // A press without a drag brings the window there.
      if (grip.current.what === 'strip' && Math.abs(x(offset) - x(grip.current.offset)) < leastDrag) onView(moved(view, whole, offset - (view.start + view.end) / 2))
      grip.current = undefined
      return
    }
    const { what, offset: from, view: before } = grip.current
    if (what === 'window') onView(moved(before, whole, offset - from))
    else if (what === 'start') onView(spanning(offset, before.end))
    else if (what === 'end') onView(spanning(before.start, offset))
    else if (Math.abs(x(offset) - x(from)) >= leastDrag) onView(spanning(from, offset))
  }

  /** The window between two offsets, on whole segments and on no fewer than can be told apart. */
  function spanning(a: number, b: number): Range {
    const from = whole.start + Math.floor((Math.min(a, b) - whole.start) / segmentSizeBytes) * segmentSizeBytes
    const to = Math.max(Math.max(a, b), from + leastSegmentsInView * segmentSizeBytes)
    return moved({ start: from, end: to }, whole, 0)
  }

  return (
    <svg ref={strip} className={classes.brush} width={width} height={height + 4} aria-hidden="true" onPointerDown={onPointer} onPointerMove={onPointer} onPointerUp={onPointer}>
      <text x={left - 10} y={height / 2 + 6} textAnchor="end">
        {t('map.wholeStore')}
      </text>
      <rect x={left + axis.voidWidth} y={height / 2 - 2} width={axisWidth - axis.voidWidth} height="8" fill="var(--log-2)" />
      {map.holes.map(hole => (
        <rect key={hole.start} x={x(hole.start)} y="4" width={Math.max(3, x(hole.end) - x(hole.start))} height={height - 4} fill="var(--c-visible)" />
      ))}
      <rect className={classes.brushWindow} x={x(view.start)} y="2" width={Math.max(4, x(view.end) - x(view.start))} height={height} rx="3" />
      {[view.start, view.end].map(edge => (
        <rect key={edge} className={classes.brushEdge} x={x(edge) - 3} y={height / 2 - 4} width="6" height="12" rx="2" />
      ))}
    </svg>
  )
}
