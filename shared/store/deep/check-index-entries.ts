import { readWindow, WINDOW_BYTES } from '../bytes/byte-source'
import type { Finding } from '../checks/finding'
import { newFinding } from '../checks/new-finding'
import { toHex } from '../formats/hex'
import { readInt64 } from '../formats/int64'
import { INDEX_HEADER_BYTES } from '../formats/index-header'
import { indexHash } from '../formats/index-hash'
import { decodeProperties, keysIn } from '../formats/message-properties'
import { decodeRecordTail } from '../formats/message-record'
import { range } from '../range'
import { indexSlots } from '../readers/index-file'
import { withSource } from '../snapshot/commit-log'
import type { IndexPicture, LocalSnapshot, SegmentPicture } from '../snapshot/snapshot'
import { FindingList, type DeepPorts } from './deep-part'
import { LogWindow } from './log-window'

const SLOT_BYTES = 4
const ENTRY_BYTES = 20
const STEP_EVERY = 1024

/**
 * Every entry of an index file against the record it points at: whether one of that record's keys has the entry's hash.
 * Entries below the log are normal. Entries are in the order of the log, so each record is read once.
 */
export function checkIndexEntries(ports: DeepPorts, { commitLog, index }: LocalSnapshot, file: IndexPicture): Finding[] {
  const found = new FindingList()
  const log = new RecordKeys(ports, commitLog.segments)
  try {
    withSource(ports.files, file.absolutePath, source => {
      const slots = indexSlots(source, file) ?? slotsOfAnother(ports, index, file)
      if (slots === undefined) return found.add(wrong(file, 0, 0, toHex(readWindow(source, 0, INDEX_HEADER_BYTES).bytes)))
      const entriesAt = INDEX_HEADER_BYTES + SLOT_BYTES * slots
      const perWindow = Math.floor(WINDOW_BYTES / ENTRY_BYTES)
      for (let first = 1; first <= file.entries; first += perWindow) {
        const { view, bytes } = readWindow(source, entriesAt + first * ENTRY_BYTES, Math.min(perWindow, file.entries + 1 - first) * ENTRY_BYTES)
        for (let at = 0; at + ENTRY_BYTES <= view.byteLength; at += ENTRY_BYTES) {
          const number = first + at / ENTRY_BYTES
          if (number % STEP_EVERY === 0) ports.step()
          const physicalOffset = readInt64(view, at + 4)
          if (physicalOffset < commitLog.minOffset || commitLog.holes.some(({ start, end }) => physicalOffset >= start && physicalOffset < end)) continue
          const hashes = physicalOffset < commitLog.maxOffset ? log.hashesAt(physicalOffset) : undefined
          if (hashes?.has(view.getInt32(at)) !== true) found.add(wrong(file, entriesAt + number * ENTRY_BYTES, ENTRY_BYTES, toHex(bytes.subarray(at, at + ENTRY_BYTES))))
        }
      }
    })
  } finally {
    log.close()
  }
  return found.all
}

/** A broker makes its index files alike: where one is too damaged to tell, another of the same size does. */
function slotsOfAnother({ files }: DeepPorts, index: readonly IndexPicture[], { absolutePath, sizeBytes }: IndexPicture): number | undefined {
  for (const other of index) {
    if (other.absolutePath === absolutePath || other.sizeBytes !== sizeBytes || other.entries === 0) continue
    const slots = withSource(files, other.absolutePath, source => indexSlots(source, other))
    if (slots !== undefined) return slots
  }
  return undefined
}

const wrong = ({ path }: IndexPicture, at: number, length: number, hex: string): Finding =>
  newFinding('index-entry-wrong', {}, { subject: { side: 'local', path }, range: range(at, at + length), rangeKind: 'byte', evidence: { path, at, hex } })

/** Hashes of the keys of records. Each is read once, for entries of one record follow each other. */
class RecordKeys {
  readonly #log: LogWindow
  #offset = -1
  #hashes: ReadonlySet<number> | undefined

  constructor({ files }: DeepPorts, segments: readonly SegmentPicture[]) {
    this.#log = new LogWindow(files, segments)
  }

  /** @returns undefined where no record begins */
  hashesAt(physicalOffset: number): ReadonlySet<number> | undefined {
    if (physicalOffset !== this.#offset) {
      this.#offset = physicalOffset
      this.#hashes = this.#read(physicalOffset)
    }
    return this.#hashes
  }

  close(): void {
    this.#log.close()
  }

  #read(physicalOffset: number): ReadonlySet<number> | undefined {
    const record = this.#log.recordAt(physicalOffset)
    if (record === undefined) return undefined
    const { header, view } = record
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    const tail = decodeRecordTail(bytes, view, 0, header)
    if (tail === undefined) return undefined
    const properties = decodeProperties(bytes, tail.propertiesAt, tail.propertiesBytes)
    const unique = properties.get('UNIQ_KEY')
    const tags = properties.get('TAGS')
    // From 5.4 on tags are indexed too, with a letter of their own between topic and tag.
    return new Set([...keysIn(properties), ...(unique === undefined ? [] : [unique]), ...(tags === undefined ? [] : [`T#${tags}`])].map(key => indexHash(tail.topic, key)))
  }
}
