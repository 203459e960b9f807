import type { Timers } from '../../electron/host/timers'

/** Time that passes only when a test says so. */
export class ManualTimers implements Timers {
  #now = 0
  readonly #waiting = new Set<{ readonly at: number; readonly act: () => void }>()

  after(ms: number, act: () => void): () => void {
    const entry = { at: this.#now + ms, act }
    this.#waiting.add(entry)
    return () => void this.#waiting.delete(entry)
  }

  get pending(): number {
    return this.#waiting.size
  }

  /** Lets time pass, and everything run that is due by then, in its order. */
  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const due = [...this.#waiting].filter(entry => entry.at <= until).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.#waiting.delete(due)
      this.#now = due.at
      due.act()
    }
    this.#now = until
  }
}
