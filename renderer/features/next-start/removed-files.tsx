import { useTranslation } from 'react-i18next'
import type { ForecastDocument } from '../../../shared/contract/documents'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import classes from './next-start.module.css'

const mostFiles = 200

/** The files that the broker itself removes, and when; nothing where it removes none. */
export function RemovedFiles({ document: { commitLog, removedFiles, firstCleaning } }: { readonly document: ForecastDocument }) {
  const { t } = useTranslation()
  const format = useFormat()
  const atStart = [...commitLog.removedFiles, ...removedFiles]
  const total = atStart.length + firstCleaning.removedFiles.length
  if (total === 0) return null
  return (
    <Card flush title={t('nextStart.removed')} actions={<span className={classes.dim}>{format.exact(total)}</span>}>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('nextStart.removed')}>
        <Files when={t('nextStart.removedAtStart')} paths={atStart} />
        <Files when={t('nextStart.removedAfter')} paths={firstCleaning.removedFiles} />
      </div>
    </Card>
  )
}

function Files({ when, paths }: { readonly when: string; readonly paths: readonly string[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (paths.length === 0) return null
  return (
    <div className={classes.files}>
      <h3>{when}</h3>
      <ul>
        {paths.slice(0, mostFiles).map(path => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
      {paths.length > mostFiles && <p className={classes.dim}>{t('nextStart.moreFiles', { n: format.exact(paths.length - mostFiles) })}</p>}
    </div>
  )
}
