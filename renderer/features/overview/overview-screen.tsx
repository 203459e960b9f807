import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page'

export function OverviewScreen({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  return <Page title={t('overview.reading')}>{storeId}</Page>
}
