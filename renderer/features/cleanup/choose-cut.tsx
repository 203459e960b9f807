import { Button, Checkbox, NumberInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { Card } from '../../ui/card'
import { ErrorCard } from '../../ui/state-card'
import { SegmentMapCard } from '../../ui/segment-map/segment-map-card'
import { BlastRadius } from './blast-radius'
import { queryOf, type Cut } from './cut-query'
import { Flow } from './flow'
import classes from './cleanup.module.css'

const presets = [
  { name: 'dangling', kind: 'dangling' },
  { name: 'line', kind: 'keep-from' },
  { name: 'before', kind: 'before' },
  { name: 'free', kind: 'free' },
] as const

const hourMs = 3_600_000
const gigabyte = 1_000_000_000

/** Step 1: find the line. Every choice is a plan already; nothing is changed by making one. */
export function ChooseCut({ storeId, cut }: { readonly storeId: string; readonly cut: Cut }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const [now] = useState(() => Date.now())
  const overview = useOperation('overview', { storeId, lang }).data
  const plan = useOperation('planCleanup', { storeId, cut, lang }, { keepPrevious: true })
  const local = overview?.local
  const newest = useOperation('listSegments', { storeId, page: { offset: 0, limit: 2000 } }, { enabled: local != null }).data?.rows.findLast(({ state }) => state === 'active')
  const choose = (next: Cut): void => navigate(placeOf(storeId, 'free-space', [], queryOf(next)), 'replace')

  const start = local?.minOffset ?? 0
  const line = plan.data?.cut.newMinOffset ?? start
  const preset = presets.find(({ kind }) => kind === cut.kind)?.name ?? 'dangling'

  function pick(name: (typeof presets)[number]['name']): void {
    if (name === 'dangling') choose({ kind: 'dangling' })
    else if (name === 'line') choose({ kind: 'keep-from', physicalOffset: line })
    else if (name === 'before') choose({ kind: 'before', time: now - 72 * hourMs })
    else choose({ kind: 'free', sizeBytes: gigabyte })
  }

  return (
    <Flow
      stage="cut"
      foot={
        <Button variant="filled" rightSection={<IconArrowRight size={14} aria-hidden />} disabled={!plan.data} onClick={() => navigate(placeOf(storeId, 'free-space', ['review'], queryOf(cut)))}>
          {t('cleanup.toReview')}
        </Button>
      }
    >
      <div className={classes.presets} role="radiogroup" aria-label={t('cleanup.presets')}>
        {presets
          .filter(({ kind }) => local != null || kind === 'dangling' || kind === 'before')
          .map(({ name }) => (
            <button key={name} type="button" role="radio" aria-checked={preset === name} className={classes.preset} onClick={() => pick(name)}>
              <b>{t(`cleanup.preset.${name}`)}</b>
              <span>{t(`cleanup.preset.${name}Says`)}</span>
            </button>
          ))}
      </div>
      {cut.kind === 'dangling' && overview?.tiered != null && overview.tiered.strays > 0 && (
        <Checkbox label={t('cleanup.strays')} checked={cut.strays === true} onChange={event => choose({ kind: 'dangling', strays: event.currentTarget.checked })} />
      )}
      {cut.kind === 'before' && (
        <NumberInput label={t('cleanup.hours')} w={160} min={0} value={Math.round((now - cut.time) / hourMs)} onChange={value => typeof value === 'number' && choose({ kind: 'before', time: now - value * hourMs })} />
      )}
      {cut.kind === 'free' && (
        <NumberInput label={t('cleanup.amount')} w={160} min={0} decimalScale={6} value={cut.sizeBytes / gigabyte} onChange={value => typeof value === 'number' && choose({ kind: 'free', sizeBytes: Math.round(value * gigabyte) })} />
      )}
      <div className={classes.sides}>
        <div className={classes.column}>
          {local != null && (
            <SegmentMapCard
              storeId={storeId}
              title={t('cleanup.map')}
              summary={t('cleanup.wall')}
              cut={{
                offset: line,
                wall: { offset: newest?.baseOffset ?? start, reason: t('cleanup.wall') },
                onMove: offset => choose(offset <= start ? { kind: 'dangling' } : { kind: 'keep-from', physicalOffset: offset }),
              }}
            />
          )}
        </div>
        <Card title={t('cleanup.blast')}>{plan.error ? <ErrorCard error={plan.error} onRetry={() => void plan.refetch()} /> : <BlastRadius plan={plan.data} />}</Card>
      </div>
    </Flow>
  )
}
