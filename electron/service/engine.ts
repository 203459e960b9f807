import { checkStore } from '../../shared/store/checks/check-store'
import { canonicalJson } from '../../shared/store/cleanup/canonical'
import type { CleanupEnvironment, RunOptions } from '../../shared/store/cleanup/environment'
import { consumedUpTo } from '../../shared/store/cleanup/consumed-up-to'
import { executePlan } from '../../shared/store/cleanup/execute'
import { isSealed } from '../../shared/store/cleanup/digest'
import type { CleanupPlan, Cut } from '../../shared/store/cleanup/plan'
import { type CleanupRequest, danglingSteps, planCleanup, type PlanReads } from '../../shared/store/cleanup/plan-cleanup'
import { purgeCleanup } from '../../shared/store/cleanup/purge'
import { listReceipts } from '../../shared/store/cleanup/receipts'
import { recover } from '../../shared/store/cleanup/recover'
import { undoCleanup } from '../../shared/store/cleanup/undo'
import { compareStores } from '../../shared/store/compare/compare-stores'
import type { Finding, Severity } from '../../shared/store/checks/finding'
import { Refusal } from '../../shared/store/errors'
import { foretellStart } from '../../shared/store/forecast/foretell-start'
import { recoverLog } from '../../shared/store/forecast/recover-log'
import type { Watch } from '../../shared/store/progress'
import { join, type StoreFiles } from '../../shared/store/bytes/store-files'
import { logOf } from '../../shared/store/messages/find-place'
import { listLog } from '../../shared/store/messages/list-log'
import { measureSpace } from '../../shared/store/messages/measure-space'
import { readRecordBytes } from '../../shared/store/messages/read-record-bytes'
import { readUnits } from '../../shared/store/messages/read-units'
import { QUARANTINE_NAME } from '../../shared/store/snapshot/census'
import { clockIn } from '../../shared/store/retention/clock'
import type { Disk } from '../../shared/store/retention/disks'
import { foretellRetention } from '../../shared/store/retention/foretell-retention'
import { recognise, type StoreLocation } from '../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../shared/store/snapshot/snapshot'
import { steadyLook } from '../../shared/store/snapshot/steady-look'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { detectInUse } from '../host/broker-liveness'
import { chooseByteSources } from '../host/byte-sources'
import { fileSystemSpace, isReadOnlyFileSystem } from '../host/file-system-space'
import { createCleanupFiles } from '../host/node-cleanup-files'
import { createStoreFiles } from '../host/node-store-files'
import { acquireStoreLock } from '../host/store-lock'
import type { JobName, Jobs, Look } from './jobs'
import { digestOfFiles } from './files-digest'
import { findMessages } from './messages/find-messages'
import { locateMessage } from './messages/locate-message'
import { toMessageDocument } from './messages/message-document'
import { writeSampleStore } from './sample-store'

export interface EngineOptions {
  /** Which way files are read; the self-test decides when undefined. */
  readonly io: 'map' | 'read' | undefined
  /** Who runs it, for receipts. */
  readonly tool: string
}

export type Engine = { readonly [N in JobName]: (input: Jobs[N]['input'], watch: Watch) => Jobs[N]['output'] }

interface OpenStore {
  readonly location: StoreLocation
  readonly brokerVersion: string | undefined
  readonly journalDirectory: string | undefined
  snapshot: StoreSnapshot | undefined
}

