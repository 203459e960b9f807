import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { hexRows, type ByteField } from './hex-rows'
import classes from './hex-view.module.css'

interface HexViewProps {
  /** What the bytes are, for screen readers. */
  readonly label: string
  readonly hex: string
  /** The address of the first byte. */
  readonly start: number
  readonly fields: readonly ByteField[]
  /** Shown in solid colour, everywhere at once. */
  readonly lit: string | undefined
  readonly onLight: (field: string | undefined) => void
}

/** Bytes, sixteen a row, as numbers and as text; fields by colour, the one pointed at in solid. */
export function HexView({ label, hex, start, fields, lit, onLight }: HexViewProps) {
  const { t } = useTranslation()
  const rows = useMemo(() => hexRows(hex, fields), [hex, fields])
  return (
    <div className={classes.frame} role="group" aria-label={label} tabIndex={0}>
      <table className={classes.bytes}>
        <thead className={classes.spoken}>
          <tr>
            <th scope="col">{t('ui.address')}</th>
            <th scope="col">{t('ui.bytes')}</th>
            <th scope="col">{t('ui.asText')}</th>
          </tr>
        </thead>
        <tbody onPointerLeave={() => onLight(undefined)}>
          {rows.map(row => (
            <tr key={row.at}>
              <td className={classes.address}>{start + row.at}</td>
              <td>
                {row.runs.map(run => (
                  <span key={run.at} data-tint={run.tint} data-lit={(run.name !== undefined && run.name === lit) || undefined} onPointerEnter={() => onLight(run.name)}>
                    {run.hex}
                  </span>
                ))}
              </td>
              <td>
                {row.runs.map(run => (
                  <span key={run.at} data-tint={run.tint} data-lit={(run.name !== undefined && run.name === lit) || undefined} onPointerEnter={() => onLight(run.name)}>
                    {run.text}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
