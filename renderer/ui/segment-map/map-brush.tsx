import { useRef, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentMap } from '../../../shared/contract/schemas'
import type { Range } from '../../../shared/store/range'
import { mapAxis, moved, pointsBelowTheLog } from './map-axis'
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

/** The whole store in one strip, holes as red flags, with the window that the map shows; drag it or press elsewhere. */
export function MapBrush({ map, width, view, whole, onView }: MapBrushProps) {
  const { t } = useTranslation()
  const strip = useRef<SVGSVGElement>(null)
  const { left, axisWidth } = mapLayout(width, 1, false)
  const { minOffset, segmentSizeBytes } = map
  const axis = mapAxis({ minOffset, segmentSizeBytes, view: whole, width: axisWidth, hasUnitsBelow: pointsBelowTheLog(map) })
  const x = (offset: number): number => left + axis.x(offset)

  function onPointer(event: PointerEvent<SVGSVGElement>): void {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const at = event.clientX - (strip.current?.getBoundingClientRect().left ?? 0)
    const offset = axis.offsetAt(at - left) ?? whole.start
    onView(moved(view, whole, offset - (view.start + view.end) / 2))
  }

  return (
    <svg ref={strip} className={classes.brush} width={width} height={height + 4} aria-hidden="true" onPointerDown={onPointer} onPointerMove={onPointer}>
      <text x={left - 10} y={height / 2 + 6} textAnchor="end">
        {t('map.wholeStore')}
      </text>
      <rect x={left + axis.voidWidth} y={height / 2 - 2} width={axisWidth - axis.voidWidth} height="8" fill="var(--log-2)" />
      {map.holes.map(hole => (
        <rect key={hole.start} x={x(hole.start)} y="4" width={Math.max(3, x(hole.end) - x(hole.start))} height={height - 4} fill="var(--c-visible)" />
      ))}
      <rect className={classes.brushWindow} x={x(view.start)} y="2" width={Math.max(4, x(view.end) - x(view.start))} height={height} rx="3" />
    </svg>
  )
}
