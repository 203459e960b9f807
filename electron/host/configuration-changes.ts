import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Timers } from './timers'

/** 5.4 moves a JSON file to `.bak` and then writes it anew: for a moment it is not there. */
const SETTLE_MS = 1000
const GONE = 'gone'

/**
 * Tells which configuration files have other bytes than before. A running broker rewrites some of them every few seconds
 * with the same content, and that is no change.
 */
export class ConfigurationChanges {
  readonly #digests = new Map<string, string>()
  readonly #settling = new Map<string, () => void>()

  constructor(
    private readonly timers: Timers,
    private readonly tell: (path: string) => void,
  ) {}

  /** Remembers a file as it is, telling nothing. */
  async known(path: string): Promise<void> {
    this.#digests.set(path, await digestOf(path))
  }

  /** Something happened to it; what, is looked at when it has been left alone for a while. */
  touched(path: string): void {
    this.#settling.get(path)?.()
    this.#settling.set(path, this.timers.after(SETTLE_MS, () => void this.#compare(path)))
  }

  close(): void {
    for (const callOff of this.#settling.values()) callOff()
    this.#settling.clear()
  }

  async #compare(path: string): Promise<void> {
    this.#settling.delete(path)
    const now = await digestOf(path)
    if (now === (this.#digests.get(path) ?? GONE)) return
    this.#digests.set(path, now)
    this.tell(path)
  }
}

const digestOf = async (path: string): Promise<string> =>
  readFile(path).then(
    bytes => createHash('sha256').update(bytes).digest('hex'),
    () => GONE,
  )
