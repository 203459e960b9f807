import type { Shell } from './shell'

const quietMs = 1000
const onTerminalMs = 100
const inLogMs = 10_000

/**
 * Says on stderr how far a call is, once it takes longer than a second: on a terminal one line that is written over, elsewhere a line now
 * and then.
 */
export class ProgressLine {
  readonly #startedAt: number
  #saidAt = Number.NEGATIVE_INFINITY
  #onScreen = false

  constructor(
    private readonly shell: Pick<Shell, 'err' | 'errIsTerminal'>,
    private readonly now: () => number,
  ) {
    this.#startedAt = now()
  }

  report(stage: string, done: number, total: number | undefined): void {
    const time = this.now()
    if (time - this.#startedAt < quietMs || time - this.#saidAt < (this.shell.errIsTerminal ? onTerminalMs : inLogMs)) return
    this.#saidAt = time
    const text = total === undefined || total === 0 ? `${stage}: ${done}` : `${stage}: ${done}/${total} (${Math.floor((100 * done) / total)} %)`
    this.shell.err(this.shell.errIsTerminal ? `\r\u001b[K${text}` : `${text}\n`)
    this.#onScreen = this.shell.errIsTerminal
  }

  /** Takes the line off the screen. */
  end(): void {
    if (this.#onScreen) this.shell.err('\r\u001b[K')
    this.#onScreen = false
  }
}
