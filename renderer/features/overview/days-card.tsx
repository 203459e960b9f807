import { IconCalendarStats } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { spaceByDay } from './space-by-day'
import classes from './overview-screen.module.css'

/** The most days that are drawn; older ones are left out at the left. */
const mostDays = 90
const height = 64

/** How much of the log is from which day: one bar a day, the newest at the right. */
export function DaysCard({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const segments = useOperation('listSegments', { storeId, page: { offset: 0, limit: 2000 } }).data?.rows
  const days = spaceByDay(
    (segments ?? []).flatMap(({ firstStoreTimestamp, lastStoreTimestamp, sizeBytes }, at, all) =>
      firstStoreTimestamp === null ? [] : [{ firstStored: firstStoreTimestamp, lastStored: lastStoreTimestamp ?? all[at + 1]?.firstStoreTimestamp ?? firstStoreTimestamp, bytes: sizeBytes }],
    ),
  ).slice(-mostDays)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || days.length < 2) return null
  const largest = Math.max(...days.map(({ bytes }) => bytes))
  const dayOf = (at: number): string => format.shortTime(at).slice(0, 5)
  return (
    <Card icon={<IconCalendarStats size={16} stroke={1.75} aria-hidden />} title={t('overview.spaceByDay')}>
      <ul className={classes.days} style={{ height }}>
        {days.map(({ day, bytes }) => (
          <li key={day} title={t('overview.dayHas', { day: dayOf(day), bytes: format.bytes(bytes) })}>
            <span style={{ height: `${Math.max(bytes > 0 ? 2 : 0, (bytes / largest) * 100)}%` }} />
            <span className={classes.hidden}>{t('overview.dayHas', { day: dayOf(day), bytes: format.bytes(bytes) })}</span>
          </li>
        ))}
      </ul>
      <div className={classes.caption}>{t('overview.daysFrom', { from: dayOf(first.day), to: dayOf(last.day) })}</div>
    </Card>
  )
}
