import { ActionIcon } from '@mantine/core'
import { IconBroadcast, IconCopy } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { useCopy } from '../../ui/copy'
import { Tag } from '../../ui/tag'
import { commands, defaultReservedHours, expiredBy, hoursThatFree } from './broker-commands'
import classes from './in-use.module.css'

const mostNames = 5

/** The online commands, each with what it would really do to these files, also when that is nothing or harm. */
export function AskTheBroker({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [now] = useState(() => Date.now())
  const segments = useOperation('listSegments', { storeId, page: { offset: 0, limit: 2000 } }).data?.rows
  const dead = useOperation('listQueues', { storeId, page: { offset: 0, limit: mostNames }, filter: { classes: ['dead'] } }).data
  const oldest = segments?.[0]
  const hours = oldest === undefined || segments?.length === 1 ? 1 : hoursThatFree(oldest, now)
  const byDefault = segments && expiredBy(segments, defaultReservedHours, now)
  const byHours = byDefault?.segments === 0 ? expiredBy(segments ?? [], hours, now) : undefined
  const names = dead?.rows.map(({ topic, queueId }) => `${topic}/${queueId}`).join(', ') ?? ''
  const counted = (deletion: { segments: number; bytes: number }) => ({ count: deletion.segments, n: format.exact(deletion.segments), bytes: format.bytes(deletion.bytes) })
  return (
    <Card icon={<IconBroadcast size={18} stroke={1.75} aria-hidden />} title={t('inUse.ask')} actions={<Tag tone="muted">{t('inUse.staysOnline')}</Tag>}>
      <p className={classes.dim}>{t('inUse.askSays')}</p>
      <Command text={commands.expired} says={t('inUse.expired.says')}>
        {byDefault && (byDefault.segments > 0 ? t('inUse.expired.frees', counted(byDefault)) : t('inUse.expired.nothing', { age: oldest === undefined ? t('ui.none') : format.duration(now - oldest.modifiedTime) }))}
      </Command>
      {byHours && (
        <Command text={commands.reserved(hours)} says={t('inUse.reserved.says', { hours: format.exact(hours) })}>
          {byHours.segments > 0 ? t('inUse.reserved.frees', counted(byHours)) : t('inUse.reserved.nothing')}
        </Command>
      )}
      <Command text={commands.queues} says={t('inUse.queues.says')} isHarm={dead !== undefined && dead.total > 0}>
        {dead &&
          (dead.total === 0
            ? t('inUse.queues.nothing')
            : t('inUse.queues.destroys', {
                count: dead.total,
                n: format.exact(dead.total),
                names: dead.total > mostNames ? t('inUse.queues.more', { names, n: format.exact(dead.total - mostNames) }) : names,
              }))}
      </Command>
    </Card>
  )
}

interface CommandProps {
  readonly text: string
  readonly says: string
  readonly isHarm?: boolean
  /** What it would do, once that is known. */
  readonly children: ReactNode
}

function Command({ text, says, isHarm = false, children }: CommandProps) {
  const { t } = useTranslation()
  const copy = useCopy()
  return (
    <div className={classes.command}>
      <div className={classes.line}>
        <code>{text}</code>
        <ActionIcon aria-label={`${t('inUse.copy')}: ${text}`} title={t('inUse.copy')} onClick={event => copy(text, event.currentTarget)}>
          <IconCopy size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <p data-harm={isHarm || undefined}>
        <b>{children}</b>
      </p>
      <p className={classes.dim}>{says}</p>
    </div>
  )
}