/** Joins the pure core with this machine. Knows the stores that are open; keeps each one's last snapshot for plans. */
export function createEngine(options: EngineOptions): Engine {
  const sources = chooseByteSources(options.io === undefined ? {} : { backend: options.io })
  const files = createStoreFiles(sources)
  const cleanup = createCleanupFiles()
  const stores = new Map<string, OpenStore>()

  const opened = (storeId: string): OpenStore => {
    const store = stores.get(storeId)
    if (store === undefined) throw new Refusal('store-not-open', `store ${storeId} is not open any more; open it again`)
    return store
  }
  const snapshotThrough = (through: StoreFiles, store: OpenStore, watch: Watch): StoreSnapshot =>
    (store.snapshot = takeSnapshot(through, store.location, { brokerVersion: store.brokerVersion }, watch))
  const snapshotOf = (store: OpenStore, watch: Watch): StoreSnapshot => steadyLook(files, through => snapshotThrough(through, store, watch))
  const known = (store: OpenStore, watch: Watch): StoreSnapshot => store.snapshot ?? snapshotOf(store, watch)
  const rootOf = ({ location }: OpenStore): string => location.localRoot ?? location.tieredRoot ?? ''
  const inUse = ({ location }: OpenStore): Jobs['inUse']['output'] =>
    detectInUse({ localRoot: location.localRoot, directories: directoriesOf(location) })

  /** A plan of the store as it is now, not as it was when the screen was drawn. */
  const planNow = (store: OpenStore, request: CleanupRequest, watch: Watch, reads: Omit<PlanReads, 'files'> = {}): CleanupPlan =>
    steadyLook(files, through => planCleanup(snapshotThrough(through, store, watch), request, { ...reads, files: through }, inUse(store)))

  const environment = (store: OpenStore, watch: Watch, run: Pick<RunOptions, 'assumeStopped' | 'removeAtOnce' | 'acceptWrites'>): CleanupEnvironment => ({
    files,
    cleanup,
    watch,
    liveness: () => inUse(store),
    seen: () => snapshotOf(store, { ...watch, progress: () => undefined }).files,
    now: () => Date.now(),
    checkAfter: () => summaryOf(checkStore(snapshotOf(store, { ...watch, progress: () => undefined }))),
    freeBytes: path => fileSystemSpace(path)?.freeBytes,
    hold: root => {
      const lock = acquireStoreLock(root, join(root, QUARANTINE_NAME))
      return () => lock.release()
    },
    options: { ...run, tool: options.tool, journalDirectory: store.journalDirectory },
  })

  return {
    locate: ({ storeId, directory, brokerVersion, journalPath, ...locate }) => {
      const location = recognise(files, directory, locate)
      stores.set(storeId, { location, brokerVersion, journalDirectory: journalDirectoryAt(files, journalPath), snapshot: undefined })
      return { root: location.localRoot ?? location.tieredRoot ?? '', watched: directoriesOf(location) }
    },
    look: ({ storeId }, watch) => {
      const store = opened(storeId)
      const started = performance.now()
      const steps = steadyLook(files, through => danglingSteps(snapshotThrough(through, store, watch), { files: through }))
      const snapshot = known(store, watch)
      const findings = checkStore(snapshot)
      const use = inUse(store)
      const receipts = listReceipts(files, snapshot.store.root, store.journalDirectory)
      const taken = steps.filter(step => step.action === 'set-aside')
      const { files: seen, ...picture } = snapshot
      return {
        takenAt: Date.now(),
        seconds: (performance.now() - started) / 1000,
        snapshot: picture,
        filesDigest: digestOfFiles(seen),
        findings,
        summary: summaryOf(findings),
        inUse: use,
        fileSystem: fileSystemSpace(snapshot.store.root) ?? null,
        receipts: receipts.receipts,
        unfinished: receipts.unfinished ?? null,
        dangling: {
          files: taken.length,
          bytes: taken.reduce((sum, step) => sum + step.sizeBytes, 0),
          rows: steps.reduce((sum, step) => sum + (step.action === 'rewrite' && !step.path.endsWith('.bak') ? step.removeRows.length : 0), 0),
        },
      } satisfies Look
    },
    inUse: ({ storeId }) => inUse(opened(storeId)),
    forecast: ({ storeId }, watch) => {
      const { location, brokerVersion } = opened(storeId)
      const snapshot = steadyLook(files, through => takeSnapshot(through, location, { brokerVersion, recoverLog }, watch))
      return foretellStart(snapshot, checkStore(snapshot), { configuration: location.configuration, now: Date.now() })
    },
    retention: ({ storeId, timeZone }, watch) => {
      const store = opened(storeId)
      const disks = disksOf(files, store.location)
      const now = Date.now()
      return { now, disks, retention: foretellRetention(known(store, watch), { configuration: store.location.configuration, disks, clock: clockIn(timeZone), now }) }
    },
    compare: ({ storeId, otherId, bytes }, watch) => compareStores(known(opened(storeId), watch), known(opened(otherId), watch), bytes ? { files, watch } : undefined),
    units: (input, watch) => readUnits(files, known(opened(input.storeId), watch), input),
    message: ({ storeId, place, bodyLimit }, watch) => toMessageDocument(locateMessage(files, known(opened(storeId), watch), place, watch), bodyLimit),
    findMessages: ({ storeId, ...input }, watch) => findMessages(files, known(opened(storeId), watch), input, watch),
    listLog: ({ storeId, tieredQueue, from, count }, watch) => {
      const snapshot = known(opened(storeId), watch)
      return listLog(files, logOf(snapshot, tieredQueue === undefined ? 'local' : 'tiered', tieredQueue), from, count)
    },
    recordBytes: ({ storeId, tieredQueue, from, count }, watch) => {
      const snapshot = known(opened(storeId), watch)
      return readRecordBytes(files, logOf(snapshot, tieredQueue === undefined ? 'local' : 'tiered', tieredQueue), from, count) ?? null
    },
    space: ({ storeId }, watch) => measureSpace(files, known(opened(storeId), watch), watch),
    consumedUpTo: ({ storeId }, watch) => consumedUpTo(known(opened(storeId), watch), files),
    plan: ({ storeId, cut, allowPending, createdAt }, watch) => {
      const store = opened(storeId)
      return planNow(store, { cut, allowPending, createdAt }, watch, { watch, isReadOnly: isReadOnlyFileSystem, journalDirectory: store.journalDirectory })
    },
    verifyPlan: ({ storeId, plan }, watch) => {
      const store = opened(storeId)
      requireOwn(plan, store.location)
      // A digest is no signature: whoever wrote the file could have sealed it anew. What may be carried out is what would be planned here and now.
      const again = planNow(store, { cut: requestedIn(plan), allowPending: true, createdAt: plan.createdAt }, watch)
      if (canonicalJson(again.steps) !== canonicalJson(plan.steps))
        throw new Refusal('changed-since-plan', `plan ${plan.id} is not the plan that is made of this store now: the store has changed since, or the plan was altered; make it again`)
      return plan
    },
    apply: ({ storeId, plan, purge, assumeStopped }, watch) => executePlan(plan, environment(opened(storeId), watch, { assumeStopped, removeAtOnce: purge })),
    undo: ({ storeId, receiptId, assumeStopped, acceptWrites }, watch) =>
      undoCleanup(rootOf(opened(storeId)), receiptId, environment(opened(storeId), watch, { assumeStopped, acceptWrites })),
    purge: ({ storeId, receiptId, assumeStopped }, watch) => purgeCleanup(rootOf(opened(storeId)), receiptId, environment(opened(storeId), watch, { assumeStopped })),
    recover: ({ storeId, assumeStopped, direction }, watch) => recover(rootOf(opened(storeId)), environment(opened(storeId), watch, { assumeStopped }), direction),
    writeSample: ({ directory }) => {
      writeSampleStore(directory)
      return null
    },
    forget: ({ storeId }) => {
      stores.delete(storeId)
      return null
    },
  }
}

