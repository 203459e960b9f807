import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf, type StoreRoute } from '../../app/route'
import { navigate } from '../../app/use-route'
import { Page } from '../../ui/page'
import { BusyCard, EmptyCard, ErrorCard } from '../../ui/state-card'
import { isSearch, messageQueryOf } from './query'
import { Results } from './results'
import { SearchForm } from './search-form'

/** Messages by what they are and what is in them. The search is the address: a link repeats it. */
export function MessagesScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const { storeId, query } = route
  const overview = useOperation('overview', { storeId, lang })
  const { local, tiered } = overview.data ?? {}
  const sides = [...(local ? (['local'] as const) : []), ...(tiered ? (['tiered'] as const) : [])]
  const key = JSON.stringify(query)
  return (
    <Page fill title={t('messages.title')} subtitle={t('messages.says')}>
      {overview.error ? (
        <ErrorCard error={overview.error} onRetry={() => void overview.refetch()} />
      ) : !overview.data ? (
        <BusyCard title={t('messages.title')} />
      ) : (
        <>
          <SearchForm key={`form ${key}`} query={query} sides={sides} onSearch={next => navigate(placeOf(storeId, 'messages', [], next))} />
          {isSearch(query) ? (
            <Results key={`results ${key}`} route={route} query={messageQueryOf(query, sides[0] ?? 'local')} />
          ) : (
            <EmptyCard title={t('messages.start')}>{t('messages.startSays')}</EmptyCard>
          )}
        </>
      )}
    </Page>
  )
}
