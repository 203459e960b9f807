import { useTranslation } from 'react-i18next'
import type { ForecastDocument } from '../../../shared/contract/documents'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import classes from './next-start.module.css'

const mostRows = 200

/** Queues whose end is taken off at the start, those that lose most first; nothing where none does. */
export function CutQueues({ storeId, document }: { readonly storeId: string; readonly document: ForecastDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  const losing = document.queues.filter(({ cutUnits }) => cutUnits > 0).sort((a, b) => b.cutUnits - a.cutUnits)
  if (losing.length === 0) return null
  const shown = losing.slice(0, mostRows)
  return (
    <Card flush title={t('nextStart.cutQueues')} actions={<span className={classes.dim}>{format.exact(losing.length)}</span>}>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('nextStart.cutQueues')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('nextStart.queue')}</th>
              <th scope="col">{t('nextStart.min')}</th>
              <th scope="col">{t('nextStart.max')}</th>
              <th scope="col">{t('nextStart.cut')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ topic, queueId, minOffset, maxOffset, cutUnits }) => (
              <tr key={`${topic}/${queueId}`}>
                <td>
                  <a href={hrefOf(placeOf(storeId, 'queues', [topic, String(queueId)]))}>{`${topic}/${queueId}`}</a>
                </td>
                <td>{format.exact(minOffset)}</td>
                <td>{format.exact(maxOffset)}</td>
                <td>{format.exact(cutUnits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {losing.length > shown.length && <p className={classes.more}>{t('nextStart.moreFiles', { n: format.exact(losing.length - shown.length) })}</p>}
      </div>
    </Card>
  )
}
