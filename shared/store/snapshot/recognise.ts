import { join, nameOf, parentOf, type StoreFiles } from '../bytes/store-files'
import { readWindow } from '../bytes/byte-source'
import { Failure, Refusal } from '../errors'
import { parseBrokerConf } from '../formats/broker-conf'
import { clusterDirectoryName } from '../formats/tiered-file-name'
import { findCommitLogs, PARTS_OF_A_ROOT } from './find-commit-logs'
import { childDirectories, listOrNothing, resolveFrom } from './folders'

/** What the user may say because it cannot be seen from the folder. Absolute paths. */
export interface LocateOptions {
  readonly tieredPath?: string | undefined
  readonly configurationPath?: string | undefined
  readonly commitLogPaths?: readonly string[] | undefined
}

/** Where the parts of a store lie. Absolute real paths. */
export interface StoreLocation {
  /** storePathRootDir; null when only a tiered store was found. */
  readonly localRoot: string | null
  readonly commitLogDirectories: readonly string[]
  readonly consumeQueueDirectory: string | null
  readonly tieredRoot: string | null
  readonly configurationPath: string | null
  readonly configuration: ReadonlyMap<string, string>
  readonly foundBy: readonly { readonly code: string; readonly path: string }[]
}

const SMALLEST_LEVELS_UP = 6

/**
 * Finds the store that a folder belongs to: the root itself, one of its parts, a tiered root or a cluster folder in it, or
 * the folder that holds them side by side.
 * @throws Refusal `not-a-store` naming what was looked for; Failure when the folder may not be read
 */
export function recognise(files: StoreFiles, directory: string, options: LocateOptions = {}): StoreLocation {
  const start = files.realPath(directory)
  const kind = files.stat(start)?.kind
  if (kind === undefined) throw new Refusal('not-found', `${directory}: there is no such folder`, { path: directory })
  if (kind !== 'directory') throw new Refusal('not-a-directory', `${directory} is a ${kind === 'file' ? 'file' : kind}, not a folder; name the folder that holds the store`, { path: directory })
  // A folder that may not be read is a failure with its reason; below, what cannot be listed counts as empty.
  files.list(start)

  const foundBy: { code: string; path: string }[] = []
  const say = (code: string, path: string): void => void foundBy.push({ code, path })
  let localRoot: string | null = null
  let tieredRoot: string | null = null

  for (let at = start, level = 0; at !== '' && level < SMALLEST_LEVELS_UP; at = at === '/' ? '' : parentOf(at), level += 1) {
    if (isLocalRoot(files, at)) {
      localRoot = at
      say(level === 0 ? 'root' : 'root-above', at)
      break
    }
    if (clusterFolders(files, at).length > 0) {
      tieredRoot = at
      say(level === 0 ? 'tiered-root' : 'tiered-root-above', at)
      break
    }
  }
  if (localRoot === null && tieredRoot === null) {
    const children = childDirectories(files, start)
    const below = children.filter(child => isLocalRoot(files, child))
    const tieredBelow = children.filter(child => clusterFolders(files, child).length > 0)
    if (below.length === 1) {
      localRoot = below[0]!
      say('root-below', localRoot)
    } else if (below.length === 0 && tieredBelow.length === 1) {
      tieredRoot = tieredBelow[0]!
      say('tiered-root-below', tieredRoot)
    } else throw notAStore(directory, [...below, ...tieredBelow])
  }

  if (localRoot === null && tieredRoot !== null) {
    const beside = childDirectories(files, parentOf(tieredRoot)).filter(child => files.stat(join(child, 'config', 'tieredStoreMetadata.json')) !== undefined)
    if (beside[0] !== undefined) {
      localRoot = beside[0]
      say('root-beside-tiered', localRoot)
    }
  }

  const configurationPath = findConfiguration(files, options.configurationPath, localRoot ?? tieredRoot)
  if (configurationPath !== null) say('broker.conf', configurationPath)
  const configuration = configurationPath === null ? new Map<string, string>() : parseBrokerConf(readText(files, configurationPath))
  if (localRoot === null && configurationPath !== null) localRoot = configuredRoot(files, configurationPath, configuration, say)

  tieredRoot = findTiered(files, options.tieredPath, tieredRoot, localRoot, configurationPath, configuration, say)
  const commitLogDirectories = localRoot === null ? [] : findCommitLogs(files, options.commitLogPaths, localRoot, configurationPath, configuration, say)
  const consumeQueueDirectory = localRoot === null ? null : files.realPath(join(localRoot, 'consumequeue'))
  return { localRoot, commitLogDirectories, consumeQueueDirectory, tieredRoot, configurationPath, configuration, foundBy }
}

function notAStore(directory: string, several: readonly string[]): Refusal {
  if (several.length > 1)
    return new Refusal('several-stores', `${directory} holds ${several.length} stores (${several.map(nameOf).join(', ')}); open one of them`, { path: directory, facts: { names: several.map(nameOf).join(', ') } })
  return new Refusal(
    'not-a-store',
    `${directory} is not a RocketMQ store: no commitlog/, consumequeue/ or config/ of a broker in it or in the folders above it, and no tiered folder such as ${clusterDirectoryName('DefaultCluster')}. Open storePathRootDir or tieredStoreFilePath of broker.conf`,
    { path: directory },
  )
}

