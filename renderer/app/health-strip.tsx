import { IconCircleCheck, IconCircleHalf2, IconLink, IconLock, IconLockOpen, IconLockQuestion, IconPlayerPlay, IconScissors, IconUnlink, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../shared/contract/schemas'
import { useOperation } from '../api/use-operation'
import { verdictOf, type Verdict } from '../features/next-start/verdict'
import { useFormat } from '../i18n/format'
import { DestructiveButton } from '../ui/destructive'
import { usePreferences } from './preferences'
import { hrefOf, placeOf, type StoreRoute } from './route'
import { navigate } from './use-route'
import classes from './health-strip.module.css'

type Tint = 'good' | 'warn' | 'bad' | 'unknown'

/** In use? · Holes · Dangling · Next start: each chip opens the screen that proves it. What is not known yet is grey. */
export function HealthStrip({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const overview = useOperation('overview', { storeId, lang }).data
  return (
    <div className={classes.strip} role="group" aria-label={t('frame.health')}>
      <InUseChip storeId={storeId} overview={overview} />
      <HolesChip storeId={storeId} overview={overview} />
      <DanglingChip storeId={storeId} overview={overview} />
      <NextStartChip storeId={storeId} />
      <span className={classes.space} />
      <div className={classes.actions}>
        <DestructiveButton small icon={<IconScissors size={14} stroke={1.75} aria-hidden />} onClick={() => navigate(placeOf(storeId, 'free-space'))}>
          {t('frame.place.free-space')}
        </DestructiveButton>
      </div>
    </div>
  )
}

interface ChipProps {
  readonly storeId: string
  readonly overview: Overview | undefined
}

function InUseChip({ storeId, overview }: ChipProps) {
  const { t } = useTranslation()
  const inUse = overview?.store.inUse
  const [icon, tint]: [Icon, Tint] =
    inUse === undefined
      ? [IconLockQuestion, 'unknown']
      : inUse.state === 'in-use'
        ? [IconLock, 'bad']
        : inUse.state === 'unknown'
          ? [IconLockQuestion, 'warn']
          : [IconLockOpen, 'good']
  const pid = inUse?.reasons.find(reason => reason.pid !== undefined)?.pid
  const value = inUse && (inUse.state === 'in-use' && pid !== undefined ? t('frame.inUseByPid', { pid }) : t(`frame.inUse.${inUse.state}`))
  return <Chip icon={icon} tint={tint} name={t('frame.chip.inUse')} value={value} to={placeOf(storeId, 'in-use')} />
}

function HolesChip({ storeId, overview }: ChipProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const holes = overview && (overview.local?.holes.length ?? 0) + (overview.local?.queueHoles ?? 0) + (overview.tiered?.holes ?? 0)
  return (
    <Chip
      icon={holes ? IconCircleHalf2 : IconCircleCheck}
      tint={holes === undefined ? 'unknown' : holes > 0 ? 'bad' : 'good'}
      name={t('frame.chip.holes')}
      value={holes === undefined ? undefined : holes === 0 ? t('frame.noHoles') : t('frame.holes', { count: holes, n: format.exact(holes) })}
      to={placeOf(storeId, 'findings', [], holes ? { code: 'commitlog-hole' } : {})}
    />
  )
}

function DanglingChip({ storeId, overview }: ChipProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const sums = overview && danglingOf(overview)
  const words = sums && [
    ...(sums.visible > 0 ? [t('frame.visible', { n: format.short(sums.visible) })] : []),
    ...(sums.inHole > 0 ? [t('frame.inHole', { n: format.short(sums.inHole) })] : []),
    ...(sums.ahead > 0 ? [t('frame.ahead', { n: format.short(sums.ahead) })] : []),
  ]
  const tint: Tint = sums === undefined ? 'unknown' : sums.visible + sums.inHole > 0 ? 'bad' : sums.ahead > 0 ? 'warn' : 'good'
  return (
    <Chip
      icon={tint === 'good' ? IconLink : IconUnlink}
      tint={tint}
      name={t('frame.chip.dangling')}
      value={words && (words.length > 0 ? words.join(' · ') : t('frame.noneDangling'))}
      to={placeOf(storeId, overview?.local ? 'queues' : 'tiered')}
    />
  )
}

/** Units a client or the next start would stumble over, of both kinds of store. Hidden ones are normal and not counted. */
function danglingOf({ local, tiered }: Overview): { visible: number; inHole: number; ahead: number } {
  return {
    visible: (local?.units.expiredVisible ?? 0) + (tiered?.units.expiredVisible ?? 0),
    inHole: (local?.units.inHole ?? 0) + (tiered?.units.inHole ?? 0),
    ahead: (local?.units.ahead ?? 0) + (tiered?.units.ahead ?? 0),
  }
}

const startTints: Record<Verdict['says'], Tint> = { refuses: 'bad', destroys: 'bad', cuts: 'warn', hole: 'warn', 'serves-deleted': 'warn', 'partly-known': 'unknown', depends: 'warn', keeps: 'good' }

function NextStartChip({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const document = useOperation('forecastDocument', { storeId, lang }).data
  const says = document && verdictOf(document).says
  return <Chip icon={IconPlayerPlay} tint={says ? startTints[says] : 'unknown'} name={t('frame.chip.nextStart')} value={says && t(`nextStart.chip.${says}`)} to={placeOf(storeId, 'next-start')} />
}

function Chip(props: { readonly icon: Icon; readonly tint: Tint; readonly name: string; readonly value: string | undefined; readonly to: StoreRoute }) {
  const { t } = useTranslation()
  const ChipIcon = props.icon
  return (
    <a className={classes.chip} href={hrefOf(props.to)}>
      <span className={classes.sign} data-tint={props.tint}>
        <ChipIcon size={16} stroke={1.75} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{props.name}</span>
        <span className={classes.value}>{props.value ?? t('frame.notReadYet')}</span>
      </span>
    </a>
  )
}
