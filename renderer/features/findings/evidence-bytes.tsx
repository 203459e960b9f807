import { useTranslation } from 'react-i18next'
import type { FindingWords } from '../../../shared/contract/documents'
import type { FindingCode } from '../../../shared/store/checks/finding'
import { Figure } from '../../ui/figure'
import { evidenceRows, unitBytes, type EvidenceRow } from './evidence-rows'
import classes from './findings-screen.module.css'

interface EvidenceBytesProps {
  readonly evidence: NonNullable<FindingWords['evidence']>
  readonly code: FindingCode
}

/** The bytes a finding was read from; those of a queue file with their three fields and what they say. */
export function EvidenceBytes({ evidence, code }: EvidenceBytesProps) {
  const { t } = useTranslation()
  const asUnits = /consumequeue\//.test(evidence.path) && code !== 'queue-wrong-size' && evidence.at % unitBytes === 0
  const rows = evidenceRows(evidence, asUnits)
  return (
    <div className={classes.evidence}>
      <div className={classes.evidencePath}>
        <span className={classes.mono}>{evidence.path}</span> <span className={classes.dim}>{t('findings.evidenceAt', { at: evidence.at })}</span>
      </div>
      <table className={classes.bytes}>
        <thead>
          <tr>
            <th scope="col">{t('findings.address')}</th>
            <th scope="col">
              {asUnits ? (
                <>
                  <span data-field="a">{t('findings.field.physicalOffset')}</span> <span data-field="b">{t('findings.field.size')}</span>{' '}
                  <span data-field="d">{t('findings.field.tagsCode')}</span>
                </>
              ) : (
                t('findings.bytes', { count: evidence.hex.length / 2 })
              )}
            </th>
            {asUnits && <th scope="col">{t('findings.pointsAt')}</th>}
            {asUnits && <th scope="col">{t('findings.messageSize')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <ByteRow key={row.at} row={row} asUnits={asUnits} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ByteRow({ row, asUnits }: { readonly row: EvidenceRow; readonly asUnits: boolean }) {
  return (
    <tr>
      <td>{row.at}</td>
      <td className={classes.hex}>
        {row.fields.map((field, at) => (
          // Fields of a row have a fixed order.
          <span key={at} data-field={field.tint}>
            {field.bytes.join(' ')}
          </span>
        ))}
      </td>
      {asUnits && (
        <td>
          <Figure value={row.physicalOffset} inRow={false} />
        </td>
      )}
      {asUnits && (
        <td>
          <Figure value={row.sizeBytes} inRow={false} />
        </td>
      )}
    </tr>
  )
}