function isLocalRoot(files: StoreFiles, directory: string): boolean {
  const entries = listOrNothing(files, directory)
  const names = new Set(entries.filter(entry => entry.kind === 'directory' || entry.kind === 'link').map(entry => entry.name))
  if (names.has('commitlog') || names.has('consumequeue')) return true
  if ([...names].some(name => /^dledger-.+/.test(name))) return true
  const marks = entries.filter(entry => entry.kind === 'file' && (entry.name === 'checkpoint' || entry.name === 'lock' || entry.name === 'abort'))
  return marks.length > 0 && PARTS_OF_A_ROOT.some(part => names.has(part))
}

/** storePathRootDir, where a tiered root was opened that lies somewhere else. */
function configuredRoot(files: StoreFiles, configurationPath: string, configuration: ReadonlyMap<string, string>, say: (code: string, path: string) => void): string | null {
  const configured = configuration.get('storePathRootDir')?.trim() ?? ''
  const root = configured === '' ? null : files.realPath(resolveFrom(parentOf(configurationPath), configured))
  if (root === null || !isLocalRoot(files, root)) return null
  say('root-configured', root)
  return root
}

/** Folders `{h8}_{cluster}` whose hash is that of the name behind it. */
export function clusterFolders(files: StoreFiles, directory: string): string[] {
  return listOrNothing(files, directory)
    .filter(({ name, kind }) => kind === 'directory' && /^[0-9a-f]{8}_./.test(name) && clusterDirectoryName(name.slice(9)) === name)
    .map(({ name }) => join(directory, name))
}

function findConfiguration(files: StoreFiles, given: string | undefined, root: string | null): string | null {
  if (given !== undefined) {
    const path = files.realPath(given)
    if (files.stat(path)?.kind !== 'file') throw new Refusal('no-configuration', `${given}: there is no such configuration file`, { path: given })
    return path
  }
  if (root === null) return null
  const places = [root, join(root, 'conf'), join(root, 'config'), parentOf(root), join(parentOf(root), 'conf')]
  return places.map(place => join(place, 'broker.conf')).find(path => files.stat(path)?.kind === 'file') ?? null
}

function findTiered(
  files: StoreFiles,
  given: string | undefined,
  opened: string | null,
  localRoot: string | null,
  configurationPath: string | null,
  configuration: ReadonlyMap<string, string>,
  say: (code: string, path: string) => void,
): string | null {
  if (given !== undefined) {
    const path = files.realPath(given)
    if (files.stat(path)?.kind !== 'directory') throw new Refusal('no-tiered-root', `${given}: there is no such folder`, { path: given })
    say('tiered-option', path)
    if (clusterFolders(files, path).length > 0) return path
    if (clusterFolders(files, parentOf(path)).includes(path)) return parentOf(path)
    // A tiered store that lost everything is one still, as long as the broker knows of it.
    if (localRoot !== null && knowsOfTiered(files, localRoot)) return path
    throw new Refusal('no-tiered-root', `${given} is no tiered root: there is no folder such as ${clusterDirectoryName('DefaultCluster')} in it`, { path: given })
  }
  if (opened !== null || localRoot === null) return opened
  const configured = configuration.get('tieredStoreFilePath')
  if (configured !== undefined && configured !== '' && configurationPath !== null) {
    const path = files.realPath(resolveFrom(parentOf(configurationPath), configured))
    if (files.stat(path)?.kind === 'directory') {
      say('tiered-configured', path)
      return path
    }
  }
  if (!knowsOfTiered(files, localRoot)) return null
  const around = [localRoot, ...childDirectories(files, localRoot), parentOf(localRoot), ...childDirectories(files, parentOf(localRoot))]
  const found = around.find(place => clusterFolders(files, place).length > 0) ?? null
  if (found !== null) say('tiered-beside', found)
  return found
}

const knowsOfTiered = (files: StoreFiles, localRoot: string): boolean =>
  ['tieredStoreMetadata.json', 'tieredStoreMetadata.json.bak'].some(name => files.stat(join(localRoot, 'config', name)) !== undefined)

const utf8 = new TextDecoder()

/** Configurations of the largest brokers have some dozen megabytes; a file of holes can claim any size. */
export const MOST_TEXT_BYTES = 256 * 2 ** 20

/** The whole text of a small file. @throws Failure, `too-large` among them */
export function readText(files: StoreFiles, path: string): string {
  const source = files.open(path)
  try {
    if (source.sizeBytes > MOST_TEXT_BYTES) throw new Failure('too-large', `${path} has ${source.sizeBytes} bytes; a configuration has at most ${MOST_TEXT_BYTES}`, path)
    return utf8.decode(readWindow(source, 0, source.sizeBytes).bytes)
  } finally {
    source.close()
  }
}
