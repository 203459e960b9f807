import type { LegendClass } from '../unit-class'

/** A class's sign on the map: 12 px with an edge in the ground's colour, so that it stands out of any bar. */
export function PointGlyph({ unitClass, x, y }: { readonly unitClass: LegendClass; readonly x: number; readonly y: number }) {
  const place = `translate(${x} ${y})`
  const edge = { stroke: 'var(--surface)', strokeWidth: 1.5 }
  if (unitClass === 'in-hole') {
    return (
      <g transform={place}>
        <circle r="6" fill="var(--surface)" />
        <circle r="4.6" fill="none" stroke="var(--c-visible)" strokeWidth="1.6" />
        <path d="M-2.4 2.4 2.4-2.4" stroke="var(--c-visible)" strokeWidth="1.6" />
      </g>
    )
  }
  if (unitClass === 'wrong') return <path transform={place} d="M0-7 7 0 0 7-7 0z" fill="var(--c-wrong)" {...edge} />
  return <path transform={place} d="M0-6 6 5H-6z" fill="var(--c-visible)" {...edge} />
}
