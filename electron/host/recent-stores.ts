import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failureOf, isSystemError } from './failure'
import { userDirectory } from './user-directory'

/** How a store was opened, to open it so again. */
export interface RecentOptions {
  readonly tieredPath?: string | undefined
  readonly configurationPath?: string | undefined
  readonly commitLogPaths?: readonly string[] | undefined
  readonly brokerVersion?: string | undefined
}

interface RememberedStore {
  readonly root: string
  readonly brokerName: string
  /** Milliseconds since the epoch. */
  readonly openedAt: number
  readonly options?: RecentOptions
}

export interface RecentStore extends RememberedStore {
  /** Stands for the root, so that a screen never has to name a path. */
  readonly recentId: string
  /** Its folder is there now. */
  readonly available: boolean
}

export interface RecentStores {
  /** Newest first. */
  list(): RecentStore[]
  find(recentId: string): RecentStore | undefined
  /** Puts a store first. Never fails: a home that cannot be written is no reason not to open a store. */
  remember(store: RememberedStore): void
  /** @throws Failure when the list cannot be written */
  forget(recentId: string): void
}

const KEPT = 20

/**
 * The stores opened lately, in one JSON file of the user's. Read anew each time, as another window may have written it;
 * whatever in it is not understood is left out.
 */
export function createRecentStores(directory: string = userDirectory()): RecentStores {
  const path = join(directory, 'recent-stores.json')

  function write(stores: readonly RememberedStore[]): void {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      const fresh = `${path}.${process.pid}`
      writeFileSync(fresh, `${JSON.stringify({ stores }, null, 2)}\n`, { mode: 0o600 })
      renameSync(fresh, path)
    } catch (error) {
      throw failureOf(error, `write the list of recent stores ${path}`, path)
    }
  }

  const list = (): RecentStore[] => read(path).map(store => ({ ...store, recentId: idOf(store.root), available: existsSync(store.root) }))

  return {
    list,
    find: recentId => list().find(store => store.recentId === recentId),
    remember(store) {
      try {
        write([store, ...read(path).filter(other => other.root !== store.root)].slice(0, KEPT))
      } catch (error) {
        if (!(error instanceof Error) || !isSystemError(error.cause)) throw error
      }
    },
    forget: recentId => write(read(path).filter(store => idOf(store.root) !== recentId)),
  }
}

const idOf = (root: string): string => createHash('sha256').update(root).digest('hex').slice(0, 16)

function read(path: string): RememberedStore[] {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return []
  }
  const stores: unknown[] = isRecord(content) && Array.isArray(content['stores']) ? content['stores'] : []
  return stores.flatMap(store => {
    if (!isRecord(store)) return []
    const { root, brokerName, openedAt, options } = store
    if (typeof root !== 'string' || root === '' || typeof brokerName !== 'string' || !Number.isSafeInteger(openedAt)) return []
    return [{ root, brokerName, openedAt: Number(openedAt), ...(isRecord(options) ? { options: knownOptions(options) } : {}) }]
  })
}

function knownOptions({ tieredPath, configurationPath, commitLogPaths, brokerVersion }: Record<string, unknown>): RecentOptions {
  return {
    ...(typeof tieredPath === 'string' ? { tieredPath } : {}),
    ...(typeof configurationPath === 'string' ? { configurationPath } : {}),
    ...(Array.isArray(commitLogPaths) ? { commitLogPaths: commitLogPaths.filter(path => typeof path === 'string') } : {}),
    ...(typeof brokerVersion === 'string' ? { brokerVersion } : {}),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
