/** Time as an argument, so that a test decides when it passes. */
export interface Timers {
  /** Runs `act` once after `ms`. @returns a function that calls it off */
  after(ms: number, act: () => void): () => void
}

/** Real time. Does not keep the process alive. */
export const systemTimers: Timers = {
  after(ms, act) {
    const timer = setTimeout(act, ms).unref()
    return () => clearTimeout(timer)
  },
}

/** Long work gets a long pause: it takes at most this share of the time, so that an open store in which nothing happens costs next to nothing. */
export const MOST_BUSY = 1 / 300

/**
 * Runs `act` again and again, with at least `ms` between two runs.
 * @param mostBusy the share of the time that it may take, asked after every run
 * @returns a function that ends it
 */
export function repeatedly(timers: Timers, ms: number, act: () => Promise<void>, mostBusy = () => MOST_BUSY): () => void {
  let isOver = false
  let callOff = timers.after(ms, run)
  function run(): void {
    const start = performance.now()
    void act().finally(() => {
      if (!isOver) callOff = timers.after(Math.max(ms, (performance.now() - start) / mostBusy()), run)
    })
  }
  return () => {
    isOver = true
    callOff()
  }
}
