import type { Shell } from './shell'

const quietMs = 1000
const onTerminalMs = 100
const inLogMs = 10_000
/** Only then is it worth saying how long the rest may take. */
const foretellAfterMs = 15_000

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
    private readonly left: (seconds: number) => string,
  ) {
    this.#startedAt = now()
  }

  /** @param figure how an amount is said */
  report(stage: string, done: number, total: number | undefined, figure: (amount: number) => string = String): void {
    const time = this.now()
    if (time - this.#startedAt < quietMs || time - this.#saidAt < (this.shell.errIsTerminal ? onTerminalMs : inLogMs)) return
    this.#saidAt = time
    const text = total === undefined || total === 0 ? `${stage}: ${figure(done)}` : `${stage}: ${figure(done)}/${figure(total)} (${Math.floor((100 * done) / total)} %)${this.#rest(time, done / total)}`
    this.shell.err(this.shell.errIsTerminal ? `\r\u001b[K${text}` : `${text}\n`)
    this.#onScreen = this.shell.errIsTerminal
  }

  /** If it goes on as fast as until now. */
  #rest(time: number, part: number): string {
    const took = time - this.#startedAt
    return took < foretellAfterMs || part <= 0 || part >= 1 ? '' : `, ${this.left((took / 1000 / part) * (1 - part))}`
  }

  /** Takes the line off the screen. */
  end(): void {
    if (this.#onScreen) this.shell.err('\r\u001b[K')
    this.#onScreen = false
  }
}
