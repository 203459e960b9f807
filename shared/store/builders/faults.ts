import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { parseSegmentFileName, segmentFileName } from '../formats/segment-file-name'
import { parseTieredFileName, tieredFileName, type TieredFileType } from '../formats/tiered-file-name'
import { metadataTables, removeMetadataRows } from '../formats/tiered-metadata'
import { builtFile, builtText, type BuiltFile } from './built-file'
import { encodePreBlankUnit, encodeUnit } from './encode-unit'

/**
 * Something that happened to a built store: a whole new list of files. A fault that has nothing to act on throws, so that
 * no test rests on damage that was never done.
 */
export type Fault = (files: readonly BuiltFile[]) => BuiltFile[]

// ───────────────────────────── any file ─────────────────────────────

export const removeFile = (path: string): Fault => files => without(files, [existing(files, path)])

export const addFile = (path: string, content: string | Uint8Array, modifiedTime = 0): Fault => files => [
  ...files,
  typeof content === 'string' ? builtText(path, content, modifiedTime) : builtFile(path, content, modifiedTime),
]

/** Cuts or lengthens a file, as a broken copy or a bad edit does. */
export const resizeFile = (path: string, sizeBytes: number): Fault => files =>
  changed(files, path, file => ({ ...file, bytes: file.bytes.subarray(0, sizeBytes), sizeBytes }))

/** Writes over bytes that are there; the file keeps its size. */
export const overwrite = (path: string, at: number, bytes: Uint8Array): Fault => files =>
  changed(files, path, file => {
    if (at < 0 || at + bytes.length > file.sizeBytes) throw new RangeError(`${path} has no bytes ${at} to ${at + bytes.length}`)
    const longer = new Uint8Array(Math.max(file.bytes.length, at + bytes.length))
    longer.set(file.bytes)
    longer.set(bytes, at)
    return { ...file, bytes: longer }
  })

/** Turns over the lowest bit of one byte. */
export const flipBit = (path: string, at: number): Fault => files => overwrite(path, at, Uint8Array.of((existing(files, path).bytes[at] ?? 0) ^ 1))(files)

/** The last stop was not a clean one; 5.x notes its process id. */
export const killBroker = (pid: number): Fault => addFile('store/abort', String(pid))

// ───────────────────────────── the commitlog ─────────────────────────────

/** The oldest segments are removed by hand, and nothing else: every queue keeps its files. */
export const removeHeadSegments = (count: number): Fault => files => without(files, take(segmentsOf(files), 0, count))

/** What a broker's own retention leaves: the oldest segments gone, and the queue and index files wholly below what is left. */
export const expireHeadSegments = (count: number): Fault => files => {
  const minimum = baseOf(take(segmentsOf(files), count, 1)[0])
  const deadUnits = [...queueDirectoriesOf(files).values()].flatMap(queue => {
    const alive = queue.findIndex((file, index) => index === queue.length - 1 || lastUnitOffset(file) >= minimum)
    return queue.slice(0, alive)
  })
  const index = filesIn(files, 'store/index')
  const deadIndex = index.slice(0, -1).filter(file => Number(new DataView(file.bytes.buffer, file.bytes.byteOffset).getBigInt64(24)) < minimum)
  return without(files, [...take(segmentsOf(files), 0, count), ...deadUnits, ...deadIndex])
}

/** One segment is lost; 0 is the oldest. */
export const removeSegment = (number: number): Fault => files => without(files, take(segmentsOf(files), number, 1))

/** The next segment, made ahead of time: full size, all zeros. It survives only an unclean stop. */
export const preallocateSegment = (): Fault => files => {
  const last = segmentsOf(files).at(-1)
  if (last === undefined) throw new RangeError('there is no segment to go behind')
  return [...files, builtFile(`store/commitlog/${segmentFileName(baseOf(last) + last.sizeBytes)}`, new Uint8Array(0), last.modifiedTime, last.sizeBytes)]
}

/** One bit of the record at a physical offset turns over; `at` counts from the record's first byte. */
export const flipRecordBit = (physicalOffset: number, at: number): Fault => files => {
  const segment = segmentsOf(files).findLast(file => baseOf(file) <= physicalOffset)
  if (segment === undefined) throw new RangeError(`no segment holds ${physicalOffset}`)
  return flipBit(segment.path, physicalOffset - baseOf(segment) + at)(files)
}

