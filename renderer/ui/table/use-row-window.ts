import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** Which rows exist, and where they stand. */
export interface RowWindow {
  /** `[first, end)`, a few more than are in view. */
  readonly first: number
  readonly end: number
  /** Of the element that holds the rows. */
  readonly bodyHeight: number
  /** A row's upper edge inside that element. */
  topOf(index: number): number
  /** Scrolls as little as shows the whole row. */
  reveal(index: number): void
}

interface WindowOptions {
  readonly count: number
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLElement | null>
  /** What covers the scroller's own height: a head and a last row that stay. */
  readonly coveredHeight: number
}

/** Browsers end an element somewhere above 16 million pixels: a longer list is scrolled in proportion. */
const tallest = 8_000_000
const overscan = 12
const settledAfterMs = 120
const unmeasuredHeight = 600

/**
 * Rows of one height, as many as there are: all of it is arithmetic, nothing is kept per row. A list taller than `tallest`
 * keeps `shift`, the distance between where it is and where the scroll bar is: a wheel or a key moves both by the same
 * pixels, the bar's thumb moves the list in proportion, and when all rests the bar is put where it belongs.
 */
export function useRowWindow({ count, rowHeight, scroller, coveredHeight }: WindowOptions): RowWindow {
  const whole = count * rowHeight
  const bodyHeight = Math.min(whole, tallest)
  const place = useRef({ bar: 0, top: 0 })
  const [shown, setShown] = useState({ first: 0, end: Math.min(count, Math.ceil(unmeasuredHeight / rowHeight)), shift: 0 })

  const viewHeight = useCallback(() => Math.max(rowHeight, (scroller.current?.clientHeight ?? unmeasuredHeight) - coveredHeight), [scroller, coveredHeight, rowHeight])

  const update = useCallback((): void => {
    const { bar, top } = place.current
    const first = Math.max(0, Math.floor(top / rowHeight) - overscan)
    const end = Math.min(count, Math.ceil((top + viewHeight()) / rowHeight) + overscan)
    const shift = top - bar
    setShown(now => (now.first === first && now.end === end && now.shift === shift ? now : { first, end, shift }))
  }, [count, rowHeight, viewHeight])

  const goTo = useCallback(
    (top: number): void => {
      const element = scroller.current
      if (!element) return
      const view = viewHeight()
      place.current.top = clamp(top, whole - view)
      element.scrollTop = barFor(place.current.top, whole - view, bodyHeight - view)
      place.current.bar = element.scrollTop
      update()
    },
    [scroller, viewHeight, whole, bodyHeight, update],
  )

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let settling: ReturnType<typeof setTimeout> | undefined
    const onScroll = (): void => {
      const view = viewHeight()
      const bar = element.scrollTop
      const by = bar - place.current.bar
      const isJump = Math.abs(by) > view * 2 || bar === 0 || bar >= bodyHeight - view
      const top = whole <= tallest ? bar : isJump && by !== 0 ? (bar / Math.max(1, bodyHeight - view)) * (whole - view) : place.current.top + by
      place.current = { bar, top: clamp(top, whole - view) }
      // Rows that come a frame late would show as white.
      flushSync(update)
      clearTimeout(settling)
      if (whole > tallest) settling = setTimeout(() => goTo(place.current.top), settledAfterMs)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    const observer = new ResizeObserver(update)
    observer.observe(element)
    return () => {
      clearTimeout(settling)
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [scroller, viewHeight, whole, bodyHeight, update, goTo])

  // A shorter list may end above what was in view.
  useLayoutEffect(() => {
    const farthest = Math.max(0, whole - viewHeight())
    if (place.current.top > farthest) place.current.top = farthest
    update()
  }, [whole, viewHeight, update])

  return {
    first: Math.min(shown.first, count),
    end: Math.min(shown.end, count),
    bodyHeight,
    topOf: index => index * rowHeight - shown.shift,
    reveal: index => {
      const { top } = place.current
      const at = index * rowHeight
      const view = viewHeight()
      if (at < top) goTo(at)
      else if (at + rowHeight > top + view) goTo(at + rowHeight - view)
    },
  }
}

const clamp = (top: number, farthest: number): number => Math.max(0, Math.min(top, farthest))

/** Where the scroll bar belongs for a place in the list. */
export const barFor = (top: number, farthestTop: number, farthestBar: number): number =>
  farthestTop <= farthestBar ? top : (top / farthestTop) * farthestBar
