import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Range } from '../../../shared/store/range'
import { usePreferences } from '../../app/preferences'
import { useFormat } from '../../i18n/format'
import { CutLine, type Cut } from './cut-line'
import { mapAxis, moved, pointsBelowTheLog, zoomed, type Scale } from './map-axis'
import { laneAt, mapLayout } from './map-layout'
import { MapHoverCard } from './map-hover-card'
import { MapOverlay } from './map-overlay'
import { classPalette } from '../class-palette'
import { nextDangling, segmentAt, type MapPlace } from './map-place'
import { laneName, type DrawnMap, type Lane } from './opened-lanes'
import { paintMap } from './paint-map'
import { useDragPan } from './use-drag-pan'
import classes from './segment-map.module.css'

export interface SegmentMapProps {
  readonly map: DrawnMap
  /** Physical offsets in view. */
  readonly view: Range
  readonly whole: Range
  readonly onView: (view: Range) => void
  /** What the axis is linear in; the offset when undefined. */
  readonly scale?: Scale | undefined
  readonly cut?: Cut | undefined
  readonly selectedBase?: number | undefined
  /** Chosen segments, as a stretch of the log. */
  readonly chosen?: Range | undefined
  /** Shift with a click or an arrow. */
  readonly onChoose?: ((chosen: Range | undefined) => void) | undefined
  readonly onOpenSegment?: ((baseOffset: number) => void) | undefined
  /** Of a topic, or one of its queues. */
  readonly onOpenLane?: ((lane: Lane) => void) | undefined
  /** Opens a topic into its queues in place, or closes it. */
  readonly onToggleTopic: (topic: string) => void
  /** `T`: shows the map as tables. */
  readonly onTable: () => void
}

interface Pointed extends MapPlace {
  /** On the axis. */
  readonly x: number
  readonly y: number
  readonly byKeyboard: boolean
}

const zoomStep = 0.6
const cardSize = { width: 280, height: 190 }

/**
 * The log and every topic's units on one physical axis. One tab stop: `← →` segment (Shift: ten), `↑ ↓` lane, `Enter`
 * opens (a topic into its queues, as a click on its name does), `+ − 0` zoom (a zoomed map can be dragged), `H` next hole, `T` table, `Esc` lets go.
 */
