const runs = 3

/**
 * Seconds of the median of three runs, after one that warms caches and the compiler up: of processor time, for what is measured waits for
 * nothing, and a clock on the wall would measure what else the machine does.
 */
export function seconds(work: () => unknown): number {
  work()
  const taken = Array.from({ length: runs }, () => {
    const start = processorSeconds()
    work()
    return processorSeconds() - start
  })
  return taken.toSorted((a, b) => a - b)[runs >> 1] ?? 0
}

/** Seconds of a single run on the wall's clock: of what waits for a disk. */
export function byTheClock(work: () => unknown): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

/** One figure of a run. */
export interface Figure {
  readonly group: string
  readonly what: string
  readonly seconds: number
  /** Things done in that time, and what they are. */
  readonly amount: number
  readonly unit: string
  /** How many times as long as the baseline named took, in the same run. */
  readonly ratio?: number
  readonly baseline?: string
  /** Of all threads together: what is left of a figure on a machine that has other things to do. */
  readonly processorSeconds?: number
}

/** Seconds that this process and its threads kept processors busy. */
export const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Gathers the figures of a run; each is printed as it comes. */
export class Figures {
  readonly all: Figure[] = []
  #group = ''

  begin(group: string): void {
    this.#group = group
    console.log(`\n${group}`)
  }

  share(what: string, part: number): void {
    this.all.push({ group: this.#group, what, seconds: 0, amount: part, unit: 'of one processor' })
    console.log(`  ${what.padEnd(50)} ${`${(part * 100).toFixed(2)} %`.padStart(11)}`)
  }

  count(what: string, amount: number, unit = ''): void {
    this.all.push({ group: this.#group, what, seconds: 0, amount, unit })
    console.log(`  ${what.padEnd(50)} ${(unit === 'B' ? `${Math.round(amount / 2 ** 20)} MiB` : String(amount)).padStart(11)}`)
  }

  add(what: string, took: number, amount: number, unit: string, baseline?: { readonly name: string; readonly seconds: number }, processor?: number): void {
    this.all.push({
      group: this.#group, what, seconds: took, amount, unit,
      ...(baseline === undefined ? {} : { ratio: Number((took / baseline.seconds).toFixed(3)), baseline: baseline.name }),
      ...(processor === undefined ? {} : { processorSeconds: processor }),
    })
    const ratio = `${baseline === undefined ? '' : `${(took / baseline.seconds).toFixed(2)} x ${baseline.name}`}${processor === undefined ? '' : `, ${perSecond(amount, processor, unit)} of one processor`}`
    console.log(`  ${what.padEnd(50)} ${`${(took * 1000).toFixed(1)} ms`.padStart(11)}  ${perSecond(amount, took, unit).padStart(20)}  ${ratio}`.trimEnd())
  }
}

export const perSecond = (count: number, took: number, unit: string): string => {
  const rate = count / took
  const [divisor, letter] = rate >= 1e9 ? [1e9, 'G'] : rate >= 1e6 ? [1e6, 'M'] : rate >= 1e3 ? [1e3, 'k'] : [1, '']
  return `${(rate / divisor).toFixed(2)} ${letter}${unit}/s`
}
