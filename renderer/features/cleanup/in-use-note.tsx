import { IconLock, IconLockQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { inUseWords } from '../../../shared/words/in-use-words'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { Note } from '../../ui/state-card'
import classes from './cleanup.module.css'

/** That a broker uses the store, or that it cannot be told, with each sign of it; nothing where it has stopped. */
export function InUseNote({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const inUse = useOperation('overview', { storeId, lang }).data?.store.inUse
  if (inUse === undefined || inUse.state === 'free') return null
  const isKnown = inUse.state === 'in-use'
  return (
    <Note tone={isKnown ? 'danger' : 'warn'} icon={isKnown ? <IconLock size={16} aria-hidden /> : <IconLockQuestion size={16} aria-hidden />}>
      <b>{t(isKnown ? 'cleanup.inUse' : 'cleanup.unknownUse')}</b>
      <ul className={classes.signs}>
        {inUse.reasons.map(reason => (
          <li key={`${reason.code} ${reason.pid} ${reason.path}`}>{inUseWords(reason, lang)}</li>
        ))}
      </ul>
    </Note>
  )
}
