import { useTranslation } from 'react-i18next'
import type { FindingWords } from '../../../shared/contract/documents'
import type { OutputOf } from '../../../shared/contract/contract'
import type { FindingCode } from '../../../shared/store/checks/finding'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import classes from './findings-screen.module.css'

type Unit = OutputOf<'listUnits'>['rows'][number]

const shownAtStart = 3

/** Whose physical offset is what is wrong with them. */
const wrongPlace = new Set<FindingCode>(['queue-dangling-visible', 'queue-dangling-hidden', 'queue-in-hole', 'queue-ahead', 'tiered-dangling-visible', 'tiered-dangling-hidden', 'tiered-in-hole', 'tiered-ahead'])

interface UnitEvidenceProps {
  readonly storeId: string
  readonly finding: Pick<FindingWords, 'code' | 'subject'>
  readonly queue: { readonly topic: string; readonly queueId: number }
  /** Queue offsets the finding speaks of. */
  readonly range: { readonly start: number; readonly end: number }
}

/** The first units of a range and its last one, as they stand in the file; the field that is wrong is marked. */
export function UnitEvidence({ storeId, finding, queue, range }: UnitEvidenceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = range.end - range.start
  const of = { storeId, side: finding.subject.side ?? 'local', ...queue }
  const first = useOperation('listUnits', { ...of, from: range.start, count: Math.min(shownAtStart, count) }, { enabled: count > 0 }).data?.rows ?? []
  const last = useOperation('listUnits', { ...of, from: Math.max(range.start, range.end - 1), count: 1 }, { enabled: count > shownAtStart }).data?.rows ?? []
  const between = count - first.length - last.length
  const isPlaceWrong = wrongPlace.has(finding.code)
  if (first.length === 0) return null
  return (
    <div className={classes.evidence} tabIndex={0} role="group" aria-label={t('findings.evidence')}>
      <div className={classes.evidencePath}>
        <span className={classes.mono}>{first[0]?.path}</span>
      </div>
      <table className={classes.bytes}>
        <thead>
          <tr>
            <th scope="col">{t('findings.address')}</th>
            <th scope="col">{t('findings.unit')}</th>
            <th scope="col">{t('findings.pointsAt')}</th>
            <th scope="col">{t('findings.messageSize')}</th>
            <th scope="col">{t('findings.field.tagsCode')}</th>
          </tr>
        </thead>
        <tbody>
          {first.map(unit => (
            <UnitRow key={unit.queueOffset} unit={unit} isPlaceWrong={isPlaceWrong} />
          ))}
          {between > 0 && (
            <tr>
              <td />
              <td colSpan={4}>{t('findings.between', { count: between, n: format.exact(between) })}</td>
            </tr>
          )}
          {last[0] !== undefined && last[0].path !== first[0]?.path && (
            <tr>
              <td />
              <td colSpan={4}>{last[0].path}</td>
            </tr>
          )}
          {last.map(unit => (
            <UnitRow key={unit.queueOffset} unit={unit} isPlaceWrong={isPlaceWrong} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function UnitRow({ unit: { at, queueOffset, physicalOffset, sizeBytes, tagsCode }, isPlaceWrong }: { readonly unit: Unit; readonly isPlaceWrong: boolean }) {
  return (
    <tr>
      <td>{at}</td>
      <td>
        <Figure value={queueOffset} inRow={false} />
      </td>
      <td>
        <span data-field={isPlaceWrong ? 'a' : undefined} data-marked={isPlaceWrong || undefined}>
          <Figure value={physicalOffset} inRow={false} />
        </span>
      </td>
      <td>
        <Figure value={sizeBytes} inRow={false} />
      </td>
      <td>{tagsCode}</td>
    </tr>
  )
}
