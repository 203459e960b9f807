import { nameOf, parentOf, relativeTo } from '../../shared/store/bytes/store-files'
import { contentDigest, sealPlan, type PlanBody } from '../../shared/store/cleanup/digest'
import type { CleanupEnvironment } from '../../shared/store/cleanup/environment'
import { identityOf } from '../../shared/store/cleanup/identity'
import type { CleanupPlan, MetadataRow, SetAsideStep, Step } from '../../shared/store/cleanup/plan'
import { Refusal } from '../../shared/store/errors'
import { removeMetadataRows, parseTieredMetadata } from '../../shared/store/formats/tiered-metadata'
import { tieredFileName } from '../../shared/store/formats/tiered-file-name'
import { segmentFileName } from '../../shared/store/formats/segment-file-name'
import type { InUse } from '../../shared/store/in-use'
import { unwatched } from '../../shared/store/progress'
import { MemoryFiles } from './memory-files'

/**
 * A small store for tests of carrying out: four segments over two directories, two queues, two index files, a tiered
 * queue. A queue file says in plain text where its last unit points, so that a test can tell what a broker would make of it.
 */
export const ROOT = '/data/store'
export const SECOND_LOG = '/disk2/commitlog'
export const TIERED = '/data/tiered'
export const METADATA = `${ROOT}/config/tieredStoreMetadata.json`
const FLAT = `${TIERED}/212d6b50_DefaultCluster/broker-a/orders/0`

export const segment = (base: number): string => `${base % 200 === 0 ? `${ROOT}/commitlog` : SECOND_LOG}/${segmentFileName(base)}`
export const queueFile = (queue: number, base: number): string => `${ROOT}/consumequeue/orders/${queue}/${segmentFileName(base)}`
const tieredFile = (type: 'COMMIT_LOG' | 'CONSUME_QUEUE', base: number): string => `${FLAT}/${type}/${tieredFileName(base)}`

/** What repairs mend: a configuration that no broker reads beside its good `.bak`, a file among segments, half a unit. */
export const TOPICS = `${ROOT}/config/topics.json`
export const STRAY = `${ROOT}/consumequeue/orders/2/notes.txt`
export const MISALIGNED = `${TIERED}/212d6b50_DefaultCluster/broker-a/orders/1/CONSUME_QUEUE/${tieredFileName(0)}`

export function smallStore(): MemoryFiles {
  const files = new MemoryFiles()
  for (const base of [0, 100, 200, 300]) files.put(segment(base), `segment ${base} `.padEnd(100, '.'))
  for (const queue of [0, 1])
    for (const [base, last] of [[0, 80], [40, 190], [80, 310]] as const) files.put(queueFile(queue, base), `last=${last}`.padEnd(40))
  files.put(`${ROOT}/index/20260101000000000`, 'index until 150').put(`${ROOT}/index/20260102000000000`, 'index until 350')
  for (const [type, bases] of [['COMMIT_LOG', [0, 50, 90]], ['CONSUME_QUEUE', [0, 20, 40]]] as const)
    for (const base of bases) files.put(tieredFile(type, base), `${type} ${base}`)
  files.put(METADATA, metadataText([0, 50, 90], [0, 20, 40]), 1_700_000_000_000_000_007n, 0o644)
  files.put(`${METADATA}.bak`, metadataText([0, 50], [0, 20, 40]), 1_700_000_000_000_000_008n, 0o604)
  files.put(TOPICS, '{"topicConfigTable":{"orders"', 1_700_000_000_000_000_009n, 0o640).put(`${TOPICS}.bak`, '{"topicConfigTable":{}}')
  files.put(STRAY, 'notes of somebody').put(MISALIGNED, 'unit '.repeat(8).slice(0, 35))
  return files.put(`${ROOT}/checkpoint`, 'checkpoint').put(`${ROOT}/lock`, 'lock')
}

function metadataText(log: readonly number[], queue: readonly number[]): string {
  const rows = (type: number, bases: readonly number[]): string =>
    bases.map(base => `${base}:{\n\t\t\t\t"path":"broker-a/orders/0",\n\t\t\t\t"type":${type},\n\t\t\t\t"baseOffset":${base},\n\t\t\t\t"size":20,\n\t\t\t\t"endTimestamp":9223372036854775807\n\t\t\t}`).join(',')
  return `{\n\t"commitLogFileSegmentTable":{\n\t\t"broker-a/orders/0":{${rows(0, log)}\n\t\t}\n\t},\n\t"consumeQueueFileSegmentTable":{\n\t\t"broker-a/orders/0":{${rows(1, queue)}\n\t\t}\n\t},\n\t"topicSerialNumber":0\n}`
}

export type Part = 'local' | 'tiered' | 'repair'

