import { useLayoutEffect, useRef } from 'react'
import { usePreferences } from '../app/preferences'
import type { Scheme } from '../styles/tokens'
import { classPalette, type ClassPalette } from './class-palette'
import { shareOf, type PhysicalAxis } from './physical-axis'
import { bySeverity, isSerious, type LegendClass } from './unit-class'
import classes from './range-bar.module.css'

interface RangeBarProps {
  readonly axis: PhysicalAxis
  /** On the physical axis, ascending. */
  readonly runs: readonly { readonly unitClass: LegendClass; readonly start: number; readonly end: number }[]
  /** The row in words. */
  readonly label: string
  /** Positions of consumer groups. */
  readonly marks?: readonly number[]
}

const height = 14
const leastSeriousWidth = 3
const noMarks: readonly number[] = []

/**
 * Where one queue's units point, on the axis it shares with every other row and with the map. A serious run is never thinner than 3 px.
 * One canvas a row: as elements the bars of a table cost more than all else in it.
 */
export function RangeBar({ axis, runs, label, marks = noMarks }: RangeBarProps) {
  const { scheme } = usePreferences()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { minOffset, maxOffset, voidShare } = axis

  useLayoutEffect(() => {
    const element = canvas.current
    const pen = element?.getContext('2d')
    if (!element || !pen) return undefined
    // Painted when the page has been laid out, which is once for all rows. Asking an element for its width lays the page out for each.
    const observer = new ResizeObserver(([box]) => {
      const ratio = window.devicePixelRatio || 1
      const width = box?.contentRect.width ?? 0
      element.width = Math.round(width * ratio)
      element.height = height * ratio
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      paintRange(pen, paletteOf(scheme, element, pen), { minOffset, maxOffset, voidShare }, runs, marks, width)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scheme, minOffset, maxOffset, voidShare, runs, marks])

  return <canvas ref={canvas} className={classes.bar} height={height} role="img" aria-label={label} />
}

/** The hatches of one scheme serve every bar. */
let lastPalette: { readonly scheme: Scheme; readonly palette: ClassPalette } | undefined

function paletteOf(scheme: Scheme, element: Element, pen: CanvasRenderingContext2D): ClassPalette {
  if (lastPalette?.scheme !== scheme) lastPalette = { scheme, palette: classPalette(element, pen) }
  return lastPalette.palette
}

function paintRange(pen: CanvasRenderingContext2D, palette: ClassPalette, axis: PhysicalAxis, runs: RangeBarProps['runs'], marks: readonly number[], width: number): void {
  const x = (offset: number): number => shareOf(axis, offset) * width
  const logX = x(axis.minOffset)
  const barHeight = height - 4
  for (const fill of [palette.voidGround, palette.beforeTheLog]) {
    pen.fillStyle = fill
    pen.fillRect(0, 0, logX, height)
  }
  pen.fillStyle = palette.sunken
  pen.fillRect(logX, 2, width - logX, barHeight)
  for (const run of [...runs].sort((a, b) => bySeverity.indexOf(b.unitClass) - bySeverity.indexOf(a.unitClass))) {
    const runWidth = Math.max(isSerious(run.unitClass) ? leastSeriousWidth : 0, x(run.end) - x(run.start))
    const from = Math.min(x(run.start), width - runWidth)
    pen.fillStyle = palette.fills[run.unitClass]
    pen.fillRect(from, 2, runWidth, barHeight)
    if (run.unitClass !== 'in-hole') continue
    pen.strokeStyle = palette.hole
    pen.setLineDash([3, 2])
    pen.strokeRect(from + 0.5, 2.5, Math.max(0, runWidth - 1), barHeight - 1)
    pen.setLineDash([])
  }
  pen.fillStyle = palette.text
  pen.fillRect(logX, 0, 1, height)
  for (const mark of marks) paintMark(pen, palette, x(mark))
}

function paintMark(pen: CanvasRenderingContext2D, palette: ClassPalette, x: number): void {
  pen.beginPath()
  pen.moveTo(x, 1)
  pen.lineTo(x + 4, height - 2)
  pen.lineTo(x - 4, height - 2)
  pen.closePath()
  pen.fillStyle = palette.surface
  pen.strokeStyle = palette.text
  pen.fill()
  pen.stroke()
}
