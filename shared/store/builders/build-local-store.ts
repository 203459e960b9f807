import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { BLANK_BYTES } from '../formats/message-record'
import { segmentFileName } from '../formats/segment-file-name'
import { builtFile, builtText, type BuiltFile } from './built-file'
import { encodeCheckpoint } from './encode-checkpoint'
import { encodeIndexFile, type IndexedKey, type IndexFileShape } from './encode-index-file'
import { encodeBlank, encodeRecord } from './encode-record'
import { encodeUnit } from './encode-unit'
import { writeInt64 } from './int64'
import type { PlannedMessage } from './message-stream'
import type { FullSpec } from './store-spec'
import { tagsCodeOf } from '../formats/tags-code'

/** A message in its place: its record's bytes are part of a segment. */
export interface StoredMessage {
  readonly message: PlannedMessage
  readonly record: Uint8Array
  readonly physicalOffset: number
  readonly tagsCode: bigint
}

/** Stores the messages as a broker does: commitlog, consume queues, index, checkpoint, and the files of a clean stop. */
export function buildLocalStore(spec: FullSpec, messages: readonly PlannedMessage[]): { readonly files: BuiltFile[]; readonly stored: StoredMessage[] } {
  const log = new LogBuilder(spec.segmentBytes)
  const stored = messages.map(message => log.append(message))
  const index = indexFiles(spec.index, stored)
  const last = messages.at(-1)?.storeTimestamp ?? spec.startTime
  const files = [
    ...log.files(),
    ...[...byQueue(stored)].flatMap(([queue, units]) => queueFiles(`store/consumequeue/${queue}`, spec.queueFileBytes, units)),
    ...index,
    builtFile(
      'store/checkpoint',
      encodeCheckpoint({
        physicMsgTimestamp: last,
        logicsMsgTimestamp: last,
        indexMsgTimestamp: index.at(-1)?.modifiedTime ?? 0,
        masterFlushedOffset: 0,
        confirmPhyOffset: 0,
      }),
      last,
    ),
    builtText('store/lock', 'lock', spec.startTime),
    builtText('store/abort.bak', '', spec.startTime),
  ]
  return { files, stored }
}

interface OpenSegment {
  readonly bytes: Uint8Array
  modifiedTime: number
}

/** Appends records, closing a segment with a blank when the next record and a blank no longer fit. */
class LogBuilder {
  private readonly segments: OpenSegment[] = []
  private at = 0

  constructor(private readonly segmentBytes: number) {}

  append(message: PlannedMessage): StoredMessage {
    const record = encodeRecord({ ...message, physicalOffset: 0 })
    if (record.length + BLANK_BYTES > this.segmentBytes) throw new RangeError(`a record of ${record.length} bytes does not fit a segment of ${this.segmentBytes}`)
    const segment = this.segmentFor(record.length)
    const physicalOffset = this.segmentBytes * (this.segments.length - 1) + this.at
    writeInt64(new DataView(record.buffer), 28, physicalOffset)
    segment.bytes.set(record, this.at)
    segment.modifiedTime = message.storeTimestamp
    this.at += record.length
    const tagsCode = tagsCodeOf({ topic: message.topic, storeTimestamp: message.storeTimestamp, properties: new Map(message.properties) })
    return { message, record, physicalOffset, tagsCode }
  }

  private segmentFor(recordBytes: number): OpenSegment {
    const open = this.segments.at(-1)
    const left = this.segmentBytes - this.at
    if (open !== undefined && recordBytes + BLANK_BYTES <= left) return open
    open?.bytes.set(encodeBlank(left), this.at)
    const next = { bytes: new Uint8Array(this.segmentBytes), modifiedTime: 0 }
    this.segments.push(next)
    this.at = 0
    return next
  }

  files(): BuiltFile[] {
    return this.segments.map(({ bytes, modifiedTime }, number) => {
      const written = number === this.segments.length - 1 ? bytes.subarray(0, this.at) : bytes
      return builtFile(`store/commitlog/${segmentFileName(number * this.segmentBytes)}`, written, modifiedTime, this.segmentBytes)
    })
  }
}

/** `topic/queueId` → its messages in queue order. */
export function byQueue(stored: readonly StoredMessage[]): Map<string, StoredMessage[]> {
  const queues = new Map<string, StoredMessage[]>()
  for (const each of stored) {
    const queue = `${each.message.topic}/${each.message.queueId}`
    const messages = queues.get(queue)
    if (messages === undefined) queues.set(queue, [each])
    else messages.push(each)
  }
  return queues
}

function queueFiles(directory: string, fileBytes: number, messages: readonly StoredMessage[]): BuiltFile[] {
  const unitsPerFile = fileBytes / UNIT_BYTES
  return Array.from({ length: Math.ceil(messages.length / unitsPerFile) }, (_, number) => {
    const own = messages.slice(number * unitsPerFile, (number + 1) * unitsPerFile)
    const bytes = new Uint8Array(own.length * UNIT_BYTES)
    for (const [index, { physicalOffset, record, tagsCode }] of own.entries()) bytes.set(encodeUnit(physicalOffset, record.length, tagsCode), index * UNIT_BYTES)
    return builtFile(`${directory}/${segmentFileName(number * fileBytes)}`, bytes, own.at(-1)?.message.storeTimestamp ?? 0, fileBytes)
  })
}

function indexFiles(shape: IndexFileShape, stored: readonly StoredMessage[]): BuiltFile[] {
  const keys = stored.flatMap(({ message, physicalOffset }): IndexedKey[] =>
    message.properties.flatMap(([name, value]) =>
      name === 'UNIQ_KEY' || name === 'KEYS' ? [{ topic: message.topic, key: value, physicalOffset, storeTimestamp: message.storeTimestamp }] : [],
    ),
  )
  const files: BuiltFile[] = []
  for (let at = 0; at < keys.length; at += shape.entries - 1) {
    const [first, ...more] = keys.slice(at, at + shape.entries - 1)
    if (first === undefined) break
    const bytes = encodeIndexFile(shape, [first, ...more], files.at(-1)?.modifiedTime)
    files.push(builtFile(`store/index/${timeName(first.storeTimestamp, files.length)}`, bytes, more.at(-1)?.storeTimestamp ?? first.storeTimestamp))
  }
  return files
}

/** `yyyyMMddHHmmssSSS`. Files made within one millisecond would share a name, so the file's number is added to the milliseconds. */
const timeName = (time: number, number: number): string => new Date(time + number).toISOString().replace(/\D/g, '')
