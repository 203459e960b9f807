import { join } from '../bytes/store-files'
import { BATCH_UNIT_BYTES } from '../formats/batch-consume-queue-unit'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { isFile, type Census, type CensusEntry } from './census'
import { configuredSize, observedSize } from './observed-size'
import type { QueueInput } from './queue-files'
import type { StoreLocation } from './recognise'
import type { LocalSnapshot, StrayEntry } from './snapshot'

interface QueueDirectory {
  readonly topic: string
  readonly queueId: number
  readonly entries: readonly CensusEntry[]
}

/** Queues of one unit format: where they are, and how large their files are. */
export interface QueueKind {
  readonly kind: QueueInput['kind']
  readonly directory: string
  readonly directories: readonly QueueDirectory[]
  readonly fileSizeBytes: number | null
  readonly configuredFileSizeBytes: number | null
}

interface QueueKindsInput {
  readonly census: Census
  readonly location: StoreLocation & { readonly localRoot: string }
  readonly shown: (absolutePath: string) => string
}

/** The two kinds of queues a broker keeps in files, each with the one size its files have. */
export function queueKinds(input: QueueKindsInput, unknown: StrayEntry[]): QueueKind[] {
  const { location } = input
  const kindOf = (kind: QueueInput['kind'], directory: string, configuredFileSizeBytes: number | null, unitBytes: number): QueueKind => {
    const directories = queueDirectories(input, directory, unknown)
    return { kind, directory, directories, configuredFileSizeBytes, fileSizeBytes: fileSizeOf(directories, configuredFileSizeBytes, unitBytes) }
  }
  return [
    kindOf('simple', location.consumeQueueDirectory ?? '', configuredSize(location.configuration, 'mappedFileSizeConsumeQueue', UNIT_BYTES), UNIT_BYTES),
    kindOf('batch', join(location.localRoot, 'batchconsumequeue'), configuredSize(location.configuration, 'mapperFileSizeBatchConsumeQueue', 1), BATCH_UNIT_BYTES),
  ]
}

/** Kinds of queues whose files agree with each other and not with broker.conf. */
export const sizesNotAsConfigured = (kinds: readonly QueueKind[], shown: (path: string) => string): LocalSnapshot['queueSizesNotAsConfigured'] =>
  kinds.flatMap(({ kind, directory, directories, fileSizeBytes, configuredFileSizeBytes }) =>
    fileSizeBytes === null || configuredFileSizeBytes === null || fileSizeBytes === configuredFileSizeBytes
      ? []
      : [{ kind, path: shown(directory), sizeBytes: fileSizeBytes, configuredBytes: configuredFileSizeBytes, files: directories.reduce((sum, { entries }) => sum + entries.filter(isFile).length, 0) }],
  )

function queueDirectories({ census, shown }: QueueKindsInput, parent: string, unknown: StrayEntry[]): QueueDirectory[] {
  const found: QueueDirectory[] = []
  const stray = (entry: CensusEntry): void =>
    void unknown.push({ path: shown(entry.path), absolutePath: entry.path, kind: entry.kind, sizeBytes: entry.facts?.sizeBytes ?? 0, place: 'consumequeue', stopsBroker: false })
  for (const topic of census.list(parent)) {
    if (topic.kind !== 'directory') {
      stray(topic)
      continue
    }
    for (const queue of census.list(topic.path)) {
      if (census.isPartlyUnread(queue.path)) continue
      if (queue.kind === 'directory' && /^\d{1,10}$/.test(queue.name)) found.push({ topic: topic.name, queueId: Number(queue.name), entries: census.list(queue.path) })
      else stray(queue)
    }
  }
  return found
}

function fileSizeOf(directories: readonly QueueDirectory[], configured: number | null, unitBytes: number): number | null {
  const files = directories.flatMap(({ entries }) =>
    entries.flatMap(entry => {
      const base = isFile(entry) ? parseSegmentFileName(entry.name) : undefined
      return isFile(entry) && base !== undefined && entry.facts.sizeBytes >= unitBytes ? [{ base, sizeBytes: entry.facts.sizeBytes }] : []
    }),
  )
  return observedSize(files, configured) ?? configured
}

