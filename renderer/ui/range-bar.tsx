import { rangeBackground, type RangeRun } from './range-background'
import type { PhysicalAxis } from './physical-axis'
import classes from './range-bar.module.css'

interface RangeBarProps {
  readonly axis: PhysicalAxis
  readonly runs: readonly RangeRun[]
  /** The row in words. */
  readonly label: string
}

/**
 * Where one queue's units point, on the axis it shares with every other row and with the map. One element and its background: as elements of
 * their own the runs of a table's rows cost more than the rest of it, and as canvases the browser keeps a layer for each.
 */
export function RangeBar({ axis, runs, label }: RangeBarProps) {
  return <div className={classes.bar} role="img" aria-label={label} style={{ background: rangeBackground(axis, runs) }} />
}
