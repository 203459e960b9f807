import { bySeverity, fillOf, isSerious, outlineOf, type LegendClass } from './unit-class'
import { shareOf, type PhysicalAxis } from './physical-axis'
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
const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

/** Where one queue's units point, on the axis it shares with every other row and with the map. A serious run is never thinner than 3 px. */
export function RangeBar({ axis, runs, label, marks = [] }: RangeBarProps) {
  const worstLast = [...runs].sort((a, b) => bySeverity.indexOf(b.unitClass) - bySeverity.indexOf(a.unitClass))
  const logStart = shareOf(axis, axis.minOffset)
  return (
    <svg className={classes.bar} height={height} role="img" aria-label={label}>
      {axis.voidShare > 0 && (
        <>
          <rect width={percent(logStart)} height={height} fill="var(--void)" />
          <rect width={percent(logStart)} height={height} fill="url(#before-the-log)" />
        </>
      )}
      <rect x={percent(logStart)} width={percent(1 - logStart)} y="2" height={height - 4} fill="var(--sunken)" />
      {worstLast.map(run => {
        const from = shareOf(axis, run.start)
        const width = Math.max(0, shareOf(axis, run.end) - from)
        const look = { x: percent(from), y: 2, height: height - 4, fill: fillOf(run.unitClass), ...outlineOf(run.unitClass) }
        return (
          <g key={`${run.unitClass}${run.start}`}>
            {isSerious(run.unitClass) && <rect {...look} width="3" />}
            <rect {...look} width={percent(width)} />
          </g>
        )
      })}
      <rect x={percent(logStart)} width="1" height={height} fill="var(--text)" />
      {marks.map(offset => (
        <svg key={offset} x={percent(shareOf(axis, offset))} overflow="visible">
          <path d={`M0 1l4 ${height - 3}h-8z`} fill="var(--surface)" stroke="var(--text)" />
        </svg>
      ))}
    </svg>
  )
}
