import type { Finding, FindingCode } from '../checks/finding'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import type { StoreSnapshot } from '../snapshot/snapshot'
import type { Refused, Surroundings } from './forecast'

/** Findings that keep a broker from starting. */
const stopping: ReadonlySet<FindingCode> = new Set([
  'commitlog-wrong-size', 'commitlog-stray-file', 'queue-wrong-size', 'queue-stray-file', 'index-stray-directory', 'compaction-pair-mismatch', 'batch-topic-mismatch',
])
/** Findings with which it starts or not, as other things decide. */
const deciding: ReadonlySet<FindingCode> = new Set(['queue-last-file-zero'])

export function refusalsOf(snapshot: StoreSnapshot, findings: readonly Finding[], { configuration }: Surroundings): { readonly certain: Refused[]; readonly possible: Refused[] } {
  const of = (codes: ReadonlySet<FindingCode>): Refused[] =>
    findings.filter(({ code, severity }) => severity === 'error' && codes.has(code)).map(({ code, subject }) => ({ code, path: subject.path ?? null }))
  return { certain: [...of(stopping), ...brokenConfiguration(snapshot), ...otherQueueSize(snapshot, configuration)], possible: of(deciding) }
}

/** Files whose loading no start waits for: the broker goes on without them. */
const dispensable: ReadonlySet<string> = new Set(['config/tieredStoreMetadata.json', 'config/messageRequestMode.json', 'config/transactionMetrics'])

/** A configuration file is fatal only when its spare copy cannot be read either. */
const brokenConfiguration = ({ configs }: StoreSnapshot): Refused[] =>
  configs
    .filter(({ state, backup, path }) => state !== 'ok' && backup === 'unreadable' && !dispensable.has(path))
    .map(({ path }) => ({ code: 'config-unreadable', path }))

/** Queue files of another size than broker.conf says; the segments' size is a finding of its own. */
function otherQueueSize({ local }: StoreSnapshot, configuration: ReadonlyMap<string, string>): Refused[] {
  const configured = Number(configuration.get('mappedFileSizeConsumeQueue')?.trim() ?? Number.NaN)
  if (local === undefined || !Number.isSafeInteger(configured)) return []
  const wanted = Math.ceil(configured / UNIT_BYTES) * UNIT_BYTES
  const file = local.queues.filter(({ kind }) => kind === 'simple').flatMap(({ files }) => files).find(({ state, sizeBytes }) => state === 'ok' && sizeBytes !== wanted)
  return file === undefined ? [] : [{ code: 'queue-wrong-size', path: file.path }]
}
