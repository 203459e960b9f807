import { IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { Facts } from '../../ui/facts'
import classes from './overview-screen.module.css'

/** The tiered store in figures; its own screen has the queues. */
export function TieredCard({ storeId, tiered }: { readonly storeId: string; readonly tiered: NonNullable<Overview['tiered']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Card
      icon={<IconStack2 size={16} stroke={1.75} aria-hidden />}
      title={t('overview.tiered')}
      actions={<a className={classes.small} href={hrefOf(placeOf(storeId, 'tiered'))}>{t('frame.place.tiered')}</a>}
    >
      <Facts
        facts={[
          [t('overview.tieredQueues'), format.exact(tiered.queues)],
          [t('overview.tieredLog'), format.bytes(tiered.commitLogBytes)],
          [t('overview.tieredQueueBytes'), format.bytes(tiered.consumeQueueBytes)],
          [t('unitClass.expired-visible'), format.exact(tiered.units.expiredVisible)],
          [t('unitClass.expired-hidden'), format.exact(tiered.units.expiredHidden)],
          [t('overview.ghosts'), format.exact(tiered.ghosts)],
          [t('overview.strays'), format.exact(tiered.strays)],
          [t('overview.sizeMismatches'), format.exact(tiered.sizeMismatches)],
        ]}
      />
    </Card>
  )
}
