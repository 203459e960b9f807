import { useTranslation } from 'react-i18next'
import classes from './unit-class.module.css'

/** Classes of the legend; `wrong` stands for mismatched, misaligned, crossing and invalid units. */
export type LegendClass = 'ok' | 'expired-visible' | 'expired-hidden' | 'in-hole' | 'ahead' | 'wrong' | 'pre-blank' | 'unwritten' | 'goes'

/** Worst first: the order in a lane and who wins a narrow place. */
export const bySeverity: readonly LegendClass[] = ['wrong', 'in-hole', 'expired-visible', 'ahead', 'expired-hidden', 'ok', 'pre-blank', 'unwritten']

export const isSerious = (unitClass: LegendClass): boolean =>
  unitClass === 'wrong' || unitClass === 'in-hole' || unitClass === 'expired-visible' || unitClass === 'ahead'

/** Fill of an area of this class; needs `UnitClassPatterns` somewhere on the page. */
export function fillOf(unitClass: LegendClass): string {
  switch (unitClass) {
    case 'ok':
      return 'var(--c-ok)'
    case 'in-hole':
    case 'unwritten':
      return 'transparent'
    default:
      return `url(#unit-${unitClass})`
  }
}

/** Outline of the classes that are drawn empty. */
export const outlineOf = (unitClass: LegendClass): { stroke: string; strokeDasharray?: string } | undefined =>
  unitClass === 'in-hole'
    ? { stroke: 'var(--c-visible)', strokeDasharray: '3 2' }
    : unitClass === 'unwritten' || unitClass === 'pre-blank'
      ? { stroke: 'var(--edge)' }
      : undefined

/** The hatches, once per page and inside the themed root, where their variables resolve. */
export function UnitClassPatterns() {
  return (
    <svg width="0" height="0" className={classes.patterns} aria-hidden="true">
      <defs>
        <pattern id="unit-expired-hidden" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--c-hidden)" opacity=".22" />
          <rect width="2" height="6" fill="var(--c-hidden)" />
        </pattern>
        <pattern id="unit-expired-visible" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="5" height="5" fill="var(--c-visible)" />
          <rect width="1.4" height="5" fill="var(--surface)" opacity=".75" />
        </pattern>
        <pattern id="unit-ahead" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--c-ahead)" />
          <rect width="1.2" height="4" fill="var(--surface)" opacity=".8" />
        </pattern>
        <pattern id="unit-wrong" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" fill="var(--c-wrong)" />
          <circle cx="2.5" cy="2.5" r="1" fill="var(--surface)" />
        </pattern>
        <pattern id="unit-pre-blank" width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r=".8" fill="var(--edge)" />
        </pattern>
        <pattern id="unit-goes" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="7" height="7" fill="var(--danger-bg)" />
          <rect width="2" height="7" fill="var(--danger)" opacity=".55" />
        </pattern>
        <pattern id="before-the-log" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1" height="8" fill="var(--void-line)" />
        </pattern>
      </defs>
    </svg>
  )
}

/** The 12 px sign of a class. Alone it carries the class's name; beside its name it is decoration. */
export function UnitGlyph({ unitClass, decorative = false }: { readonly unitClass: LegendClass; readonly decorative?: boolean }) {
  const { t } = useTranslation()
  const name = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`unitClass.${unitClass}`) }
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" className={classes.glyph} {...name}>
      <Glyph unitClass={unitClass} />
    </svg>
  )
}

function Glyph({ unitClass }: { readonly unitClass: LegendClass }) {
  switch (unitClass) {
    case 'ok':
      return <circle cx="6" cy="6" r="4.5" fill="var(--c-ok)" />
    case 'expired-visible':
      return <path d="M6 .8 11.6 11H.4z" fill="var(--c-visible)" />
    case 'expired-hidden':
      return (
        <>
          <rect x="1.5" y="1.5" width="9" height="9" rx="1" fill="none" stroke="var(--c-hidden)" strokeWidth="1.4" />
          <path d="M2 10 10 2H2z" fill="var(--c-hidden)" />
        </>
      )
    case 'in-hole':
      return (
        <>
          <circle cx="6" cy="6" r="4.6" fill="none" stroke="var(--c-visible)" strokeWidth="1.6" strokeDasharray="2.6 1.2" />
          <path d="M3.6 8.4 8.4 3.6" stroke="var(--c-visible)" strokeWidth="1.6" />
        </>
      )
    case 'ahead':
      return <path d="M1 1h4.4L11 6l-5.6 5H1l5-5z" fill="var(--c-ahead)" />
    case 'wrong':
      return (
        <>
          <path d="M6 .4 11.6 6 6 11.6.4 6z" fill="var(--c-wrong)" />
          <circle cx="6" cy="6" r="1.5" fill="var(--surface)" />
        </>
      )
    case 'pre-blank':
      return <circle cx="6" cy="6" r="4.4" fill="none" stroke="var(--edge)" strokeWidth="1.4" strokeDasharray="1.4 1.8" />
    case 'unwritten':
      return <circle cx="6" cy="6" r="4.4" fill="none" stroke="var(--edge)" strokeWidth="1.4" />
    case 'goes':
      return null
  }
}

/** Glyph, hatch and name of the classes that occur. */
export function UnitClassLegend({ shown }: { readonly shown: readonly LegendClass[] }) {
  const { t } = useTranslation()
  return (
    <ul className={classes.legend}>
      {shown.map(unitClass => (
        <li key={unitClass}>
          {unitClass !== 'goes' && <UnitGlyph unitClass={unitClass} decorative />}
          <svg width="18" height="9" aria-hidden="true">
            <rect x=".5" y=".5" width="17" height="8" rx="1" fill={fillOf(unitClass)} {...outlineOf(unitClass)} />
          </svg>
          {t(`unitClass.${unitClass}`)}
        </li>
      ))}
    </ul>
  )
}
