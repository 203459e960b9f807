import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format'
import { fillOf, outlineOf, type LegendClass } from './unit-class'
import classes from './class-strip.module.css'

interface ClassStripProps {
  /** Along queue offsets, ascending. */
  readonly runs: readonly { readonly unitClass: LegendClass; readonly start: number; readonly end: number }[]
  readonly start: number
  readonly end: number
  /** The minimum a client is told, with its name. */
  readonly min: Mark
  /** The one that would be right, where it differs. */
  readonly realMin?: Mark | undefined
  /** Queue offsets at which a file begins. */
  readonly borders?: readonly number[]
}

interface Mark {
  readonly offset: number
  readonly name: string
}

/** A queue's units by class over its own offsets; file borders are gaps, minima are lines with their names below. */
export function ClassStrip({ runs, start, end, min, realMin, borders = [] }: ClassStripProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const length = Math.max(1, end - start)
  const shareAt = (offset: number): number => (Math.min(end, Math.max(start, offset)) - start) / length
  const at = (offset: number): string => `${shareAt(offset) * 100}%`
  const marks = realMin ? [{ ...min, isWrong: true }, { ...realMin, isWrong: false }] : [{ ...min, isWrong: false }]
  const label = runs.map(run => `${t(`unitClass.${run.unitClass}`)} ${format.exact(run.start)} – ${format.exact(run.end)}`).join('; ')
  return (
    <div>
      <div className={classes.ends}>
        <span>{format.exact(start)}</span>
        <span>{format.exact(end)}</span>
      </div>
      <svg className={classes.strip} role="img" aria-label={label}>
        {runs.map(run => (
          <rect key={`${run.unitClass}${run.start}`} x={at(run.start)} width={`${((run.end - run.start) / length) * 100}%`} y="4" height="18" fill={fillOf(run.unitClass)} {...outlineOf(run.unitClass)}>
            <title>{`${t(`unitClass.${run.unitClass}`)}: ${format.exact(run.start)} – ${format.exact(run.end)}`}</title>
          </rect>
        ))}
        {borders.map(offset => (
          <rect key={offset} x={at(offset)} width="2" y="4" height="18" fill="var(--surface)" />
        ))}
        {marks.map(({ offset, name, isWrong }) => (
          // The last pixel of the strip is inside it, too.
          <rect key={name} x={at(offset)} transform={shareAt(offset) === 1 ? 'translate(-2)' : undefined} width="2" height="26" fill={isWrong ? 'var(--danger)' : 'var(--text)'} />
        ))}
      </svg>
      <div className={classes.marks}>
        {marks.map(({ offset, name, isWrong }, index) => (
          <span key={name} data-wrong={isWrong || undefined} style={{ gridRow: index + 1, ...(shareAt(offset) < 0.5 ? { marginLeft: at(offset) } : { marginRight: `${(1 - shareAt(offset)) * 100}%`, textAlign: 'right' }) }}>
            <b>{format.exact(offset)}</b> {name}
          </span>
        ))}
      </div>
    </div>
  )
}
