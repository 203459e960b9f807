import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { UnitGlyph, type LegendClass } from '../../ui/unit-class'
import classes from './queues-screen.module.css'

type Queue = OutputOf<'queueDetail'>

/** More files than this are in the CLI's document. */
const mostFiles = 500

const columns: readonly LegendClass[] = ['ok', 'expired-visible', 'expired-hidden', 'in-hole', 'ahead']

/** A queue's files: what is in each, and what becomes of it when the log is cut where it starts now. */
export function QueueFiles({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = columns.filter(unitClass => queue.runs.some(run => run.unitClass === unitClass))
  return (
    <table className={classes.table} aria-label={t('queues.filesOf')}>
      <thead>
        <tr>
          <th scope="col">{t('queues.file')}</th>
          <th scope="col" className={classes.right}>{t('queues.units')}</th>
          <th scope="col" className={classes.right}>{t('queues.points')}</th>
          {shown.map(unitClass => (
            <th key={unitClass} scope="col" className={classes.right}>
              <span className={classes.chip}>
                <UnitGlyph unitClass={unitClass} decorative />
                {t(`unitClass.${unitClass}`)}
              </span>
            </th>
          ))}
          <th scope="col">{t('queues.withLog')}</th>
        </tr>
      </thead>
      <tbody>
        {queue.files.slice(0, mostFiles).map((file, index) => {
          const fate = fateOf(queue, index)
          return (
            <tr key={file.path}>
              <td>
                <code>{file.path.slice(file.path.lastIndexOf('/') + 1)}</code>
              </td>
              <td className={classes.right}>{`${format.exact(file.startOffset)} – ${format.exact(file.endOffset)}`}</td>
              <td className={classes.right}>
                {file.firstPhysicalOffset === null ? t('ui.none') : `${format.exact(file.firstPhysicalOffset)} – ${format.exact(file.lastPhysicalOffset ?? file.firstPhysicalOffset)}`}
              </td>
              {shown.map(unitClass => (
                <td key={unitClass} className={classes.right}>
                  <Figure value={unitsIn(queue, index, unitClass)} zeroIsDash {...(toneOf[unitClass] && { tone: toneOf[unitClass] })} />
                </td>
              ))}
              <td data-fate={fate}>{t(`queues.fate.${fate}`)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const toneOf: Partial<Record<LegendClass, 'danger' | 'warn' | 'dim'>> = { 'expired-visible': 'danger', 'in-hole': 'danger', ahead: 'warn', 'expired-hidden': 'dim' }

function unitsIn({ files, runs }: Queue, index: number, unitClass: LegendClass): number {
  const file = files[index]
  if (!file) return 0
  return runs
    .filter(run => run.unitClass === unitClass)
    .reduce((sum, run) => sum + Math.max(0, Math.min(run.end, file.endOffset) - Math.max(run.start, file.startOffset)), 0)
}

function fateOf(queue: Queue, index: number): 'dead' | 'straddles' | 'last' | 'live' {
  const file = queue.files[index]
  if (file?.dead === true) return 'dead'
  if (index === queue.files.length - 1) return 'last'
  const expired = queue.runs.find(({ unitClass }) => unitClass === 'expired-hidden' || unitClass === 'expired-visible')
  return file !== undefined && expired !== undefined && file.startOffset < expired.end && file.endOffset > expired.end ? 'straddles' : 'live'
}