// ───────────────────────────── consume queues ─────────────────────────────

export interface QueueName {
  readonly topic: string
  readonly queueId: number
}

/** One file of a queue is lost; 0 is the oldest. */
export const removeQueueFile = (queue: QueueName, number: number): Fault => files => without(files, take(queueFilesOf(files, queue), number, 1))

/** A unit says something else. */
export const rewriteUnit = (queue: QueueName, queueOffset: number, unit: Uint8Array): Fault => files => {
  const { path, at } = unitPlace(files, queue, queueOffset)
  return overwrite(path, at, unit)(files)
}

/** Two units of a queue change places. */
export const swapUnits = (queue: QueueName, one: number, other: number): Fault => files => {
  const units = [one, other].map(queueOffset => unitOf(files, queue, queueOffset).slice())
  return [other, one].reduce<BuiltFile[]>((store, queueOffset, index) => rewriteUnit(queue, queueOffset, units[index] ?? new Uint8Array(0))(store), [...files])
}

/** The bytes of a unit. */
export const unitOf = (files: readonly BuiltFile[], queue: QueueName, queueOffset: number): Uint8Array => {
  const { path, at } = unitPlace(files, queue, queueOffset)
  return existing(files, path).bytes.subarray(at, at + UNIT_BYTES)
}

function unitPlace(files: readonly BuiltFile[], queue: QueueName, queueOffset: number): { readonly path: string; readonly at: number } {
  const byte = queueOffset * UNIT_BYTES
  const file = queueFilesOf(files, queue).findLast(candidate => baseOf(candidate) <= byte)
  if (file === undefined || byte >= baseOf(file) + file.bytes.length) throw new RangeError(`${directoryOf(queue)} has no unit ${queueOffset}`)
  return { path: file.path, at: byte - baseOf(file) }
}

/** The units of a queue's last messages reached the disk and the records did not: they point past the end of the log. */
export const appendAheadUnits = (queue: QueueName, count: number): Fault => files => {
  const last = lastWritten(files, queue)
  if (last.bytes.length + UNIT_BYTES * count > last.sizeBytes) throw new RangeError(`${last.path} has no room for ${count} units`)
  const end = Math.max(...segmentsOf(files).map(file => baseOf(file) + file.sizeBytes))
  return Array.from({ length: count }, (_, index) => encodeUnit(end + 200 * index, 200, 0n)).reduce<BuiltFile[]>(
    (store, unit, index) => overwrite(last.path, last.bytes.length + UNIT_BYTES * index, unit)(store),
    [...files],
  )
}

/** The last units are overwritten with fillers: the broker then takes every message for indexed. */
export const blankQueueTail = (queue: QueueName, count = 1): Fault => files => {
  const last = lastWritten(files, queue)
  return fillers(last.path, last.bytes.length - UNIT_BYTES * count, count)(files)
}

/** The first units are overwritten with fillers, as in a queue that was built anew after its log had been cut. */
export const blankQueueHead = (queue: QueueName, count: number): Fault => files => fillers(take(queueFilesOf(files, queue), 0, 1)[0]?.path ?? '', 0, count)(files)

const fillers = (path: string, at: number, count: number): Fault => files =>
  Array.from({ length: count }, (_, index) => at + UNIT_BYTES * index).reduce<BuiltFile[]>((store, place) => overwrite(path, place, encodePreBlankUnit())(store), [...files])

/** A file behind the last one, full size and all zeros. */
export const addZeroQueueFile = (queue: QueueName): Fault => files => {
  const last = lastWritten(files, queue)
  const path = `${directoryOf(queue)}/${segmentFileName(baseOf(last) + last.sizeBytes)}`
  return [...files, builtFile(path, new Uint8Array(0), last.modifiedTime, last.sizeBytes)]
}

// ───────────────────────────── the tiered store ─────────────────────────────

export type TieredType = Exclude<TieredFileType, 'INDEX'>

/** Files are lost and their rows stay: ghosts. */
export const loseTieredFiles = (queue: QueueName, type: TieredType, first: number, count: number): Fault => files =>
  without(files, take(tieredFilesOf(files, queue, type), first, count))

