import { availableParallelism } from 'node:os'
import type { Finding } from '../../../shared/store/checks/finding'
import { deepFindings } from '../../../shared/store/deep/deep-findings'
import { secondRound, tasksOf, type DeepPart, type SizedTask } from '../../../shared/store/deep/deep-task'
import { Cancelled, Refusal } from '../../../shared/store/errors'
import { Governor } from '../../host/governor'
import type { JobOptions } from '../jobs'
import { openDeepProgress, type SeenStore } from './deep-progress'
import { deepThreadHere, deepThreadInWorker, type DeepThread, type DeepThreadData } from './deep-thread'

export interface DeepChecksOptions {
  readonly io: 'map' | 'read' | undefined
  /** The worker's built file; in-process where undefined. */
  readonly entry: URL | undefined
  /** Where checks that were stopped are remembered. */
  readonly stateDirectory: string
}

export interface DeepResult {
  readonly findings: readonly Finding[]
  readonly scanned: { readonly files: number; readonly bytes: number; readonly units: number; readonly records: number }
  readonly seconds: number
}

/** Below this a second thread costs more than it saves. */
const ONE_THREAD_BYTES = 200 * 2 ** 20
const MOST_THREADS = 4
const REPORT_EVERY_MS = 200

/** The deep checks that are running, one for each store at most. */
export class DeepChecks {
  readonly #running = new Map<string, Governor>()

  constructor(private readonly options: DeepChecksOptions) {}

  /** Reads the whole store, or what is left of it since a check that was stopped. @throws Cancelled, Refusal */
  async run(storeId: string, seen: SeenStore, maxBytesPerSecond: number | undefined, job: JobOptions): Promise<DeepResult> {
    if (this.#running.has(storeId)) throw new Refusal('deep-check-running', 'a deep check of this store is running already')
    const governor = new Governor()
    const stop = (): void => governor.stop()
    if (job.signal?.aborted === true) throw new Cancelled()
    job.signal?.addEventListener('abort', stop, { once: true })
    this.#running.set(storeId, governor)
    try {
      return await this.#check(seen, governor, maxBytesPerSecond, job)
    } finally {
      job.signal?.removeEventListener('abort', stop)
      this.#running.delete(storeId)
    }
  }

  /** @returns whether a check is running */
  pause(storeId: string, paused: boolean): boolean {
    this.#running.get(storeId)?.pause(paused)
    return this.#running.has(storeId)
  }

  async #check(seen: SeenStore, governor: Governor, maxBytesPerSecond: number | undefined, { progress }: JobOptions): Promise<DeepResult> {
    const started = performance.now()
    const { snapshot } = seen
    const remembered = openDeepProgress(this.options.stateDirectory, seen)
    const round = tasksOf(snapshot)
    let total = round.reduce((sum, { bytes }) => sum + bytes, 0)
    let skipped = 0
    const report = setInterval(() => progress?.('deep-check', Math.min(total, skipped + governor.bytesRead), total), REPORT_EVERY_MS)
    const count = this.options.entry === undefined || total < ONE_THREAD_BYTES ? 1 : Math.min(MOST_THREADS, availableParallelism())
    const threads = Array.from({ length: count }, () =>
      // Reading on from front to back, `read` is as fast as a mapping, and the pages of a whole log do not count as this process's memory.
      this.#start({ io: this.options.io ?? 'read', snapshot, control: governor.buffer, bytesPerSecond: maxBytesPerSecond === undefined ? undefined : maxBytesPerSecond / count }),
    )
    const carryOut = async (tasks: readonly SizedTask[]): Promise<DeepPart[]> => {
      const parts: DeepPart[] = []
      const left = tasks.flatMap((sized, index) => {
        const part = remembered.partOf(sized.task)
        if (part === undefined) return [{ ...sized, index }]
        parts[index] = part
        skipped += sized.bytes
        return []
      })
      const work = async (thread: DeepThread): Promise<void> => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const part = await thread.run(next.task)
          remembered.done(next.task, part)
          parts[next.index] = part
        }
      }
      try {
        await Promise.all(threads.map(work))
      } catch (error) {
        governor.stop()
        throw error
      }
      return parts
    }
    try {
      const first = await carryOut(round)
      const more = secondRound(snapshot, first)
      total += more.reduce((sum, { bytes }) => sum + bytes, 0)
      const parts = [...first, ...(await carryOut(more))]
      remembered.finish()
      return {
        findings: deepFindings(snapshot, parts),
        scanned: { files: snapshot.scanned.files, bytes: total, units: sum(parts, 'units'), records: sum(parts, 'records') },
        seconds: (performance.now() - started) / 1000,
      }
    } finally {
      clearInterval(report)
      await Promise.all(threads.map(thread => thread.close()))
    }
  }

  #start(data: DeepThreadData): DeepThread {
    return this.options.entry === undefined ? deepThreadHere(data) : deepThreadInWorker(this.options.entry, data)
  }
}

const sum = (parts: readonly DeepPart[], what: 'units' | 'records'): number => parts.reduce((total, part) => total + part[what], 0)
