/** Lets `burst` through at once and `perSecond` in the long run. */
export function createRateLimit(burst: number, perSecond: number, now: () => number): () => boolean {
  let allowance = burst
  let last = now()
  return () => {
    const time = now()
    allowance = Math.min(burst, allowance + ((time - last) / 1000) * perSecond)
    last = time
    if (allowance < 1) return false
    allowance -= 1
    return true
  }
}
