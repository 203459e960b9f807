import { randomUUID } from 'node:crypto'
import type { CheckDocument } from '../../shared/contract/documents'
import type { EventHub } from '../../shared/contract/dispatch'
import type { Finding } from '../../shared/store/checks/finding'
import type { CleanupPlan } from '../../shared/store/cleanup/plan'
import { Refusal } from '../../shared/store/errors'
import type { InUse } from '../../shared/store/in-use'
import type { StorePicture } from '../../shared/store/snapshot/snapshot'
import { watchStore, type StoreChange, type StoreWatch } from '../host/store-watcher'
import type { Timers } from '../host/timers'
import { summaryOf } from './engine'
import type { JobOptions, JobRunner, Look, OpenOptions } from './jobs'

export interface OpenedStore {
  readonly storeId: string
  readonly watched: readonly string[]
  /** Grows by one with every look. */
  readonly revision: number
  readonly look: Look
  /** What a deep check read, when one has judged this look: its findings are then those. */
  readonly deep: CheckDocument['scanned'] | undefined
  /** Plans made or adopted for this store: the only ones that can be applied. */
  readonly plans: Map<string, CleanupPlan>
}

/** The stores that are open, each with its last look; follows them while they are. */
export class OpenStores {
  readonly #stores = new Map<string, OpenedStore>()
  readonly #watches = new Map<string, StoreWatch>()
  /** Stores that a cleanup is changing: what the watch tells of them is its own doing. */
  readonly #changing = new Set<string>()

  constructor(
    private readonly jobs: JobRunner,
    private readonly events: EventHub,
    /** By which open stores are followed; they are not where there is none. */
    private readonly timers: Timers | undefined,
  ) {}

  get(storeId: string): OpenedStore {
    const store = this.#stores.get(storeId)
    if (store === undefined) throw new Refusal('store-not-open', `store ${storeId} is not open any more; open it again`)
    return store
  }

  snapshot(storeId: string): StorePicture {
    return this.get(storeId).look.snapshot
  }

  list(): OpenedStore[] {
    return [...this.#stores.values()]
  }

  /** Opens a folder's store, or looks again at it when it is open already. */
  async open(directory: string, options: OpenOptions, job: JobOptions = {}): Promise<OpenedStore> {
    const storeId = randomUUID()
    const { root, watched } = await this.jobs.run('locate', { storeId, directory, ...options }, job)
    const already = this.list().find(({ look }) => look.snapshot.store.root === root)
    if (already !== undefined && Object.values(options).every(value => value === undefined)) {
      await this.jobs.run('forget', { storeId })
      return this.refresh(already.storeId, job)
    }
    const look = await this.jobs.run('look', { storeId }, job)
    const store: OpenedStore = { storeId, watched, revision: 1, look, deep: undefined, plans: new Map() }
    this.#stores.set(storeId, store)
    if (this.timers !== undefined) this.#follow(store, this.timers)
    this.events.publish({ kind: 'store-opened', storeId })
    return store
  }

  /** Takes a new snapshot. Plans stay: applying one checks every file it is bound to. */
  async refresh(storeId: string, job: JobOptions = {}, changes: readonly StoreChange[] = []): Promise<OpenedStore> {
    this.get(storeId)
    const look = await this.jobs.run('look', { storeId }, job)
    const before = this.get(storeId)
    const store = { ...before, revision: before.revision + 1, look, deep: undefined }
    this.#stores.set(storeId, store)
    this.events.publish({ kind: 'store-changed', storeId, revision: store.revision, changes: [...changes] })
    return store
  }

  /** Takes over what a deep check found, if the store was not looked at anew meanwhile. */
  deepen(storeId: string, { snapshot }: Look, findings: readonly Finding[], deep: CheckDocument['scanned']): void {
    const before = this.get(storeId)
    if (before.look.snapshot !== snapshot) return
    const revision = before.revision + 1
    this.#stores.set(storeId, { ...before, revision, deep, look: { ...before.look, findings, summary: summaryOf(findings) } })
    this.events.publish({ kind: 'store-changed', storeId, revision, changes: [] })
  }

  /** Asks the system again who uses the store; a difference is published. */
  async inUse(storeId: string): Promise<InUse> {
    const inUse = await this.jobs.run('inUse', { storeId })
    const store = this.get(storeId)
    if (JSON.stringify(store.look.inUse) !== JSON.stringify(inUse)) {
      this.#stores.set(storeId, { ...store, look: { ...store.look, inUse } })
      this.events.publish({ kind: 'in-use-changed', storeId, inUse: { ...inUse, reasons: [...inUse.reasons] } })
    }
    return inUse
  }

  /** Runs something that changes the store and looks again afterwards, however it ended. */
  async changing<T>(storeId: string, change: () => Promise<T>): Promise<T> {
    this.get(storeId)
    this.#changing.add(storeId)
    try {
      return await change()
    } finally {
      this.#changing.delete(storeId)
      await this.refresh(storeId)
    }
  }

  async close(storeId: string): Promise<void> {
    this.#stores.delete(storeId)
    await this.#watches.get(storeId)?.close()
    this.#watches.delete(storeId)
    await this.jobs.run('forget', { storeId })
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#watches.values()].map(watch => watch.close()))
    this.#watches.clear()
    this.#stores.clear()
  }

  /** Looks again whenever something changed; while a look is on its way, what comes is gathered for the next one. */
  #follow({ storeId, watched }: OpenedStore, timers: Timers): void {
    let waiting: StoreChange[] | undefined
    const lookAgain = async (changes: readonly StoreChange[]): Promise<void> => {
      if (waiting !== undefined) return void waiting.push(...changes)
      waiting = []
      try {
        if (!this.#changing.has(storeId)) await this.refresh(storeId, {}, changes.slice(0, MOST_TOLD))
      } catch {
        // What cannot be read now is told when it is asked for; the next change tries again.
      }
      const more = waiting
      waiting = undefined
      if (more.length > 0 && this.#stores.has(storeId)) await lookAgain(more)
    }
    const watch = watchStore({ directories: watched, inUse: () => this.inUse(storeId) }, { changed: changes => void lookAgain(changes) }, { timers })
    this.#watches.set(storeId, watch)
  }
}

/** A change of thousands of files is one change to whoever shows the store. */
const MOST_TOLD = 100
