import { IconHistory, IconLock, IconLockQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { hrefOf, placeOf } from '../../app/route'
import { Note } from '../../ui/state-card'

/** What bears on everything below: a broker at work, an unfinished cleanup. */
export function OverviewNotes({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const { storeId, store, setAside } = overview
  return (
    <>
      {setAside.unfinished !== null && (
        <Note tone="danger" icon={<IconHistory size={16} aria-hidden />} action={<a href={hrefOf(placeOf(storeId, 'set-aside'))}>{t('overview.finishIt')}</a>}>
          {t('overview.unfinished')}
        </Note>
      )}
      {store.inUse.state === 'in-use' && (
        <Note tone="warn" icon={<IconLock size={16} aria-hidden />}>
          {t('overview.inUse')}
        </Note>
      )}
      {store.inUse.state === 'unknown' && (
        <Note tone="warn" icon={<IconLockQuestion size={16} aria-hidden />}>
          {t('overview.unknownUse')}
        </Note>
      )}
    </>
  )
}
