import type { StoreSnapshot } from '../snapshot/snapshot'
import { keepsLogElsewhere } from './check-layout'
import type { Finding, FindingCode } from './finding'

/**
 * What a broker does at its next start with these bytes, as far as a quick look tells: which file keeps it from starting,
 * where the log is cut, each queue's minimum and maximum, and what its cleaning takes a minute later.
 */
export interface NextStart {
  /** `depends`: the broker's configuration, or how far its queues reach, decides. */
  readonly starts: 'yes' | 'no' | 'depends'
  readonly refusals: readonly { readonly code: FindingCode; readonly path: string | null }[]
  readonly recovery: 'normal' | 'abnormal'
  readonly commitLog: { readonly minOffset: number; readonly maxOffset: number; readonly removedFiles: readonly string[]; readonly cutFrom: number | null }
  readonly queues: readonly { readonly topic: string; readonly queueId: number; readonly minOffset: number; readonly maxOffset: number; readonly cutUnits: number }[]
  readonly firstCleaning: { readonly removedFiles: readonly string[] }
  readonly notes: readonly NextStartNote[]
}

export interface NextStartNote {
  readonly code: 'version-assumed' | 'queues-not-read' | 'queues-destroyed' | 'hole-stays' | 'log-not-read' | 'minimum-stays-zero' | 'only-quick-look'
  readonly facts: Readonly<Record<string, string | number>>
}

/** Findings that keep a broker from starting. */
const stopping: ReadonlySet<FindingCode> = new Set([
  'commitlog-wrong-size', 'commitlog-stray-file', 'queue-wrong-size', 'queue-stray-file', 'index-stray-directory', 'compaction-pair-mismatch', 'batch-topic-mismatch',
])
/** Findings with which it starts or not, as other things decide. */
const deciding: ReadonlySet<FindingCode> = new Set(['queue-last-file-zero'])

export function foretellStart(snapshot: StoreSnapshot, findings: readonly Finding[]): NextStart {
  const { store, local } = snapshot
  const of = (codes: ReadonlySet<FindingCode>): NextStart['refusals'] =>
    findings.filter(({ code, severity }) => severity === 'error' && codes.has(code)).map(({ code, subject }) => ({ code, path: subject.path ?? null }))
  const stops = [...of(stopping), ...brokenConfiguration(snapshot)]
  const depends = of(deciding)
  const isElsewhere = keepsLogElsewhere(store)
  return {
    starts: stops.length > 0 ? 'no' : depends.length > 0 || isElsewhere ? 'depends' : 'yes',
    refusals: [...stops, ...depends],
    recovery: store.abort === null ? 'normal' : 'abnormal',
    commitLog: logAfter(snapshot),
    queues: (isElsewhere ? [] : (local?.queues ?? [])).map(({ topic, queueId, minOffset, maxOffset, units }) => ({ topic, queueId, minOffset, maxOffset, cutUnits: units.ahead })),
    firstCleaning: { removedFiles: cleanedFirst(snapshot) },
    notes: notesOn(snapshot),
  }
}

/** Files whose loading no start waits for: the broker goes on without them. */
const dispensable: ReadonlySet<string> = new Set(['config/tieredStoreMetadata.json', 'config/messageRequestMode.json', 'config/transactionMetrics'])

/** A configuration file is fatal only when its spare copy cannot be read either. */
const brokenConfiguration = ({ configs }: StoreSnapshot): NextStart['refusals'] =>
  configs
    .filter(({ state, backup, path }) => state !== 'ok' && backup === 'unreadable' && !dispensable.has(path))
    .map(({ path }) => ({ code: 'config-unreadable' as const, path }))

/** The broker ends its log behind a closing blank, and removes every file that begins later. */
function logAfter({ local }: StoreSnapshot): NextStart['commitLog'] {
  if (local === undefined) return { minOffset: 0, maxOffset: 0, removedFiles: [], cutFrom: null }
  const { minOffset, maxOffset, segments, end } = local.commitLog
  const emptyLastFiles = local.unknownFiles.filter(({ place, kind, sizeBytes, stopsBroker }) => place === 'commitlog' && kind === 'file' && sizeBytes === 0 && !stopsBroker)
  const next = segments.find(({ state, baseOffset }) => state === 'preallocated' && baseOffset > maxOffset)
  const endsAt = end.kind === 'blank' && next !== undefined ? next.baseOffset : maxOffset
  return {
    minOffset,
    maxOffset: endsAt,
    removedFiles: [...segments.filter(({ baseOffset }) => baseOffset > endsAt), ...emptyLastFiles].map(({ path }) => path),
    cutFrom: end.kind === 'damage' ? end.at : null,
  }
}

/** Heads of queues and of the index below the log, a minute after the start; nothing while the log begins at 0. */
function cleanedFirst({ local }: StoreSnapshot): string[] {
  if (local === undefined || local.commitLog.minOffset === 0 || local.commitLog.segments.length === 0) return []
  const dead = [...local.queues.flatMap(({ files }) => files), ...local.index].filter(file => file.dead)
  return dead.map(({ path }) => path)
}

function notesOn({ store, local }: StoreSnapshot): NextStartNote[] {
  const notes: NextStartNote[] = [{ code: 'only-quick-look', facts: {} }]
  if (store.brokerVersion.from === 'default') notes.push({ code: 'version-assumed', facts: { version: store.brokerVersion.assumed } })
  if (store.consumeQueueLayout !== 'simple') notes.push({ code: 'queues-not-read', facts: {} })
  if (keepsLogElsewhere(store)) return [...notes, { code: 'log-not-read', facts: {} }]
  if (local === undefined) return notes
  if (local.commitLog.segments.length === 0 && local.queues.length > 0) notes.push({ code: 'queues-destroyed', facts: { queues: local.queues.length } })
  for (const { start, end } of local.commitLog.holes) notes.push({ code: 'hole-stays', facts: { start, end } })
  const zero = local.queues.filter(({ units }) => units.expiredVisible > 0)
  if (zero.length > 0) notes.push({ code: 'minimum-stays-zero', facts: { queues: zero.length, units: zero.reduce((sum, { units }) => sum + units.expiredVisible, 0) } })
  return notes
}
