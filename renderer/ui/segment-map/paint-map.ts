import type { SegmentMap } from '../../../shared/contract/schemas'
import type { Range } from '../../../shared/store/range'
import { laneSpans } from './lane-spans'
import { ticksOf, type MapAxis } from './map-axis'
import { laneY, type MapLayout } from './map-layout'
import type { ClassPalette } from '../class-palette'

interface Painting {
  readonly map: SegmentMap
  readonly axis: MapAxis
  readonly layout: MapLayout
  readonly palette: ClassPalette
  /** Everything live below it goes. */
  readonly cutOffset: number | undefined
  readonly selectedBase: number | undefined
  /** Chosen segments, as a stretch of the log. */
  readonly chosen: Range | undefined
}

/** Cells, bars and hatches. Text, lines and marks are drawn over it (map-overlay). The context is scaled to CSS pixels. */
export function paintMap(pen: CanvasRenderingContext2D, painting: Painting): void {
  const { layout, axis } = painting
  pen.clearRect(0, 0, layout.width, layout.height)
  pen.save()
  pen.translate(layout.left, 0)
  pen.beginPath()
  pen.rect(0, 0, axis.width, layout.height)
  pen.clip()
  paintVoid(pen, painting)
  paintGrid(pen, painting)
  paintLog(pen, painting)
  painting.map.lanes.forEach((_, at) => paintLane(pen, painting, at))
  pen.restore()
}

function paintVoid(pen: CanvasRenderingContext2D, { axis, layout, palette }: Painting): void {
  if (axis.voidWidth === 0) return
  const top = layout.log.top - 6
  for (const fill of [palette.voidGround, palette.beforeTheLog]) {
    pen.fillStyle = fill
    pen.fillRect(0, top, axis.voidWidth, layout.bottom - top)
  }
}

function paintGrid(pen: CanvasRenderingContext2D, { axis, layout, palette }: Painting): void {
  pen.fillStyle = palette.grid
  for (const offset of ticksOf(axis)) {
    if (offset > axis.minOffset) pen.fillRect(Math.round(axis.x(offset)), layout.log.top - 8, 1, layout.bottom - layout.log.top + 8)
  }
}

const gapFrom = 6
const notchFrom = 2

function paintLog(pen: CanvasRenderingContext2D, painting: Painting): void {
  const { map, axis, layout, palette, cutOffset = -1, selectedBase, chosen } = painting
  const { top, height } = layout.log
  const { baseOffset, state } = map.segments
  const withGaps = axis.segmentWidth >= gapFrom
  baseOffset.forEach((base, at) => {
    const end = base + map.segmentSizeBytes
    if (end <= axis.view.start || base >= axis.view.end) return
    // Without gaps the cells touch: whole pixels, or their edges would show as stripes.
    const x = withGaps ? axis.x(base) : Math.floor(axis.x(base))
    const right = withGaps ? axis.x(end) : Math.ceil(axis.x(end))
    const width = Math.max(1, right - x - (withGaps ? 1 : 0))
    if (state[at] === 'preallocated' || base >= map.maxOffset) return outline(pen, palette.edge, x, top, width, height, [])
    if (state[at] === 'unreadable' || state[at] === 'wrong-size') return outline(pen, palette.hole, x, top, width, height, [])
    pen.fillStyle = base === selectedBase || (chosen && base >= chosen.start && base < chosen.end) ? palette.accent : base < cutOffset ? palette.fills.goes : palette.log
    const written = axis.x(Math.min(end, map.maxOffset))
    pen.fillRect(x, top, Math.max(1, Math.min(width, written - x)), height)
    if (end > map.maxOffset) outline(pen, palette.edge, x, top, width, height, [])
  })
  if (!withGaps) paintNotches(pen, painting, axis.segmentWidth >= notchFrom ? 10 : 100)
  for (const hole of map.holes) {
    const x = axis.x(hole.start)
    const width = Math.max(5, axis.x(hole.end) - x)
    pen.fillStyle = palette.surface
    pen.fillRect(x, top - 1, width, height + 2)
    outline(pen, palette.hole, x, top, width, height, [3, 2])
  }
}

/** Without room for gaps a notch every 10 or 100 segments keeps the scale. */
function paintNotches(pen: CanvasRenderingContext2D, { map, axis, layout, palette }: Painting, every: number): void {
  pen.fillStyle = palette.surface
  for (let base = map.minOffset; base < axis.view.end; base += every * map.segmentSizeBytes) {
    if (base > axis.view.start) pen.fillRect(Math.round(axis.x(base)), layout.log.top, 1, layout.log.height)
  }
}

function paintLane(pen: CanvasRenderingContext2D, { map, axis, layout, palette, cutOffset = -1 }: Painting, at: number): void {
  const lane = map.lanes[at]
  if (!lane) return
  const y = laneY(layout, at)
  pen.fillStyle = palette.sunken
  pen.fillRect(axis.voidWidth, y, axis.width - axis.voidWidth, layout.barHeight)
  const cutX = cutOffset < axis.minOffset ? 0 : Math.round(axis.x(cutOffset))
  for (const { x, width, bars } of laneSpans(lane, axis, layout.barHeight)) {
    let top = y
    for (const { unitClass, height } of bars) {
      const goes = unitClass === 'ok' ? Math.max(0, Math.min(width, cutX - x)) : 0
      if (unitClass === 'in-hole') {
        pen.fillStyle = palette.surface
        pen.fillRect(x, top, width, height)
        outline(pen, palette.hole, x, top, width, height, [3, 2])
      } else {
        pen.fillStyle = palette.fills[unitClass]
        pen.fillRect(x + goes, top, width - goes, height)
        pen.fillStyle = palette.fills.goes
        pen.fillRect(x, top, goes, height)
      }
      top += height
    }
  }
}

function outline(pen: CanvasRenderingContext2D, stroke: string, x: number, y: number, width: number, height: number, dash: number[]): void {
  pen.strokeStyle = stroke
  pen.lineWidth = 1
  pen.setLineDash(dash)
  pen.strokeRect(x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1))
  pen.setLineDash([])
}
