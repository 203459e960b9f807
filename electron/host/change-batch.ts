import type { Timers } from './timers'

/** Something that changed in an open store; the path is absolute. */
export interface StoreChange {
  readonly what: 'file-added' | 'file-removed' | 'file-grown' | 'configuration' | 'in-use'
  readonly path: string
}

/** A running broker changes many files together: they are told together, soon after the first. */
const GATHER_MS = 500
/** A cleanup moves hundreds of thousands of files; who is told looks at the store again anyway. */
const MOST_TOLD = 1000

export interface ChangeBatch {
  add(change: StoreChange): void
  close(): void
}

/** Gathers changes, each once, and tells them in the order in which they were first seen. */
export function createChangeBatch(timers: Timers, tell: (changes: readonly StoreChange[]) => void): ChangeBatch {
  const gathered = new Map<string, StoreChange>()
  let callOff: (() => void) | undefined

  function flush(): void {
    callOff = undefined
    const changes = [...gathered.values()].slice(0, MOST_TOLD)
    gathered.clear()
    tell(changes)
  }

  return {
    add(change) {
      gathered.set(`${change.what} ${change.path}`, change)
      callOff ??= timers.after(GATHER_MS, flush)
    },
    close: () => callOff?.(),
  }
}
