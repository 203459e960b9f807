import { Checkbox } from '@mantine/core'
import { IconCircleCheckFilled, IconCircleDashed, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { Card } from '../../ui/card'
import { Note } from '../../ui/state-card'
import { Tag } from '../../ui/tag'
import { commands } from './broker-commands'
import classes from './in-use.module.css'

type InUse = OutputOf<'inUse'>

interface StopChecklistProps {
  readonly inUse: InUse
  readonly brokerName: string
}

/** What a person does has a square; what is watched has a circle and ticks by itself. */
export function StopChecklist({ inUse, brokerName }: StopChecklistProps) {
  const { t } = useTranslation()
  const { reasons, abort, state } = inUse
  const reasonOf = (...codes: readonly InUse['reasons'][number]['code'][]) => reasons.find(({ code }) => codes.includes(code))
  const lock = reasonOf('lock-held')
  const files = reasonOf('file-open', 'file-mapped', 'abort-pid-alive')
  const hidden = reasonOf('processes-not-visible', 'other-pid-namespace', 'system-not-supported', 'network-file-system')
  const by = (reason: InUse['reasons'][number] | undefined): string => (reason?.pid === undefined ? t('inUse.held') : t('inUse.by', { pid: reason.pid }))
  return (
    <Card icon={<IconPlayerStop size={18} stroke={1.75} aria-hidden />} title={t('inUse.stop')} actions={<Tag tone="muted">{t('inUse.fullPlan')}</Tag>}>
      <p className={classes.dim}>{t('inUse.stopSays')}</p>
      <ul className={classes.checklist} aria-live="polite">
        <li>
          <Checkbox label={t('inUse.manual.drain')} description={t('inUse.manual.drainSays')} />
          <code>{commands.drain(brokerName)}</code>
        </li>
        <li>
          <Checkbox label={t('inUse.manual.stop')} />
          <code>{commands.stop}</code>
        </li>
        <Watched name={t('inUse.watched.lock')} isDone={lock === undefined} waitsFor={by(lock)} />
        <Watched name={t('inUse.watched.files')} isDone={files === undefined} waitsFor={by(files)} />
        {hidden && <Watched name={t('inUse.watched.visible')} isDone={false} waitsFor={t('frame.inUse.unknown')} />}
        <Watched name={t('inUse.watched.abort')} isDone={!abort} waitsFor={t('inUse.present')} />
      </ul>
      {abort && state === 'free' && <p className={classes.dim}>{t('inUse.crashed')}</p>}
      {state !== 'free' && (
        <Note tone="accent">
          <b>{t('inUse.snapshotTitle')}</b> {t('inUse.snapshot')}
        </Note>
      )}
    </Card>
  )
}

function Watched({ name, isDone, waitsFor }: { readonly name: string; readonly isDone: boolean; readonly waitsFor: string }) {
  const { t } = useTranslation()
  return (
    <li data-done={isDone || undefined}>
      <span className={classes.watched}>
        {isDone ? <IconCircleCheckFilled size={20} role="img" aria-label={t('inUse.done')} /> : <IconCircleDashed size={20} stroke={1.5} role="img" aria-label={t('inUse.waiting')} />}
        {name}
      </span>
      {!isDone && <span className={classes.dim}>{waitsFor}</span>}
    </li>
  )
}
