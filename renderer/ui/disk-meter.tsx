import type { RetentionDocument } from '../../shared/contract/retention'
import classes from './disk-meter.module.css'

interface DiskMeterProps {
  readonly percent: number
  /** The broker's limits, where they are known. */
  readonly settings: RetentionDocument['settings'] | undefined
  readonly label: string
}

/** How full a disk is, with the broker's limits: it cleans early, cleans at once, refuses messages. */
export function DiskMeter({ percent, settings, label }: DiskMeterProps) {
  const limits = settings === undefined ? [] : [settings.diskMaxUsedSpaceRatio.value, settings.diskSpaceCleanForciblyRatio.value, settings.diskSpaceWarningLevelRatio.value]
  return (
    <svg className={classes.meter} height="14" role="img" aria-label={label}>
      <rect y="2" width="100%" height="10" rx="2" fill="var(--sunken)" />
      <rect y="2" width={`${percent}%`} height="10" rx="2" fill="var(--log)" />
      {limits.map((at, index) => (
        <line key={index} x1={`${at}%`} x2={`${at}%`} y1="0" y2="14" stroke="var(--text)" strokeWidth="1.2" />
      ))}
    </svg>
  )
}
