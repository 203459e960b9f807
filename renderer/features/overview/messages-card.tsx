import { IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { Facts } from '../../ui/facts'

/** From when to when the messages are, and what the parts of the store weigh. */
export function MessagesCard({ local }: { readonly local: NonNullable<Overview['local']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { oldestStored, newestStored } = local
  return (
    <Card icon={<IconClock size={16} stroke={1.75} aria-hidden />} title={t('overview.retention')}>
      <Facts
        facts={[
          ...(oldestStored !== null ? [[t('overview.oldest'), format.time(oldestStored)] as const] : []),
          ...(newestStored !== null ? [[t('overview.newest'), format.time(newestStored)] as const] : []),
          ...(oldestStored !== null && newestStored !== null ? [[t('overview.span'), format.duration(newestStored - oldestStored)] as const] : []),
          [t('overview.commitLogBytes'), format.bytes(local.segmentBytes)],
          [t('overview.queueBytes'), format.bytes(local.queueFileBytes)],
          [t('overview.indexBytes'), format.bytes(local.indexBytes)],
        ]}
      />
    </Card>
  )
}
