import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import type { LogStretch } from './log-stretches'
import classes from './tiered.module.css'

interface LogStripProps {
  readonly stretches: readonly LogStretch[]
  /** Queue offsets at the ends, as those of the consume queue below. */
  readonly start: number
  readonly end: number
}

/** A tiered queue's commitlog file by file, on the axis of the queue's offsets: what is gone is hatched, a row without a file an outline. */
export function LogStrip({ stretches, start, end }: LogStripProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const length = Math.max(1, end - start)
  const share = (offset: number): number => ((Math.min(end, Math.max(start, offset)) - start) / length) * 100
  const goneUntil = stretches[0]?.start ?? end
  return (
    <ul className={classes.logStrip} aria-label={t('tiered.logAxis')}>
      {goneUntil > start && (
        <li data-state="gone" style={{ left: 0, width: `${share(goneUntil)}%` }}>
          {t('tiered.gone')}
        </li>
      )}
      {stretches.map(stretch => (
        <li
          key={stretch.path}
          data-state={stretch.state}
          style={{ left: `${share(stretch.start)}%`, width: `${share(stretch.end) - share(stretch.start)}%` }}
          title={t('tiered.stretch', { base: format.exact(stretch.baseOffset), state: t(`tiered.rowState.${stretch.state}`), start: format.exact(stretch.start), end: format.exact(stretch.end) })}
        >
          {stretch.state === 'ok' ? format.exact(stretch.baseOffset) : t(`tiered.rowState.${stretch.state}`)}
        </li>
      ))}
    </ul>
  )
}
