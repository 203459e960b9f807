/** Where the parts of the map stand, in CSS pixels. */
export interface MapLayout {
  readonly width: number
  readonly height: number
  /** Left edge of the axis, right of the names. */
  readonly left: number
  readonly axisWidth: number
  /** Width of the figures right of the axis. */
  readonly gutter: number
  readonly log: { readonly top: number; readonly height: number }
  readonly laneTop: number
  readonly laneHeight: number
  readonly barHeight: number
  /** Below the last lane. */
  readonly bottom: number
}

const logTop = 44
const logHeight = 24
const flagHeight = 20
const footHeight = 24
const cutFlagHeight = 46

export function mapLayout(width: number, lanes: number, hasCut: boolean): MapLayout {
  const left = width >= 1000 ? 192 : width >= 700 ? 150 : 110
  const gutter = width >= 700 ? 112 : 64
  const laneHeight = lanes > 10 ? 17 : lanes > 6 ? 22 : 28
  const laneTop = logTop + logHeight + flagHeight
  const bottom = laneTop + lanes * laneHeight + 2
  return {
    width,
    height: bottom + (hasCut ? cutFlagHeight : footHeight),
    left,
    axisWidth: Math.max(60, width - left - gutter),
    gutter,
    log: { top: logTop, height: logHeight },
    laneTop,
    laneHeight,
    barHeight: laneHeight > 20 ? 14 : 10,
    bottom,
  }
}

export const laneY = (layout: MapLayout, lane: number): number => layout.laneTop + lane * layout.laneHeight + (layout.laneHeight - layout.barHeight) / 2

/** The lane under a point, or undefined above and below them. */
export function laneAt(layout: MapLayout, y: number): number | undefined {
  const lane = Math.floor((y - layout.laneTop) / layout.laneHeight)
  return y >= layout.laneTop && y < layout.bottom - 2 ? lane : undefined
}
