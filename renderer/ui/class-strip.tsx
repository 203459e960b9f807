import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format'
import { fillOf, outlineOf, type LegendClass } from './unit-class'
import classes from './class-strip.module.css'

interface ClassStripProps {
  /** Along queue offsets, ascending. */
  readonly runs: readonly { readonly unitClass: LegendClass; readonly start: number; readonly end: number }[]
  readonly start: number
  readonly end: number
  readonly minOffset: number
  /** The minimum that would be right, where it differs. */
  readonly realMinOffset?: number | undefined
  /** Queue offsets at which a file begins. */
  readonly borders?: readonly number[]
}

const height = 20

/** A queue's units by class over its own offsets; the minimum is the line, file borders are ticks. */
export function ClassStrip({ runs, start, end, minOffset, realMinOffset, borders = [] }: ClassStripProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const length = Math.max(1, end - start)
  const at = (offset: number): string => `${((Math.min(end, Math.max(start, offset)) - start) / length) * 100}%`
  const label = runs.map(run => `${t(`unitClass.${run.unitClass}`)} ${format.exact(run.start)} – ${format.exact(run.end)}`).join('; ')
  return (
    <div>
      <svg className={classes.strip} role="img" aria-label={label}>
        {runs.map(run => (
          <rect key={`${run.unitClass}${run.start}`} x={at(run.start)} width={`${((run.end - run.start) / length) * 100}%`} y="3" height={height - 6} fill={fillOf(run.unitClass)} {...outlineOf(run.unitClass)}>
            <title>{`${t(`unitClass.${run.unitClass}`)}: ${format.exact(run.start)} – ${format.exact(run.end)}`}</title>
          </rect>
        ))}
        {borders.map(offset => (
          <rect key={offset} x={at(offset)} width="1" y="3" height={height - 6} fill="var(--surface)" />
        ))}
        {realMinOffset !== undefined && realMinOffset !== minOffset && <rect x={at(realMinOffset)} width="2" height={height} fill="var(--good)" />}
        <rect x={at(minOffset)} width="2" height={height} fill="var(--text)" />
      </svg>
      <div className={classes.ends}>
        <span>{format.exact(start)}</span>
        <span>{format.exact(end)}</span>
      </div>
    </div>
  )
}