/** Keeps the log from 200 and the tiered log from 90 on. */
export function smallPlan(files: MemoryFiles, parts: readonly Part[] = ['tiered', 'local']): CleanupPlan {
  const steps: Step[] = []
  const facts = (path: string, base: string) => {
    const { sizeBytes, allocatedBytes, modifiedTime, ...rest } = files.stat(path)!
    return { order: steps.length + 1, base, path: relativeTo(base, path), sizeBytes, allocatedBytes, modifiedTime, identity: identityOf({ sizeBytes, ...rest }), reason: 'test' }
  }
  const setAside = (kind: SetAsideStep['kind'], path: string, base = ROOT): void => void steps.push({ action: 'set-aside', kind, ...facts(path, base) })
  if (parts.includes('repair')) {
    steps.push({ action: 'restore', kind: 'config', ...facts(TOPICS, ROOT), digestBefore: contentDigest(files.text(TOPICS)), digestAfter: contentDigest(files.text(`${TOPICS}.bak`)) })
    setAside('stray', STRAY)
  }
  if (parts.includes('tiered')) {
    const doomed: MetadataRow[] = [
      ...[0, 50].map(baseOffset => ({ table: 'commitLogFileSegmentTable' as const, filePath: 'broker-a/orders/0', baseOffset })),
      ...[0, 20].map(baseOffset => ({ table: 'consumeQueueFileSegmentTable' as const, filePath: 'broker-a/orders/0', baseOffset })),
    ]
    for (const path of [METADATA, `${METADATA}.bak`]) {
      const text = files.text(path)
      const edited = removeMetadataRows(text, doomed)
      if (!edited.ok) throw new Error(edited.reason)
      steps.push({ action: 'rewrite', kind: 'tiered-metadata', ...facts(path, ROOT), removeRows: doomed, digestBefore: contentDigest(text), digestAfter: contentDigest(edited.text) })
    }
    for (const base of [0, 20]) setAside('tiered-consume-queue', tieredFile('CONSUME_QUEUE', base), TIERED)
    for (const base of [0, 50]) setAside('tiered-commitlog', tieredFile('COMMIT_LOG', base), TIERED)
  }
  if (parts.includes('repair')) {
    const text = files.text(MISALIGNED)
    steps.push({ action: 'shorten', kind: 'tiered-consume-queue', ...facts(MISALIGNED, TIERED), keptBytes: 20, digestBefore: contentDigest(text), digestAfter: contentDigest(text.slice(0, 20)) })
  }
  if (parts.includes('local')) {
    for (const queue of [0, 1]) for (const base of [0, 40]) setAside('consume-queue', queueFile(queue, base))
    setAside('index', `${ROOT}/index/20260101000000000`)
    setAside('commitlog', segment(0))
    setAside('commitlog', segment(100), parentOf(SECOND_LOG))
  }
  return sealPlan(bodyOf(files, steps))
}

export const bodyOf = (files: MemoryFiles, steps: readonly Step[]): PlanBody => ({
  createdAt: 1_757_000_000_000,
  store: { root: ROOT, tieredRoot: TIERED, brokerName: 'broker-a', commitLogDirectories: [`${ROOT}/commitlog`, SECOND_LOG] },
  cut: { kind: 'keep-from', newMinOffset: 200, requested: 230 },
  blockers: [],
  steps,
  kept: [],
  effects: { setAsideBytes: 0, allocatedBytes: 0, messages: 0, topics: [], queues: [], unread: [], delayedMessages: 0, timerMessages: 0, halfMessages: 0 },
  bound: seenIn(files).map(({ path, ...facts }) => ({ path, ...identityOf(facts) })),
})

const seenIn = (files: MemoryFiles) => files.seen(ROOT, '/disk2', TIERED)

export const stopped: InUse = { state: 'free', reasons: [], abort: false }

export function environmentOf(files: MemoryFiles, changed: Partial<CleanupEnvironment> = {}): CleanupEnvironment {
  return {
    files,
    cleanup: files,
    watch: unwatched,
    liveness: () => stopped,
    seen: () => seenIn(files),
    now: () => 1_757_000_100_000,
    checkAfter: () => ({ error: 0, warning: 0, info: 1 }),
    freeBytes: () => 1_000_000,
    hold: () => () => undefined,
    options: { assumeStopped: false, tool: 'test' },
    ...changed,
  }
}

/** Lets one run in at a time, as a host's lock does. */
export function turnstile(): CleanupEnvironment['hold'] {
  const inside = new Set<string>()
  return root => {
    if (inside.has(root)) throw new Refusal('busy', `${root} is being cleaned up`)
    inside.add(root)
    return () => inside.delete(root)
  }
}

/**
 * Why a broker would not start on these files, or would serve what is not there; empty when it would.
 */
export function brokersObjections(files: MemoryFiles): string[] {
  const objections: string[] = []
  const names = Object.keys(files.tree())
  const bases = names.filter(path => [`${ROOT}/commitlog`, SECOND_LOG].includes(parentOf(path))).map(path => Number(nameOf(path))).sort((a, b) => a - b)
  const minimum = bases[0]
  if (minimum === undefined) return ['the commitlog is empty']
  for (const [index, base] of bases.entries()) if (base !== minimum + index * 100) objections.push(`segment hole before ${base}`)
  if (!bases.includes(300)) objections.push('the active segment is gone')
  for (const queue of [0, 1]) {
    const queueFiles = names.filter(path => parentOf(path) === `${ROOT}/consumequeue/orders/${queue}`).sort()
    if (queueFiles.at(-1) !== queueFile(queue, 80)) objections.push(`queue ${queue} lost its last file`)
    for (const [index, path] of queueFiles.entries()) if (Number(nameOf(path)) !== 120 - (queueFiles.length - index) * 40) objections.push(`queue ${queue} has a hole`)
    const first = queueFiles[0]
    if (first !== undefined && queueFiles.length > 1 && Number(/last=(\d+)/.exec(files.text(first))?.[1]) < minimum) objections.push(`queue ${queue} begins with a dead file and reports minimum 0`)
  }
  for (const path of [TOPICS, MISALIGNED]) if (!names.includes(path)) objections.push(`${path} is gone, or only its .bak is left`)
  if (!names.includes(METADATA)) return [...objections, 'the tiered metadata is gone']
  const parsed = parseTieredMetadata(files.text(METADATA))
  if (!parsed.ok) return [...objections, 'the tiered metadata is unreadable']
  for (const row of parsed.metadata.rows) {
    const path = tieredFile(row.table === 'commitLogFileSegmentTable' ? 'COMMIT_LOG' : 'CONSUME_QUEUE', row.key)
    if (!names.includes(path)) objections.push(`a row makes ${path} again, empty`)
  }
  return objections
}
