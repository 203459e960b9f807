import { Button, Checkbox, NumberInput } from '@mantine/core'
import { IconArrowRight, IconArrowsHorizontal, IconChecks, IconClock, IconLayersSubtract, IconTargetArrow, IconUnlink, type Icon } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { useFormat } from '../../i18n/format'
import { Card } from '../../ui/card'
import { ErrorCard } from '../../ui/state-card'
import { SegmentMapCard } from '../../ui/segment-map/segment-map-card'
import { BlastRadius } from './blast-radius'
import { queryOf, type Cut, type LineBy } from './cut-query'
import { Flow } from './flow'
import { InUseNote } from './in-use-note'
import { RepairChoice } from './repair-choice'
import classes from './cleanup.module.css'

const presets = [
  { name: 'dangling', kind: 'dangling', icon: IconUnlink },
  { name: 'consumed', kind: 'keep-from', lineBy: 'consumed', icon: IconChecks },
  { name: 'newest', kind: 'keep-from', lineBy: 'newest', icon: IconLayersSubtract },
  { name: 'before', kind: 'before', icon: IconClock },
  { name: 'free', kind: 'free', icon: IconTargetArrow },
  { name: 'line', kind: 'keep-from', lineBy: 'hand', icon: IconArrowsHorizontal },
] as const satisfies readonly { name: string; kind: Cut['kind']; lineBy?: LineBy; icon: Icon }[]

const hourMs = 3_600_000
const gigabyte = 1_000_000_000

