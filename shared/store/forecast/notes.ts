import { keepsLogElsewhere } from '../checks/check-layout'
import type { StoreSnapshot } from '../snapshot/snapshot'
import type { ForecastNote, Surroundings } from './forecast'

/** What a forecast rests on, and what it does not say by its figures. */
export function notesOn(snapshot: StoreSnapshot, { configuration, now }: Surroundings): ForecastNote[] {
  const { store, local } = snapshot
  const notes: ForecastNote[] = []
  const recovery = local?.commitLog.recovery
  if (local === undefined || recovery === undefined) notes.push({ code: 'only-quick-look', facts: {} })
  else notes.push(...unreadSegments(local.commitLog.segments.findIndex(({ path }) => path === recovery.from)))
  if (store.brokerVersion.from === 'default') notes.push({ code: 'version-assumed', facts: { version: store.brokerVersion.assumed } })
  if (store.consumeQueueLayout !== 'simple') notes.push({ code: 'queues-not-read', facts: {} })
  if (keepsLogElsewhere(store)) return [...notes, { code: 'log-not-read', facts: {} }]
  if (local === undefined) return notes
  if (local.commitLog.segments.length === 0 && local.queues.length > 0) notes.push({ code: 'queues-destroyed', facts: { queues: local.queues.length } })
  for (const { start, end } of local.commitLog.holes) notes.push({ code: 'hole-stays', facts: { start, end } })
  const zero = local.queues.filter(({ units }) => units.expiredVisible > 0)
  if (zero.length > 0) notes.push({ code: 'minimum-stays-zero', facts: { queues: zero.length, units: zero.reduce((sum, { units }) => sum + units.expiredVisible, 0) } })
  if (store.consumeQueueLayout === 'simple' && local.queues.length > 0 && /rocksdb/i.test(configuration.get('storeType') ?? '')) notes.push({ code: 'queues-given-up', facts: { queues: local.queues.length } })
  return [...notes, ...dueSegments(snapshot, configuration, now)]
}

const unreadSegments = (before: number): ForecastNote[] => (before <= 0 ? [] : [{ code: 'older-segments-not-read', facts: { segments: before } }])

const HOUR_MS = 3_600_000

/** Retention goes by modification times: what the cleaner may take at the next hour of `deleteWhen`, oldest first, never the last file. */
function dueSegments({ local }: StoreSnapshot, configuration: ReadonlyMap<string, string>, now: number): ForecastNote[] {
  const hours = Number(configuration.get('fileReservedTime')?.trim() ?? 72)
  if (local === undefined || now === 0 || configuration.size === 0 || !Number.isFinite(hours)) return []
  const kept = local.commitLog.segments.slice(0, -1).findIndex(({ modifiedTime }) => modifiedTime + hours * HOUR_MS > now)
  const due = kept === -1 ? Math.max(0, local.commitLog.segments.length - 1) : kept
  return due === 0 ? [] : [{ code: 'segments-due', facts: { segments: due, hours, deleteWhen: configuration.get('deleteWhen')?.trim() ?? '04' } }]
}
