import { useTranslation } from 'react-i18next'
import type { StoreRoute } from '../../app/route'
import { Page } from '../../ui/page'

export function FindingsScreen({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  return <Page title={t('findings.title')}>{route.place}</Page>
}
