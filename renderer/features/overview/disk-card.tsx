import { Badge } from '@mantine/core'
import { IconDatabase, IconScissors } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { DestructiveButton } from '../../ui/destructive'
import classes from './overview-screen.module.css'

/** The broker's own thresholds: it cleans early, cleans by force, refuses writes. */
const thresholds = [0.75, 0.85, 0.9]

/** How full the disk is, and what could be set aside for nothing. */
export function DiskCard({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { fileSystem, dangling, setAside, storeId } = overview
  const usedBytes = fileSystem ? fileSystem.sizeBytes - fileSystem.freeBytes : 0
  const share = fileSystem && fileSystem.sizeBytes > 0 ? usedBytes / fileSystem.sizeBytes : 0
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
            <svg className={classes.meter} height="14" role="img" aria-label={t('overview.used', { used: format.bytes(usedBytes), size: format.bytes(fileSystem.sizeBytes) })}>
              <rect y="2" width="100%" height="10" rx="2" fill="var(--sunken)" />
              <rect y="2" width={`${share * 100}%`} height="10" rx="2" fill="var(--log)" />
              {thresholds.map(at => (
                <line key={at} x1={`${at * 100}%`} x2={`${at * 100}%`} y1="0" y2="14" stroke="var(--text)" strokeWidth="1.2" />
              ))}
            </svg>
            <div className={classes.caption}>{t('overview.used', { used: format.bytes(usedBytes), size: format.bytes(fileSystem.sizeBytes) })}</div>
          </div>
        )}
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
