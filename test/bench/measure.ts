const runs = 3

/** Seconds of the best of three runs, after one that warms caches and the compiler up. */
export function seconds(work: () => unknown): number {
  work()
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const start = process.hrtime.bigint()
      work()
      return Number(process.hrtime.bigint() - start) / 1e9
    }),
  )
}

/** One line: what, how long, how much a second, and how that compares with the plain way on the same files. */
export function say(what: string, took: number, amount: string, plain?: number): void {
  const ratio = plain === undefined ? '' : `${(took / plain).toFixed(2)} x plain`
  console.log(`  ${what.padEnd(46)} ${`${(took * 1000).toFixed(1)} ms`.padStart(11)}  ${amount.padStart(20)}  ${ratio}`.trimEnd())
}

export const perSecond = (count: number, took: number, unit: string): string => {
  const rate = count / took
  const [divisor, letter] = rate >= 1e9 ? [1e9, 'G'] : rate >= 1e6 ? [1e6, 'M'] : rate >= 1e3 ? [1e3, 'k'] : [1, '']
  return `${(rate / divisor).toFixed(2)} ${letter}${unit}/s`
}
