import { Badge } from '@mantine/core'
import { IconDatabase, IconScissors } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { useRetention } from '../../api/use-retention'
import { hrefOf, placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { DestructiveButton } from '../../ui/destructive'
import { DiskMeter } from '../../ui/disk-meter'
import { usedShareOf } from './headline'
import classes from './overview-screen.module.css'

/** What an overview has room for. */
const shownReasons = 2

/** How full the disk is, why, and what could be set aside for nothing. */
export function DiskCard({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { fileSystem, dangling, setAside, storeId } = overview
  const retention = useRetention(storeId).data
  const share = usedShareOf(fileSystem)
  const used = fileSystem ? t('ui.diskUsed', { used: format.bytes(fileSystem.usedBytes), free: format.bytes(fileSystem.freeBytes) }) : ''
  const hasDangling = dangling.files + dangling.rows > 0
  return (
    <Card
      icon={<IconDatabase size={16} stroke={1.75} aria-hidden />}
      title={t('overview.disk')}
      actions={fileSystem && <Badge color={share >= 0.85 ? 'danger' : share >= 0.75 ? 'warn' : 'good'}>{format.percent(share)}</Badge>}
    >
      <div className={classes.stack}>
        {fileSystem && (
          <div>
            <DiskMeter percent={share * 100} settings={retention?.settings} label={used} />
            <div className={classes.caption}>{used}</div>
          </div>
        )}
        {retention?.reasons.slice(0, shownReasons).map(({ message }) => <p key={message}>{message}</p>)}
        <a href={hrefOf(placeOf(storeId, 'retention'))}>{t('overview.whyStillThere')}</a>
        {dangling.files > 0 && <p>{t('overview.danglingNow', { count: dangling.files, n: format.exact(dangling.files), size: format.bytes(dangling.bytes) })}</p>}
        {dangling.rows > 0 && <p>{t('overview.rowsNow', { n: format.exact(dangling.rows) })}</p>}
        {!hasDangling && <p className={classes.dim}>{t('overview.nothingDangling')}</p>}
        {setAside.bytes > 0 && <p>{t('overview.setAsideNow', { size: format.bytes(setAside.bytes) })}</p>}
        {hasDangling && (
          <div>
            <DestructiveButton small icon={<IconScissors size={14} stroke={1.75} aria-hidden />} onClick={() => navigate(placeOf(storeId, 'free-space', [], { cut: 'dangling' }))}>
              {t('overview.smallestFix')}
            </DestructiveButton>
          </div>
        )}
      </div>
    </Card>
  )
}
