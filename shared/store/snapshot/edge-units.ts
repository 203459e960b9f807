import { readWindow, type ByteSource } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { BATCH_UNIT_BYTES } from '../formats/batch-consume-queue-unit'
import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { toHex } from '../formats/hex'
import { decodeProperties } from '../formats/message-properties'
import { BLANK_BYTES, decodeRecordHeader, decodeRecordTail, RECORD_HEADER_BYTES, SMALLEST_RECORD_BYTES, type MessageHeader } from '../formats/message-record'
import { step, type Watch } from '../progress'
import type { ColumnEntry } from '../readers/unit-column'
import { danglingClass } from './classes'
import { withSource } from './commit-log'
import type { QueueFiles, ReadFile } from './queue-files'
import type { CommitLogPicture, IrregularUnit, SegmentPicture } from './snapshot'

/** A queue file's first or last unit. */
interface EdgeUnit {
  readonly queue: QueueFiles
  readonly file: ReadFile
  readonly slot: number
  readonly entry: ColumnEntry
}

type Trouble = { readonly code: 'queue-unit-crosses-segment' | 'queue-unit-misaligned' | 'queue-unit-mismatched'; readonly note: string }

/** Of more files than this only the first and the last of each queue are held against the log: two random reads for each unit. */
const MOST_FILES = 2000

/**
 * Store-format C.0 for the units that a quick look meets: whether the first and the last unit of a file land on their own
 * message. Units that dangle have their classes instead.
 */
export function checkEdgeUnits(files: StoreFiles, log: Pick<CommitLogPicture, 'minOffset' | 'maxOffset' | 'segments' | 'holes'>, queues: readonly QueueFiles[], watch: Watch): ReadonlyMap<QueueFiles, readonly IrregularUnit[]> {
  const extent = { kept: { start: log.minOffset, end: log.maxOffset }, holes: log.holes }
  const edges = edgesOf(queues)
    .filter(({ entry }) => danglingClass(entry.physical, extent) === undefined)
    .sort((a, b) => a.entry.physical.start - b.entry.physical.start)
  const found = new Map<QueueFiles, IrregularUnit[]>()
  let next = 0
  for (const segment of log.segments) {
    const first = next
    while (next < edges.length && edges[next]!.entry.physical.start < segment.endOffset) next += 1
    if (next === first || (segment.state !== 'full' && segment.state !== 'active')) continue
    step(watch, 'comparing-edges', first, edges.length)
    for (const [edge, trouble] of troublesIn(files, segment, edges.slice(first, next)))
      found.set(edge.queue, [...(found.get(edge.queue) ?? []), irregular(files, edge, trouble)])
  }
  return found
}

function edgesOf(queues: readonly QueueFiles[]): EdgeUnit[] {
  const isSmall = queues.reduce((sum, { read }) => sum + read.length, 0) <= MOST_FILES
  return queues.flatMap(queue => {
    const written = queue.read.filter(({ column }) => column !== undefined)
    return written.flatMap((file, index) => {
      const { column, columnAt } = file
      if (column === undefined) return []
      const first = { queue, file, slot: columnAt, entry: column.first }
      const last = { queue, file, slot: columnAt + column.count - 1, entry: column.last }
      const wanted = isSmall ? [first, last] : [...(index === 0 ? [first] : []), ...(index === written.length - 1 ? [last] : [])]
      return column.count === 1 ? wanted.slice(0, 1) : wanted
    })
  })
}

function troublesIn(files: StoreFiles, segment: SegmentPicture, edges: readonly EdgeUnit[]): [EdgeUnit, Trouble][] {
  try {
    return withSource(files, segment.absolutePath, source =>
      edges.flatMap(edge => {
        const trouble = troubleOf(source, segment, edge)
        return trouble === undefined ? [] : [[edge, trouble] as [EdgeUnit, Trouble]]
      }),
    )
  } catch (error) {
    // A segment that is not read to its end is told as such; nothing is known of these units.
    if (error instanceof Failure) return []
    throw error
  }
}

function troubleOf(source: ByteSource, { baseOffset, endOffset }: SegmentPicture, { queue, entry }: EdgeUnit): Trouble | undefined {
  const { start, end } = entry.physical
  if (end + BLANK_BYTES > endOffset) return { code: 'queue-unit-crosses-segment', note: 'crosses' }
  if (end - start < SMALLEST_RECORD_BYTES) return { code: 'queue-unit-misaligned', note: 'too-small' }
  const header = decodeRecordHeader(readWindow(source, start - baseOffset, RECORD_HEADER_BYTES).view, 0)
  if (header.kind !== 'message') return { code: 'queue-unit-misaligned', note: header.kind }
  if (header.sizeBytes !== end - start || header.physicalOffset !== start) return { code: 'queue-unit-mismatched', note: 'size' }
  return isMeant(source, start - baseOffset, header, queue, entry) ? undefined : { code: 'queue-unit-mismatched', note: 'queue' }
}

/** Behind a body: topic and properties, each with a length of two bytes. */
const MOST_TAIL_BYTES = 2 * (2 + 0x7fff)

/** Whether the record is of this queue and offset, or was put into it besides its own. */
function isMeant(source: ByteSource, position: number, header: MessageHeader, { input }: QueueFiles, { queue }: ColumnEntry): boolean {
  const topicAt = header.bodyAt + header.bodyBytes
  if (header.sizeBytes - topicAt > MOST_TAIL_BYTES) return false
  const { bytes, view } = readWindow(source, position + topicAt, header.sizeBytes - topicAt)
  const tail = decodeRecordTail(bytes, view, -topicAt, header)
  if (tail === undefined) return false
  if (tail.topic === input.topic && header.queueId === input.queueId && header.queueOffset === queue.start) return true
  const properties = decodeProperties(bytes, tail.propertiesAt - topicAt, tail.propertiesBytes)
  const names = properties.get('INNER_MULTI_DISPATCH')?.split(',') ?? []
  const offsets = properties.get('INNER_MULTI_QUEUE_OFFSET')?.split(',') ?? []
  return names.some((name, index) => name === input.topic && (name.startsWith('%LMQ%') ? input.queueId === 0 && Number(offsets[index]) === queue.start : header.queueId === input.queueId))
}

function irregular(files: StoreFiles, { queue, file, slot, entry }: EdgeUnit, { code, note }: Trouble): IrregularUnit {
  const unitBytes = queue.input.kind === 'simple' ? UNIT_BYTES : BATCH_UNIT_BYTES
  const at = slot * unitBytes
  const { path, absolutePath } = file.picture
  const hex = withSource(files, absolutePath, source => toHex(readWindow(source, at, unitBytes).bytes))
  return { code, queueOffset: entry.queue.start, path, at, count: 1, hex, note }
}
