import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { OpenPanel } from './open-panel'
import { RecentStores } from './recent-stores'
import { useOpening } from './use-opening'
import classes from './welcome-screen.module.css'

/** Opening a store in one act: a folder, one of the recent ones, or the sample. */
export function WelcomeScreen() {
  const { t } = useTranslation()
  const environment = useOperation('environment', {}).data
  const opening = useOpening()
  return (
    <div className={classes.page}>
      <div className={classes.content}>
        <h1 className={classes.title}>{t('stores.title')}</h1>
        <p className={classes.subtitle}>{t('stores.subtitle')}</p>
        {opening.error && (
          <div className={classes.outcome}>
            <ErrorCard error={opening.error} />
          </div>
        )}
        {opening.busy ? (
          <BusyCard title={t('stores.opening')} />
        ) : (
          <div className={classes.columns}>
            {environment && <OpenPanel environment={environment} opening={opening} />}
            <RecentStores onOpen={opening.openRecent} />
          </div>
        )}
      </div>
    </div>
  )
}