/** Step 1: find the line. Every choice is a plan already; nothing is changed by making one. */
export function ChooseCut({ storeId, cut, lineBy }: { readonly storeId: string; readonly cut: Cut; readonly lineBy: LineBy }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const [now] = useState(() => Date.now())
  const overview = useOperation('overview', { storeId, lang }).data
  const plan = useOperation('planCleanup', { storeId, cut, lang }, { keepPrevious: true })
  const local = overview?.local
  const segments = (useOperation('listSegments', { storeId, page: { offset: 0, limit: 2000 } }, { enabled: local != null }).data?.rows ?? []).filter(({ state }) => state === 'full' || state === 'active')
  const newest = segments.findLast(({ state }) => state === 'active')
  const consumed = useOperation('consumedUpTo', { storeId }, { enabled: local != null }).data
  const choose = (next: Cut, by: LineBy = 'hand'): void => navigate(placeOf(storeId, 'free-space', [], { ...queryOf(next), ...(by !== 'hand' && { by }) }), 'replace')
  const keepNewest = (count: number): void => choose({ kind: 'keep-from', physicalOffset: segments.at(-Math.min(Math.max(1, count), segments.length))?.baseOffset ?? start }, 'newest')

  const start = local?.minOffset ?? 0
  const line = plan.data?.cut.newMinOffset ?? start
  const oldestHours = local?.oldestStored == null ? 72 : Math.ceil((now - local.oldestStored) / hourMs)

  function pick(name: (typeof presets)[number]['name']): void {
    if (name === 'dangling') choose({ kind: 'dangling' })
    else if (name === 'consumed') choose({ kind: 'keep-from', physicalOffset: Math.min(consumed?.physicalOffset ?? start, newest?.baseOffset ?? start) }, 'consumed')
    else if (name === 'newest') keepNewest(Math.ceil(segments.length / 2))
    else if (name === 'line') choose({ kind: 'keep-from', physicalOffset: line })
    else if (name === 'before') choose({ kind: 'before', time: now - Math.min(72, oldestHours) * hourMs })
    else choose({ kind: 'free', sizeBytes: Math.max(local?.segmentSizeBytes ?? 0, Math.round((local?.segmentBytes ?? gigabyte) / 10)) })
  }

  return (
    <Flow
      stage="cut"
      foot={
        <>
          <Button onClick={() => navigate(placeOf(storeId, 'overview'))}>{t('cleanup.cancel')}</Button>
          {local != null && <span className={classes.small}>{t('cleanup.newMin', { offset: format.exact(line) })}</span>}
          <Button variant="filled" rightSection={<IconArrowRight size={14} aria-hidden />} disabled={!plan.data || plan.isPlaceholderData} onClick={() => navigate(placeOf(storeId, 'free-space', ['review'], queryOf(cut)))}>
            {t('cleanup.toReview')}
          </Button>
        </>
      }
    >
      <InUseNote storeId={storeId} />
      <div className={classes.presets} role="radiogroup" aria-label={t('cleanup.presets')}>
        {presets
          .filter(({ kind }) => local != null || kind === 'dangling' || kind === 'before')
          .map(({ name, kind, icon: PresetIcon, ...preset }) => (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={cut.kind === kind && (!('lineBy' in preset) || preset.lineBy === lineBy)}
              className={classes.preset}
              disabled={name === 'consumed' && !consumed?.groups}
              onClick={() => pick(name)}
            >
              <PresetIcon size={16} stroke={1.75} aria-hidden />
              <b>{t(`cleanup.preset.${name}`)}</b>
              <span>{t(`cleanup.preset.${name}Says`)}</span>
            </button>
          ))}
      </div>
      <RepairChoice storeId={storeId} cut={cut} onChoose={choose} />
      {cut.kind === 'dangling' && overview?.tiered != null && overview.tiered.strays > 0 && (
        <Checkbox label={t('cleanup.strays')} checked={cut.strays === true} onChange={event => choose({ kind: 'dangling', strays: event.currentTarget.checked })} />
      )}
      {cut.kind === 'keep-from' && lineBy === 'consumed' && consumed && (
        <p className={classes.small}>
          {consumed.heldBackBy === null
            ? t('cleanup.allConsumed')
            : t('cleanup.heldBack', { group: consumed.heldBackBy.group, queue: `${consumed.heldBackBy.topic}/${consumed.heldBackBy.queueId}`, offset: format.exact(consumed.physicalOffset), n: format.exact(consumed.heldBackBy.unread) })}
        </p>
      )}
      {cut.kind === 'keep-from' && lineBy === 'newest' && (
        <NumberInput label={t('cleanup.newestKept')} w={220} min={1} max={segments.length} value={segments.filter(({ baseOffset }) => baseOffset >= cut.physicalOffset).length} onChange={value => typeof value === 'number' && keepNewest(value)} />
      )}
      {cut.kind === 'before' && (
        <NumberInput label={t('cleanup.hours')} w={220} min={0} value={Math.round((now - cut.time) / hourMs)} onChange={value => typeof value === 'number' && choose({ kind: 'before', time: now - value * hourMs })} />
      )}
      {cut.kind === 'free' && (
        <NumberInput label={t('cleanup.amount')} w={220} min={0} decimalScale={6} value={cut.sizeBytes / gigabyte} onChange={value => typeof value === 'number' && choose({ kind: 'free', sizeBytes: Math.round(value * gigabyte) })} />
      )}
      <div className={classes.sides} data-alone={local == null || undefined}>
        {local != null && (
          <div className={classes.column}>
            <SegmentMapCard
              storeId={storeId}
              title={t('cleanup.map')}
              summary={t('cleanup.mapSays')}
              cut={{
                offset: line,
                wall: { offset: newest?.baseOffset ?? start, reason: t('cleanup.wall') },
                messages: plan.data && new Map(plan.data.effects.topics.map(({ topic, messages }) => [topic, messages])),
                onMove: offset => choose(offset <= start ? { kind: 'dangling' } : { kind: 'keep-from', physicalOffset: offset }),
              }}
            />
            <p className={classes.small}>{t('cleanup.wall')}</p>
          </div>
        )}
        <Card title={t('cleanup.blast')}>{plan.error ? <ErrorCard error={plan.error} onRetry={() => void plan.refetch()} /> : <BlastRadius plan={plan.data} isStale={plan.isPlaceholderData} />}</Card>
      </div>
    </Flow>
  )
}
