import { join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import type { Bridge } from '../../shared/contract/bridge'
import type { AnswerOf, Handlers, InputOf } from '../../shared/contract/contract'
import { createDispatcher, EventHub } from '../../shared/contract/dispatch'
import type { Lang } from '../../shared/contract/schemas'
import { usedPercent } from '../../shared/store/retention/disks'
import type { CleanupPlan } from '../../shared/store/cleanup/plan'
import { planDocument } from '../../shared/contract/documents'
import { fieldOf, pageOf } from '../../shared/contract/paging'
import type { Finding } from '../../shared/store/checks/finding'
import { Refusal } from '../../shared/store/errors'
import { blockerWords } from '../../shared/words/blocker-words'
import { findingWords } from '../../shared/words/finding-words'
import { forecastWords } from '../../shared/words/forecast-words'
import { pressureWords, retentionReasonWords } from '../../shared/words/retention-words'
import { chooseByteSources } from '../host/byte-sources'
import { createRecentStores, type RecentStores } from '../host/recent-stores'
import { systemTimers, type Timers } from '../host/timers'
import { userDirectory } from '../host/user-directory'
import packageFile from '../../package.json'
import { mendingsIn, toCheckDocument, worded } from './check-document'
import { DeepChecks } from './deep/deep-checks'
import type { JobOptions, JobRunner, OpenOptions } from './jobs'
import { OpenStores, type OpenedStore } from './open-stores'
import { htmlReport } from './report/html-report'
import { runInProcess } from './run-in-process'
import { runInWorker } from './run-in-worker'
import { speakRefusals } from './speak-refusals'
import { toInspectDocument } from './views/documents'
import { findingKinds } from './views/finding-kinds'
import { toOverview } from './views/overview'
import { toPlanSummary } from './views/plans'
import { listQueues, listTieredQueues, queueDetail, tieredQueueDetail } from './views/queues'
import { listSegments, toSegmentMap } from './views/segment-map'

export interface ServiceOptions {
  readonly door: 'desktop' | 'web' | 'cli' | 'test'
  /** A native folder dialog; where there is none the operation is refused. */
  readonly chooseDirectory?: () => Promise<string | null>
  /** Typed paths may be opened at or below these; null or undefined: anywhere. */
  readonly openableRoots?: readonly string[] | null
  readonly io?: 'map' | 'read' | undefined
  /** Of refusals whose call names no language; English when undefined. */
  readonly lang?: Lang | undefined
  /** Long work in a thread of its own; in-process where false. */
  readonly worker: boolean
  /** Follow open stores and publish what changes. */
  readonly watch?: boolean
  /** The clock by which stores are followed: real time when undefined. */
  readonly timers?: Timers
  /** Where recent stores are kept; the user's configuration directory when undefined. */
  readonly stateDirectory?: string
  readonly onBug?: (error: unknown, name: string) => void
}

export interface Service {
  readonly bridge: Bridge
  openPath(path: string, options?: OpenOptions): Promise<{ storeId: string }>
  close(): Promise<void>
}

/** The one service behind every door: stores by id, plans by id and digest, everything else derived from the contract. */
export function createService(options: ServiceOptions): Service {
  const events = new EventHub()
  const tool = `${packageFile.name} ${packageFile.version} (${options.door})`
  const engine = { io: options.io, tool }
  const jobs: JobRunner = options.worker ? runInWorker(new URL('./engine-worker.js', import.meta.url), engine) : runInProcess(engine)
  const stores = new OpenStores(jobs, events, options.watch === true ? (options.timers ?? systemTimers) : undefined)
  const recents = createRecentStores(options.stateDirectory)
  const open = async (path: string, how: OpenOptions, job: JobOptions = {}): Promise<Opened> => {
    const store = await stores.open(path, how, job)
    const { root, brokerName } = store.look.snapshot.store
    if (options.door === 'desktop' || options.door === 'web') recents.remember({ root, brokerName, openedAt: Date.now(), options: how })
    return { storeId: store.storeId, root, brokerName }
  }
  const deep = new DeepChecks({
    io: options.io,
    entry: options.worker ? new URL('./deep-worker.js', import.meta.url) : undefined,
    stateDirectory: options.stateDirectory ?? userDirectory(),
  })
  const handlers = createHandlers(options, jobs, stores, recents, deep, open)
  const bridge = createDispatcher(speakRefusals(handlers, options.lang ?? 'en'), events, options.onBug ?? (() => undefined))
  return {
    bridge,
    openPath: (path, how = {}) => open(resolve(path), how),
    close: async () => {
      await stores.closeAll()
      await jobs.close()
    },
  }
}

interface Opened {
  readonly storeId: string
  readonly root: string
  readonly brokerName: string
}
type Open = (path: string, how: OpenOptions, job?: JobOptions) => Promise<Opened>

function createHandlers(options: ServiceOptions, jobs: JobRunner, stores: OpenStores, recents: RecentStores, deep: DeepChecks, open: Open): Handlers {
  const io = chooseByteSources(options.io === undefined ? {} : { backend: options.io })

  const planOf = (storeId: string, planId: string): CleanupPlan => {
    const plan = stores.get(storeId).plans.get(planId)
    if (plan === undefined) throw new Refusal('no-such-plan', `plan ${planId} was not made here, or the store was opened again since; make it again`, { facts: { plan: planId } })
    return plan
  }
  const documentOf = (store: Pick<OpenedStore, 'look' | 'deep'>, input: Pick<InputOf<'checkDocument'>, 'lang' | 'codes'>): ReturnType<typeof toCheckDocument> =>
    toCheckDocument(
      filtered(store, input),
      store.deep === undefined ? { depth: 'quick', scanned: { ...store.look.snapshot.scanned, seconds: store.look.seconds } } : { depth: 'deep', scanned: store.deep },
      finding => findingWords(finding, input.lang),
      mendingsIn(store.look.snapshot, input.lang),
    )
  const filtered = (store: Pick<OpenedStore, 'look'>, { codes, severities }: { codes?: readonly string[] | undefined; severities?: readonly string[] | undefined }): Finding[] =>
    store.look.findings.filter(
      ({ code, severity }) => (codes === undefined || codes.length === 0 || codes.includes(code)) && (severities === undefined || severities.length === 0 || severities.includes(severity)),
    )
  const summary = (storeId: string, plan: CleanupPlan, lang: Lang): ReturnType<typeof toPlanSummary> => {
    stores.get(storeId).plans.set(plan.id, plan)
    return toPlanSummary(plan, blocker => ({ ...blocker, message: blockerWords(blocker, lang) }))
  }

  const forecastOf = async (storeId: string, lang: Lang, context: JobOptions): Promise<AnswerOf<'forecastDocument'>> => {
    const { brokerVersion } = stores.snapshot(storeId).store
    const { notes, ...start } = await jobs.run('forecast', { storeId }, context)
    return { schema: 'forecast/1', brokerVersion, ...start, notes: notes.map(note => ({ code: note.code, message: forecastWords(note, lang) })) }
  }

  return {
    environment: () => ({
      version: packageFile.version,
      door: options.door,
      platform: process.platform,
      runtime: `Node ${process.versions.node}${process.versions['electron'] === undefined ? '' : `, Electron ${process.versions['electron']}`}`,
      io: { backend: io.backend, reason: io.reason },
      hasFolderDialog: options.chooseDirectory !== undefined,
      openableRoots: options.openableRoots ?? null,
    }),
    listRecent: () => recents.list(),
    forgetRecent: ({ recentId }) => {
      recents.forget(recentId)
      return {}
    },
    openRecent: ({ recentId }, context) => {
      const recent = recents.find(recentId)
      if (recent === undefined) throw new Refusal('no-such-recent', 'this store is not in the list of recent stores any more')
      return open(recent.root, recent.options ?? {}, context)
    },
    openSample: async (_, context) => {
      const directory = join(options.stateDirectory ?? userDirectory(), `sample-${packageFile.version}`)
      if (!existsSync(directory)) await jobs.run('writeSample', { directory }, context)
      return open(join(directory, 'store'), {}, context)
    },
    openDirectory: ({ path, ...how }, context) => {
      requireOpenable(path, options.openableRoots)
      return open(resolve(path), how, context)
    },
    chooseDirectory: async (_, context) => {
      if (options.chooseDirectory === undefined) throw new Refusal('no-dialog', 'this door has no folder dialog; type the path')
      const path = await options.chooseDirectory()
      return path === null ? null : open(path, {}, context)
    },
    listOpen: () => stores.list().map(({ storeId, look }) => ({ storeId, root: look.snapshot.store.root, brokerName: look.snapshot.store.brokerName })),
    closeStore: async ({ storeId }) => {
      await stores.close(storeId)
      return {}
    },

    overview: ({ storeId, lang }) => {
      const store = stores.get(storeId)
      const overview = toOverview(storeId, store.revision, store.look, findingKinds(store.look.findings, lang))
      return { ...overview, findings: { ...overview.findings, depth: store.deep === undefined ? 'quick' : 'deep' } }
    },
    refreshStore: async ({ storeId }, context) => ({ revision: (await stores.refresh(storeId, context)).revision }),
    inUse: ({ storeId }) => stores.inUse(storeId),
    segmentMap: ({ storeId, lanes }) => {
      const { local, groups } = stores.get(storeId).look.snapshot
      return toSegmentMap(local, groups, lanes)
    },
    listSegments: input => listSegments(stores.snapshot(input.storeId), input),
    listQueues: input => listQueues(stores.snapshot(input.storeId), input),
    queueDetail: input => queueDetail(stores.snapshot(input.storeId), input),
    listTieredQueues: input => listTieredQueues(stores.snapshot(input.storeId), input),
    tieredQueueDetail: input => tieredQueueDetail(stores.snapshot(input.storeId), input),
    listUnits: async (input, context) => ({ rows: await jobs.run('units', input, context), total: unitsIn(stores.get(input.storeId), input) }),
    message: ({ storeId, place, bodyLimit }, context) => jobs.run('message', { storeId, place, bodyLimit }, context),
    recordBytes: ({ storeId, tieredQueue, from, count }, context) => jobs.run('recordBytes', { storeId, tieredQueue, from, count }, context),
    findMessages: ({ storeId, query, from, hits, bodyLimit }, context) => jobs.run('findMessages', { storeId, query, from, hits, bodyLimit }, context),
    listLog: async ({ storeId, tieredQueue, from, count }, context) => ({ rows: await jobs.run('listLog', { storeId, tieredQueue, from, count }, context) }),
    listGroups: input => {
      const text = input.text?.trim().toLowerCase() ?? ''
      const groups = stores.snapshot(input.storeId).groups.filter(({ group, topic }) => text === '' || `${group} ${topic}`.toLowerCase().includes(text))
      return pageOf(groups, input, fieldOf, ['lag'])
    },
    listIndex: input => pageOf(stores.snapshot(input.storeId).local?.index ?? [], input, fieldOf, ['entries']),
    listFindings: input => {
      const store = stores.get(input.storeId)
      const { rows, total } = pageOf(filtered(store, input), input, fieldOf)
      const mendingOf = mendingsIn(store.look.snapshot, input.lang)
      return { rows: rows.map(finding => worded(finding, findingWords(finding, input.lang), mendingOf(finding))), total }
    },
    inspectDocument: ({ storeId }) => {
      const { look } = stores.get(storeId)
      return toInspectDocument(look.snapshot, look.inUse)
    },
    checkDocument: input => {
      const store = stores.get(input.storeId)
      return documentOf(store, input)
    },
    deepCheck: async ({ storeId, maxBytesPerSecond, ...input }, context) => {
      const { look } = stores.get(storeId)
      const { findings, scanned, seconds } = await deep.run(storeId, look, maxBytesPerSecond, context)
      stores.deepen(storeId, look, findings, { ...scanned, seconds })
      return documentOf({ look: { ...look, findings }, deep: { ...scanned, seconds } }, input)
    },
    pauseDeepCheck: ({ storeId, paused }) => ({ running: deep.pause(storeId, paused) }),
    spaceDocument: async ({ storeId }, context) => ({ schema: 'space/1', ...(await jobs.run('space', { storeId }, context)) }),
    consumedUpTo: ({ storeId }, context) => jobs.run('consumedUpTo', { storeId }, context),
    retentionDocument: async ({ storeId, lang, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone }, context) => {
      const { now, disks, retention } = await jobs.run('retention', { storeId, timeZone }, context)
      return {
        schema: 'retention/1',
        timeZone,
        now,
        ...retention,
        disks: disks.map(disk => ({ ...disk, usedPercent: usedPercent(disk) })),
        pressure: { ...retention.pressure, message: pressureWords(retention.pressure, retention.settings, lang) },
        reasons: retention.reasons.map(reason => ({ code: reason.code, message: retentionReasonWords(reason, lang, timeZone) })),
      }
    },
    forecastDocument: ({ storeId, lang }, context) => forecastOf(storeId, lang, context),
    storeReport: async ({ storeId, lang, redact, timeZone }, context) => {
      const store = stores.get(storeId)
      const { snapshot, inUse } = store.look
      const forecast = await forecastOf(storeId, lang, context)
      return { html: htmlReport({ inspect: toInspectDocument(snapshot, inUse), check: documentOf(store, { lang }), forecast, lang, timeZone, redact, madeAt: Date.now(), tool: `${packageFile.name} ${packageFile.version}` }) }
    },
    compareStores: async ({ storeId, otherId, bytes }, context) => {
      const named = (id: string): { root: string; brokerName: string } => stores.snapshot(id).store
      return { schema: 'compare/1', stores: [named(storeId), named(otherId)], ...(await jobs.run('compare', { storeId, otherId, bytes }, context)) }
    },

    planCleanup: async ({ storeId, cut, allowPending, lang }, context) => {
      stores.get(storeId)
      const plan = await jobs.run('plan', { storeId, cut, allowPending: allowPending === true, createdAt: Date.now() }, context)
      return summary(storeId, plan, lang)
    },
    listPlanSteps: ({ storeId, planId, kind, page }) => {
      const steps = planOf(storeId, planId).steps.filter(step => kind === undefined || step.kind === kind)
      return { rows: steps.slice(page.offset, page.offset + page.limit), total: steps.length }
    },
    listPlanKept: ({ storeId, planId, page }) => {
      const { kept } = planOf(storeId, planId)
      return { rows: kept.slice(page.offset, page.offset + page.limit), total: kept.length }
    },
    // The document is the sealed plan itself: words are added by whoever shows it, or its digest would change with the language.
    planDocument: ({ storeId, planId }) => planOf(storeId, planId),
    adoptPlan: async ({ storeId, plan, lang }, context) => {
      const parsed = planDocument.safeParse(plan)
      if (!parsed.success) throw new Refusal('plan-unreadable', 'this is not a plan of the schema plan/1; make it again with this version')
      const verified = await jobs.run('verifyPlan', { storeId, plan: parsed.data as CleanupPlan }, context)
      return summary(storeId, verified, lang)
    },
    applyPlan: async (input, context) => {
      const plan = planOf(input.storeId, input.planId)
      if (plan.digest !== input.digest) throw new Refusal('plan-altered', `plan ${plan.id} has the digest ${plan.digest}, not ${input.digest}; review it again`, { facts: { plan: plan.id } })
      requireName(input.confirm, plan.store.brokerName)
      return stores.changing(input.storeId, () =>
        jobs.run('apply', { storeId: input.storeId, plan, purge: input.purge === true, assumeStopped: input.assumeStopped === true }, context),
      )
    },
    listReceipts: ({ storeId }) => stores.get(storeId).look.receipts,
    undoCleanup: ({ storeId, receiptId, assumeStopped, acceptWrites }, context) =>
      stores.changing(storeId, () => jobs.run('undo', { storeId, receiptId, assumeStopped: assumeStopped === true, acceptWrites: acceptWrites === true }, context)),
    purgeCleanup: ({ storeId, receiptId, confirm }, context) => {
      requireName(confirm, stores.snapshot(storeId).store.brokerName)
      return stores.changing(storeId, () => jobs.run('purge', { storeId, receiptId, assumeStopped: false }, context))
    },
    recoverCleanup: ({ storeId, assumeStopped, finish }, context) =>
      stores.changing(storeId, () => jobs.run('recover', { storeId, assumeStopped: assumeStopped === true, direction: finish === true ? 'forward' : 'back' }, context)),
  }
}

function requireName(given: string, brokerName: string): void {
  if (given !== brokerName) throw new Refusal('wrong-confirmation', `the broker's name is "${brokerName}", not "${given}"; nothing was changed`, { facts: { brokerName, given } })
}

function requireOpenable(path: string, roots: readonly string[] | null | undefined): void {
  const wanted = resolve(path)
  if (roots === null || roots === undefined || roots.some(root => wanted === resolve(root) || wanted.startsWith(`${resolve(root)}/`))) return
  throw new Refusal('not-openable', `${path} does not lie below ${roots.join(', ')}, which this program was started with`, { path, facts: { roots: roots.join(', ') } })
}

function unitsIn({ look }: OpenedStore, { side, topic, queueId }: InputOf<'listUnits'>): number {
  const { local, tiered } = look.snapshot
  if (side === 'local') return local?.queues.find(queue => queue.topic === topic && queue.queueId === queueId)?.writtenEnd ?? 0
  return tiered?.queues.find(queue => queue.topic === topic && queue.queueId === queueId)?.maxOffset ?? 0
}
