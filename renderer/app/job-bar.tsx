import { ActionIcon, Progress } from '@mantine/core'
import { IconCircleCheck, IconEye, IconPlayerPause, IconPlayerPlay, IconShieldLock, IconTerminal2, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namesIn } from '../../shared/words/names'
import { timeLeft, type Job } from '../api/running-jobs'
import { useAction, useOperation } from '../api/use-operation'
import { useFormat } from '../i18n/format'
import { useCopy } from '../ui/copy'
import { commandOf } from './command-of'
import { usePreferences } from './preferences'
import type { StoreRoute } from './route'
import { useJobs } from './use-writing'
import classes from './job-bar.module.css'

/** The running call with its progress, else what was read and when; always the same as a shell command. */
export function JobBar({ route }: { readonly route: StoreRoute | undefined }) {
  const { t } = useTranslation()
  const jobs = useSlowJobs()
  const [job, ...others] = jobs
  return (
    <footer className={classes.bar}>
      {job ? <RunningJob key={job.id} job={job} others={others.length} /> : route ? <LastSnapshot storeId={route.storeId} /> : <ReadOnlyPromise />}
      {route && (
        <span className={classes.quiet}>
          <IconEye size={14} stroke={1.75} aria-hidden />
          {t('frame.watching')}
        </span>
      )}
      <CopyCommand route={route} />
    </footer>
  )
}

function RunningJob({ job, others }: { readonly job: Job; readonly others: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const [isPaused, setPaused] = useState(false)
  const share = job.total ? job.done / job.total : undefined
  const left = isPaused ? undefined : timeLeft(job, Date.now())
  const isRead = job.operation === 'deepCheck'
  const figure = isRead ? format.bytes : format.exact
  return (
    <span className={classes.grow} role="status">
      <b className={classes.running}>{t(`frame.job.${job.operation}`, { defaultValue: t('frame.job.other') })}</b>
      <Progress w={180} size={6} value={share === undefined ? 100 : share * 100} animated={share === undefined} aria-label={t('frame.progress')} />
      {share !== undefined && (
        <span>
          {format.percent(share)} · {t('ui.doneOf', { done: figure(job.done), total: figure(job.total ?? 0) })}
        </span>
      )}
      {job.stage && !isRead && <span>{namesIn(lang).workStage[job.stage]}</span>}
      {isPaused && <span>{t('frame.paused')}</span>}
      {left !== undefined && <span>{t('frame.timeLeft', { time: format.duration(left) })}</span>}
      {isRead && <PauseButton storeId={job.storeId} isPaused={isPaused} onPause={setPaused} />}
      <ActionIcon size={22} aria-label={t('ui.cancel')} title={t('ui.cancel')} onClick={job.cancel}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
      {others > 0 && <span>{t('frame.moreJobs', { n: others })}</span>}
    </span>
  )
}

/** Only a deep check can be held up: it is long, it shares the disk with whatever else there is, and it knows where it was. */
function PauseButton({ storeId, isPaused, onPause }: { readonly storeId: string; readonly isPaused: boolean; readonly onPause: (paused: boolean) => void }) {
  const { t } = useTranslation()
  const pause = useAction('pauseDeepCheck')
  const name = t(isPaused ? 'frame.resume' : 'frame.pause')
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause
  return (
    <ActionIcon size={22} aria-label={name} title={name} onClick={() => pause.mutate({ storeId, paused: !isPaused }, { onSuccess: ({ running }) => onPause(running && !isPaused) })}>
      <Icon size={14} aria-hidden />
    </ActionIcon>
  )
}

function LastSnapshot({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const overview = useOperation('overview', { storeId, lang }).data
  return (
    <span className={classes.grow}>
      {overview && (
        <>
          <IconCircleCheck size={14} stroke={1.75} aria-hidden />
          {t('frame.checked', { seconds: overview.seconds.toFixed(1) })}
          <span className={classes.space} />
          {t('frame.snapshot', { time: format.time(overview.takenAt) })}
        </>
      )}
    </span>
  )
}

function ReadOnlyPromise() {
  const { t } = useTranslation()
  return (
    <span className={classes.grow}>
      <IconShieldLock size={14} stroke={1.75} aria-hidden />
      {t('frame.promise')}
    </span>
  )
}

function CopyCommand({ route }: { readonly route: StoreRoute | undefined }) {
  const { t } = useTranslation()
  const copy = useCopy()
  const open = useOperation('listOpen', {}).data ?? []
  const rootOf = (storeId: string | undefined): string | undefined => open.find(store => store.storeId === storeId)?.root
  const command = commandOf(route, rootOf(route?.storeId), rootOf)
  return (
    <button type="button" data-copy-cli className={classes.command} title={command} onClick={event => copy(command, event.currentTarget)}>
      <IconTerminal2 size={14} stroke={1.75} aria-hidden />
      {t('frame.copyAsCli')}
    </button>
  )
}

const shownAfterMs = 250

/** Calls that take long enough to be worth a word; quick ones would only flicker. */
function useSlowJobs(): readonly Job[] {
  const jobs = useJobs()
  const [, look] = useState(0)
  useEffect(() => {
    if (jobs.length === 0) return undefined
    const timer = setTimeout(() => look(count => count + 1), shownAfterMs)
    return () => clearTimeout(timer)
  }, [jobs])
  return jobs.filter(job => Date.now() - job.startedAt >= shownAfterMs)
}