/** @throws Refusal `no-journal-directory`: a mistyped one would look as if nothing had been done */
function journalDirectoryAt(files: StoreFiles, path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const directory = files.realPath(path)
  if (files.stat(directory)?.kind !== 'directory') throw new Refusal('no-journal-directory', `${path}: there is no such directory for journals`, { path })
  return directory
}

/** The cut that a plan was asked for. */
function requestedIn({ cut, steps }: CleanupPlan): Cut {
  const requested = cut.requested ?? cut.newMinOffset ?? 0
  switch (cut.kind) {
    case 'dangling':
      return { kind: 'dangling', strays: steps.some(({ kind }) => kind === 'tiered-stray') }
    case 'keep-from':
      return { kind: 'keep-from', physicalOffset: requested }
    case 'before':
      return { kind: 'before', time: requested }
    case 'free':
      return { kind: 'free', sizeBytes: requested }
    case 'repair':
      if (cut.repair === undefined) throw new Refusal('plan-invalid', 'the plan is a repair and does not say of what', { facts: { reason: 'repair' } })
      return { kind: 'repair', code: cut.repair.code, ...(cut.repair.place !== null && { place: cut.repair.place }) }
  }
}

/** The file systems that a broker measures before it cleans. A directory that is not there, or does not tell, is left out. */
function disksOf(files: StoreFiles, { commitLogDirectories, consumeQueueDirectory }: StoreLocation): Disk[] {
  const places = [...commitLogDirectories.map(path => ({ path, holds: 'commitlog' as const })), ...(consumeQueueDirectory === null ? [] : [{ path: consumeQueueDirectory, holds: 'consumequeue' as const }])]
  return places.flatMap(place => {
    const space = fileSystemSpace(place.path)
    const device = files.stat(place.path)?.device
    return space === undefined || device === undefined ? [] : [{ ...place, device, ...space }]
  })
}

function directoriesOf({ localRoot, commitLogDirectories, consumeQueueDirectory, tieredRoot }: StoreLocation): string[] {
  return [...new Set([localRoot, ...commitLogDirectories, consumeQueueDirectory, tieredRoot].filter(path => path !== null))]
}

export function summaryOf(findings: readonly Finding[]): Record<Severity, number> {
  const summary = { error: 0, warning: 0, info: 0 }
  for (const { severity } of findings) summary[severity] += 1
  return summary
}

/** @throws Refusal when the plan was altered, or made for another store */
function requireOwn(plan: CleanupPlan, { localRoot, tieredRoot }: StoreLocation): void {
  if (!isSealed(plan)) throw new Refusal('plan-altered', `plan ${plan.id}: its content does not have its digest ${plan.digest}; make the plan again`, { facts: { plan: plan.id } })
  const root = localRoot ?? tieredRoot
  if (plan.store.root !== root || plan.store.tieredRoot !== tieredRoot)
    throw new Refusal('plan-of-another-store', `plan ${plan.id} was made for ${plan.store.root}${plan.store.tieredRoot === null ? '' : ` with ${plan.store.tieredRoot}`}; this is ${root ?? 'another store'}`, {
      facts: { plan: plan.id, root: plan.store.root },
    })
}