/** Files and their rows go, in the metadata and its backup: from the head it is expiry, in the middle a hole. */
export const removeTieredFiles = (queue: QueueName, type: TieredType, first: number, count: number): Fault => files => {
  const doomed = take(tieredFilesOf(files, queue, type), first, count)
  const rows = doomed.map(file => ({
    table: metadataTables[type === 'COMMIT_LOG' ? 0 : 1],
    filePath: file.path.split('/').slice(2, 5).join('/'),
    baseOffset: tieredBaseOf(file),
  }))
  return ['', '.bak'].reduce<BuiltFile[]>(
    (store, suffix) =>
      changed(store, `store/config/tieredStoreMetadata.json${suffix}`, file => {
        const removed = removeMetadataRows(new TextDecoder().decode(file.bytes), rows)
        if (!removed.ok) throw new Error(removed.reason)
        return builtText(file.path, removed.text, file.modifiedTime)
      }),
    without(files, doomed),
  )
}

/** A file that no row knows. */
export const addTieredStray = (queue: QueueName, type: TieredType, baseOffset: number, content: Uint8Array): Fault => files => {
  const [beside] = take(tieredFilesOf(files, queue, type), 0, 1)
  if (beside === undefined) return [...files]
  const directory = beside.path.slice(0, beside.path.lastIndexOf('/'))
  return [...files, builtFile(`${directory}/${tieredFileName(baseOffset)}`, content, beside.modifiedTime)]
}

// ───────────────────────────── finding files ─────────────────────────────

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const baseOf = (file: BuiltFile | undefined): number => parseSegmentFileName(nameOf(file?.path ?? '')) ?? 0
const tieredBaseOf = (file: BuiltFile): number => parseTieredFileName(nameOf(file.path))?.baseOffset ?? 0
const directoryOf = ({ topic, queueId }: QueueName): string => `store/consumequeue/${topic}/${queueId}`

/** The files right in a directory, in name order. */
const filesIn = (files: readonly BuiltFile[], directory: string): BuiltFile[] =>
  files.filter(file => file.path === `${directory}/${nameOf(file.path)}`).sort((a, b) => (a.path < b.path ? -1 : 1))

export const segmentsOf = (files: readonly BuiltFile[]): BuiltFile[] => filesIn(files, 'store/commitlog')

export const queueFilesOf = (files: readonly BuiltFile[], queue: QueueName): BuiltFile[] => filesIn(files, directoryOf(queue))

/** In the order of their base offsets. */
export const tieredFilesOf = (files: readonly BuiltFile[], { topic, queueId }: QueueName, type: TieredType): BuiltFile[] =>
  files.filter(file => file.path.startsWith('tiered/') && file.path.includes(`/${topic}/${queueId}/${type}/`)).sort((a, b) => tieredBaseOf(a) - tieredBaseOf(b))

function queueDirectoriesOf(files: readonly BuiltFile[]): Map<string, BuiltFile[]> {
  const queued = files.filter(file => file.path.startsWith('store/consumequeue/')).sort((a, b) => (a.path < b.path ? -1 : 1))
  return Map.groupBy(queued, file => file.path.slice(0, file.path.lastIndexOf('/')))
}

function lastWritten(files: readonly BuiltFile[], queue: QueueName): BuiltFile {
  const last = queueFilesOf(files, queue).findLast(file => file.bytes.length > 0)
  if (last === undefined) throw new RangeError(`${directoryOf(queue)} has no written file`)
  return last
}

const lastUnitOffset = (file: BuiltFile): number => Number(new DataView(file.bytes.buffer, file.bytes.byteOffset).getBigInt64(file.bytes.length - UNIT_BYTES))

function existing(files: readonly BuiltFile[], path: string): BuiltFile {
  const found = files.find(file => file.path === path)
  if (found === undefined) throw new RangeError(`the store has no ${path}`)
  return found
}

function take(files: readonly BuiltFile[], first: number, count: number): BuiltFile[] {
  const taken = files.slice(first, first + count)
  if (taken.length < count) throw new RangeError(`there are ${files.length} files, not ${first + count}`)
  return taken
}

function without(files: readonly BuiltFile[], gone: readonly BuiltFile[]): BuiltFile[] {
  const doomed = new Set(gone)
  return files.filter(file => !doomed.has(file))
}

function changed(files: readonly BuiltFile[], path: string, change: (file: BuiltFile) => BuiltFile): BuiltFile[] {
  const old = existing(files, path)
  return files.map(file => (file === old ? change(file) : file))
}
