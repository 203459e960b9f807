import { join, nameOf, parentOf, type StoreFiles } from '../bytes/store-files'
import { Refusal } from '../errors'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { leastOf, mostOf } from '../range'
import { childDirectories, listOrNothing, resolveFrom } from './folders'

/** What lies in a broker's root and is no second commitlog. */
export const PARTS_OF_A_ROOT = ['commitlog', 'consumequeue', 'batchconsumequeue', 'index', 'config', 'timerlog', 'compaction'] as const

/**
 * The directories of a commitlog: those given, else those that broker.conf names, else what lies beside the usual one.
 * @throws Refusal `no-commitlog`
 */
export function findCommitLogs(
  files: StoreFiles,
  given: readonly string[] | undefined,
  localRoot: string,
  configurationPath: string | null,
  configuration: ReadonlyMap<string, string>,
  say: (code: string, path: string) => void,
): string[] {
  if (given !== undefined && given.length > 0) {
    const directories = given.map(path => files.realPath(path))
    for (const [index, path] of directories.entries()) {
      if (files.stat(path)?.kind !== 'directory') throw new Refusal('no-commitlog', `${given[index]}: there is no such folder`, { path })
      say('commitlog-option', path)
    }
    return [...new Set(directories)]
  }
  const own = files.realPath(join(localRoot, 'commitlog'))
  const found = files.stat(own)?.kind === 'directory' ? [own] : []
  const configured = configurationPath === null ? [] : configuredCommitLogs(configuration).map(path => files.realPath(resolveFrom(parentOf(configurationPath), path)))
  const present = configured.filter(directory => files.stat(directory)?.kind === 'directory')
  for (const directory of present) {
    if (found.includes(directory)) continue
    found.push(directory)
    say('commitlog-configured', directory)
  }
  // A configuration whose folders are all here has named them all.
  if (configured.length === 0 || present.length < configured.length)
    for (const directory of siblingCommitLogs(files, localRoot, found)) {
      found.push(directory)
      say('commitlog-beside', directory)
    }
  return found
}

const configuredCommitLogs = (configuration: ReadonlyMap<string, string>): string[] =>
  [configuration.get('storePathCommitLog'), configuration.get('readOnlyCommitLogStorePaths')]
    .flatMap(value => (value ?? '').split(','))
    .map(path => path.trim())
    .filter(path => path !== '')

/**
 * Folders in the root and beside it that hold nothing but segments of the same size, some of which are missing between those
 * known: a broker spreads its segments over its paths in turn. Older segments that somebody moved away fill no gap.
 */
function siblingCommitLogs(files: StoreFiles, localRoot: string, known: readonly string[]): string[] {
  const bases = new Map<number, number>()
  for (const directory of known) for (const [base, size] of segmentsIn(files, directory)) bases.set(base, size)
  const [first, last] = [leastOf([...bases.keys()]), mostOf([...bases.keys()])]
  const parts: readonly string[] = PARTS_OF_A_ROOT
  const isCandidate = (path: string): boolean => !parts.includes(nameOf(path)) && !nameOf(path).startsWith('.') && path !== localRoot && !known.includes(path)
  const near = [...childDirectories(files, localRoot), ...childDirectories(files, parentOf(localRoot))]
  return near.filter(isCandidate).filter(directory => {
    const segments = segmentsIn(files, directory)
    const sizes = new Set([...segments.values(), ...bases.values()])
    const isApart = [...segments.keys()].every(base => !bases.has(base))
    return segments.size > 0 && sizes.size === 1 && isApart && (bases.size === 0 || [...segments.keys()].some(base => first < base && base < last))
  })
}

function segmentsIn(files: StoreFiles, directory: string): Map<number, number> {
  const segments = new Map<number, number>()
  for (const { name, kind } of listOrNothing(files, directory)) {
    const base = kind === 'file' ? parseSegmentFileName(name) : undefined
    const facts = base === undefined ? undefined : files.stat(join(directory, name))
    if (base === undefined || facts === undefined) return new Map()
    segments.set(base, facts.sizeBytes)
  }
  return segments
}