export function SegmentMap(props: SegmentMapProps) {
  const { map, view, whole, onView, scale, cut, selectedBase, onOpenSegment, onOpenLane, onToggleTopic, onTable, chosen, onChoose } = props
  const { t } = useTranslation()
  const format = useFormat()
  const { scheme } = usePreferences()
  const hintId = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const { ref: measure, width } = useElementSize<HTMLDivElement>()
  const frameRef = useMergedRef(frame, measure)
  const [pointed, setPointed] = useState<Pointed>()
  const [isPinned, setPinned] = useState(false)
  const [isOverName, setOverName] = useState(false)
  const anchor = useRef(0)

  const layout = useMemo(() => mapLayout(Math.max(320, Math.floor(width)), map.lanes.length, cut !== undefined), [width, map.lanes.length, cut !== undefined])
  const axis = useMemo(() => {
    const { minOffset, segmentSizeBytes } = map
    return mapAxis({ minOffset, segmentSizeBytes, view, width: layout.axisWidth, hasUnitsBelow: pointsBelowTheLog(map), scale })
  }, [map, view, layout.axisWidth, scale])
  const pan = useDragPan({ view, whole, width: axis.width, onView })

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!canvas.current || !pen || width === 0) return
    const ratio = window.devicePixelRatio || 1
    canvas.current.width = layout.width * ratio
    canvas.current.height = layout.height * ratio
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintMap(pen, { map, axis, layout, palette: classPalette(canvas.current, pen), cutOffset: cut?.offset, selectedBase, chosen })
    // The palette is read from the page: a new scheme is a new picture.
  }, [map, axis, layout, width, scheme, cut?.offset, selectedBase, chosen])

  // React's wheel listeners are passive; zooming must keep the page still.
  useEffect(() => {
    const element = frame.current
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.shiftKey) return
      event.preventDefault()
      const around = axis.offsetAt(event.clientX - (element?.getBoundingClientRect().left ?? 0) - layout.left) ?? view.start
      const distance = event.deltaY || event.deltaX
      if (event.ctrlKey) onView(zoomed(view, whole, around, distance > 0 ? 1 / zoomStep : zoomStep, map.segmentSizeBytes))
      else onView(moved(view, whole, (distance / axis.width) * (view.end - view.start)))
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [axis, layout, view, whole, map.segmentSizeBytes, onView])

  function placeUnder(event: MouseEvent): Pointed | undefined {
    const box = frame.current?.getBoundingClientRect()
    const x = event.clientX - (box?.left ?? 0) - layout.left
    const y = event.clientY - (box?.top ?? 0)
    if (x < 0 || x > axis.width || y < layout.log.top || y > layout.bottom) return undefined
    const offset = axis.offsetAt(x)
    return { x, y, offset, segment: offset === undefined ? undefined : segmentAt(map, offset), lane: laneAt(layout, y), byKeyboard: false }
  }

  /** The lane whose name, left of the axis, is under the pointer. */
  function laneNamedUnder(event: MouseEvent): Lane | undefined {
    const box = frame.current?.getBoundingClientRect()
    const at = event.clientX - (box?.left ?? 0) < layout.left ? laneAt(layout, event.clientY - (box?.top ?? 0)) : undefined
    return at === undefined ? undefined : map.lanes[at]
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    setOverName(laneNamedUnder(event) !== undefined)
    if (pan.onPointerMove(event)) letGo()
    else if (!isPinned) setPointed(placeUnder(event))
  }

  function letGo(): void {
    setPinned(false)
    setPointed(undefined)
  }

  /** The first click pins the card, a second one on the same place opens it; a double click zooms, and opens nothing. */
  function onClick(event: MouseEvent): void {
    const place = placeUnder(event)
    const named = laneNamedUnder(event)
    if (named) return enter(named)
    if (pan.isDrag() || event.detail > 1) return
    if (event.shiftKey && onChoose && place?.segment !== undefined) chooseTo(place.segment)
    else if (isPinned && pointed && place && place.segment === pointed.segment && place.lane === pointed.lane) open(place)
    else {
      setPointed(place)
      setPinned(place !== undefined)
    }
  }

  function open(place: MapPlace): void {
    const base = place.segment === undefined ? undefined : map.segments.baseOffset[place.segment]
    const lane = place.lane === undefined ? undefined : map.lanes[place.lane]
    if (lane) onOpenLane?.(lane)
    else if (base !== undefined) onOpenSegment?.(base)
  }

  function enter(lane: Lane): void {
    if (lane.queueId === undefined) onToggleTopic(lane.topic)
    else onOpenLane?.(lane)
  }

  /** From the segment that was chosen first to this one, both whole. */
  function chooseTo(segment: number): void {
    const base = map.segments.baseOffset[segment]
    if (base === undefined) return
    anchor.current = chosen ? anchor.current : base
    const start = Math.min(anchor.current, base)
    onChoose?.({ start, end: Math.max(anchor.current, base) + map.segmentSizeBytes })
  }

  function pointAt(segment: number, lane: number | undefined): void {
    const at = Math.max(0, Math.min(map.segments.baseOffset.length - 1, segment))
    const middle = (map.segments.baseOffset[at] ?? map.minOffset) + map.segmentSizeBytes / 2
    if (middle < view.start || middle >= view.end) onView(moved(view, whole, middle - (view.start + view.end) / 2))
    setPinned(false)
    setPointed({ x: axis.x(middle), y: layout.log.top, segment: at, lane, byKeyboard: true })
  }

  const pointedLane = pointed?.lane === undefined ? undefined : map.lanes[pointed.lane]

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return
    const segment = pointed?.segment ?? 0
    const lane = pointed?.lane
    const step = event.shiftKey ? 10 : 1
    const middle = (view.start + view.end) / 2
    const actions: Record<string, () => void> = {
      ArrowLeft: () => pointAt(segment - step, lane),
      ArrowRight: () => pointAt(pointed ? segment + step : 0, lane),
      Home: () => pointAt(0, lane),
      End: () => pointAt(map.segments.baseOffset.length - 1, lane),
      ArrowDown: () => pointAt(segment, Math.min(map.lanes.length - 1, lane === undefined ? 0 : lane + 1)),
      ArrowUp: () => pointAt(segment, lane === undefined || lane === 0 ? undefined : lane - 1),
      Enter: () => pointed && (pointedLane ? enter(pointedLane) : open(pointed)),
      Escape: () => {
        letGo()
        onChoose?.(undefined)
      },
      ' ': () => chooseTo(segment),
      d: () => {
        const next = nextDangling(map, map.segments.baseOffset[segment] ?? map.minOffset)
        if (next) pointAt(segmentAt(map, next.offset) ?? 0, next.lane)
      },
      '+': () => onView(zoomed(view, whole, middle, zoomStep, map.segmentSizeBytes)),
      '=': () => onView(zoomed(view, whole, middle, zoomStep, map.segmentSizeBytes)),
      '-': () => onView(zoomed(view, whole, middle, 1 / zoomStep, map.segmentSizeBytes)),
      '0': () => onView(whole),
      h: () => {
        const hole = map.holes.find(({ start }) => start > (map.segments.baseOffset[segment] ?? 0)) ?? map.holes[0]
        if (hole) pointAt(segmentAt(map, hole.start - 1) ?? segment, lane)
      },
      t: onTable,
    }
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }

  const pointedBase = pointed?.segment === undefined ? undefined : map.segments.baseOffset[pointed.segment]
  return (
    <div
      ref={frameRef}
      className={classes.map}
      data-zoomed={pan.isZoomed || undefined}
      data-over-name={isOverName || undefined}
      style={{ height: layout.height }}
      role="application"
      aria-label={t('map.title')}
      aria-describedby={hintId}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={pan.onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => isPinned || setPointed(undefined)}
      onBlur={letGo}
      onClick={onClick}
      onDoubleClick={() => pointedBase !== undefined && onView(zoomed(view, whole, pointedBase, 0, map.segmentSizeBytes))}
    >
      <canvas ref={canvas} className={classes.canvas} style={{ width: layout.width, height: layout.height }} aria-hidden="true" />
      <MapOverlay map={map} axis={axis} layout={layout} hoveredLane={pointed?.lane} hair={pointed?.x} cut={cut} />
      {cut && <CutLine cut={cut} map={map} axis={axis} layout={layout} />}
      {pointed && <MapHoverCard map={map} place={pointed} isPinned={isPinned} {...besides(pointed, layout)} />}
      <span id={hintId} hidden>
        {t('map.keys')}
      </span>
      <span role="status" className={classes.spoken}>
        {pointed?.byKeyboard && pointedBase !== undefined ? [t('map.atSegment', { offset: format.exact(pointedBase) }), pointedLane && laneName(pointedLane)].filter(Boolean).join(', ') : ''}
      </span>
    </div>
  )
}

/** Beside the pointer, inside the map, never over the lane's name. */
function besides({ x, y }: Pointed, layout: { readonly left: number; readonly width: number; readonly height: number }): { left: number; top: number } {
  const right = layout.left + x + 16
  const left = right + cardSize.width <= layout.width ? right : layout.left + x - 16 - cardSize.width
  return { left: Math.max(0, left), top: Math.max(0, Math.min(y + 12, layout.height - cardSize.height)) }
}
