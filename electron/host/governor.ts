import { setTimeout as inMs } from 'node:timers/promises'
import type { ByteSource } from '../../shared/store/bytes/byte-source'
import type { StoreFiles } from '../../shared/store/bytes/store-files'
import { Cancelled } from '../../shared/store/errors'

const RUNNING = 0
const PAUSED = 1
const STOPPED = 2

/** What threads that read for one job share: whether they may go on, and how much they have read together. */
export class Governor {
  readonly buffer: SharedArrayBuffer
  readonly #state: Int32Array<SharedArrayBuffer>
  readonly #bytes: BigInt64Array<SharedArrayBuffer>

  /** @param waits whether a pause holds up the thread that asks; one that has others to serve only asks between two tasks */
  constructor(
    buffer = new SharedArrayBuffer(16),
    private readonly waits = true,
  ) {
    this.buffer = buffer
    this.#state = new Int32Array(buffer, 0, 1)
    this.#bytes = new BigInt64Array(buffer, 8, 1)
  }

  get bytesRead(): number {
    return Number(Atomics.load(this.#bytes, 0))
  }

  pause(paused: boolean): void {
    Atomics.compareExchange(this.#state, 0, paused ? RUNNING : PAUSED, paused ? PAUSED : RUNNING)
    Atomics.notify(this.#state, 0)
  }

  stop(): void {
    Atomics.store(this.#state, 0, STOPPED)
    Atomics.notify(this.#state, 0)
  }

  /** Waits while paused. @throws Cancelled */
  step(): void {
    while (this.waits && Atomics.load(this.#state, 0) === PAUSED) Atomics.wait(this.#state, 0, PAUSED)
    if (Atomics.load(this.#state, 0) === STOPPED) throw new Cancelled()
  }

  /** Comes back once it is not paused, without holding the thread up. */
  async resumed(): Promise<void> {
    while (Atomics.load(this.#state, 0) === PAUSED) await inMs(50)
  }

  count(bytes: number): void {
    Atomics.add(this.#bytes, 0, BigInt(bytes))
  }

  /** Sleeps, or returns at once when the job is stopped. */
  sleep(ms: number): void {
    Atomics.wait(this.#state, 0, RUNNING, ms)
  }
}

/**
 * Files whose reading can be paused, stopped, counted and slowed down. The rate is kept by sleeping after each read for as
 * long as it should have taken, so that a broker on the same disk gets its turn.
 * @param bytesPerSecond of this thread; undefined: as fast as it goes
 */
export function governed(files: StoreFiles, governor: Governor, bytesPerSecond?: number): StoreFiles {
  let dueAt = performance.now()
  const keepRate = (bytes: number): void => {
    if (bytesPerSecond === undefined) return
    const now = performance.now()
    dueAt = Math.max(dueAt, now - 1000) + (1000 * bytes) / bytesPerSecond
    if (dueAt > now) governor.sleep(dueAt - now)
  }
  const govern = (source: ByteSource): ByteSource => ({
    path: source.path,
    sizeBytes: source.sizeBytes,
    ...(source.checksum && { checksum: source.checksum }),
    readInto: (target, offset) => {
      governor.step()
      const got = source.readInto(target, offset)
      governor.count(got)
      keepRate(got)
      return got
    },
    close: () => source.close(),
  })
  return { list: path => files.list(path), stat: path => files.stat(path), realPath: path => files.realPath(path), open: path => govern(files.open(path)) }
}
