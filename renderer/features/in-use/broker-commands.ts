import type { OutputOf } from '../../../shared/contract/contract'

type Segment = OutputOf<'listSegments'>['rows'][number]

const hourMs = 3_600_000
/** `fileReservedTime` where the broker's configuration names none. */
export const defaultReservedHours = 72

export interface Deletion {
  readonly segments: number
  readonly bytes: number
}

/**
 * What the broker's own expiry takes with this retention: from the oldest on while the file time is old enough, stopping at the first that
 * is not, and never the newest file. Mirrors MappedFileQueue.deleteExpiredFileByTime.
 */
export function expiredBy(segments: readonly Segment[], reservedHours: number, now: number): Deletion {
  const deletable = segments.slice(0, -1)
  const survivor = deletable.findIndex(({ modifiedTime }) => now - modifiedTime < reservedHours * hourMs)
  const gone = survivor === -1 ? deletable : deletable.slice(0, survivor)
  return { segments: gone.length, bytes: gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
}

/** The longest retention in whole hours that still lets the oldest segment go. */
export const hoursThatFree = (oldest: Segment, now: number): number => Math.max(1, Math.floor((now - oldest.modifiedTime) / hourMs))

const nameServer = '-n localhost:9876'
const broker = '-b localhost:10911'

export const commands = {
  expired: `mqadmin deleteExpiredCommitLog ${nameServer} ${broker}`,
  reserved: (hours: number): string => `mqadmin updateBrokerConfig ${nameServer} ${broker} -k fileReservedTime -v ${hours}`,
  queues: `mqadmin cleanExpiredCQ ${nameServer} ${broker}`,
  drain: (brokerName: string): string => `mqadmin wipeWritePerm ${nameServer} -b ${brokerName}`,
  stop: 'sh bin/mqshutdown broker',
} as const
