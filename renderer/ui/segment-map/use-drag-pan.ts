import { useRef, type PointerEvent } from 'react'
import type { Range } from '../../../shared/store/range'
import { moved } from './map-axis'

/** Further than this with the button down is a drag and no click. */
const dragFromPixels = 4

interface DragPan {
  readonly view: Range
  readonly whole: Range
  /** Of the axis, in pixels. */
  readonly width: number
  readonly onView: (view: Range) => void
}

/** Takes a zoomed map along with the pointer. `isDrag` says of the click that ends it that it is none. */
export function useDragPan({ view, whole, width, onView }: DragPan) {
  const from = useRef<{ readonly x: number; readonly view: Range; moves: boolean }>(undefined)
  const isZoomed = view.start > whole.start || view.end < whole.end
  return {
    isZoomed,
    isDrag: () => from.current?.moves === true,
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      const isOnSlider = event.target instanceof Element && event.target.closest('[role=slider]') !== null
      from.current = isZoomed && event.button === 0 && !event.shiftKey && !isOnSlider ? { x: event.clientX, view, moves: false } : undefined
    },
    /** @returns whether the map is being dragged */
    onPointerMove: (event: PointerEvent<HTMLElement>): boolean => {
      const start = from.current
      if (!start || event.buttons !== 1) return false
      const distance = event.clientX - start.x
      if (!start.moves && Math.abs(distance) < dragFromPixels) return false
      if (!start.moves) event.currentTarget.setPointerCapture(event.pointerId)
      start.moves = true
      onView(moved(start.view, whole, (-distance / width) * (start.view.end - start.view.start)))
      return true
    },
  }
}
