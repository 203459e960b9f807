import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { clusterDirectoryName, tieredFileName } from '../formats/tiered-file-name'
import { builtFile, type BuiltFile } from './built-file'
import { byQueue, type StoredMessage } from './build-local-store'
import { encodeUnit } from './encode-unit'
import { writeInt64 } from './int64'
import type { FullSpec, TieredSpec } from './store-spec'
import { tieredMetadataText, type BuiltRow, type FlatFile } from './tiered-metadata-text'

const METADATA = 'store/config/tieredStoreMetadata.json'

/** Uploads messages as a broker does: per queue a commitlog and a consume queue of its own, and rows for their files. */
export function buildTieredStore(spec: FullSpec, tiered: Required<TieredSpec>, stored: readonly StoredMessage[]): BuiltFile[] {
  const flatFiles = tiered.topics.flatMap(({ topic, uploaded = 1 }) =>
    [...byQueue(stored.filter(each => each.message.topic === topic))].map(([queue, messages]) => {
      const [, queueId] = queue.split('/')
      return flatFile(tiered, topic, Number(queueId), messages.slice(0, Math.floor(messages.length * uploaded)))
    }),
  )
  const root = `tiered/${clusterDirectoryName(spec.clusterName)}/${spec.brokerName}`
  const files = flatFiles.flatMap(flat =>
    ([['COMMIT_LOG', flat.commitLog], ['CONSUME_QUEUE', flat.consumeQueue]] as const).flatMap(([type, rows]) =>
      rows.map(row => builtFile(`${root}/${flat.topic}/${flat.queueId}/${type}/${tieredFileName(row.baseOffset)}`, row.bytes, row.endTimestamp)),
    ),
  )
  const text = new TextEncoder().encode(tieredMetadataText(spec, flatFiles))
  return [...files, builtFile(METADATA, text, spec.endTime), builtFile(`${METADATA}.bak`, text, spec.endTime)]
}

/** The records of one queue, each told its new place, and the units that point to them. */
function flatFile(tiered: Required<TieredSpec>, topic: string, queueId: number, messages: readonly StoredMessage[]): FlatFile {
  let offset = 0
  const records: Piece[] = []
  const units: Piece[] = []
  for (const { message, record, tagsCode } of messages) {
    const moved = record.slice()
    writeInt64(new DataView(moved.buffer), 28, offset)
    records.push({ bytes: moved, time: message.storeTimestamp })
    units.push({ bytes: encodeUnit(offset, moved.length, tagsCode), time: message.storeTimestamp })
    offset += moved.length
  }
  const firstUnit = UNIT_BYTES * (messages[0]?.message.queueOffset ?? 0)
  return {
    topic,
    queueId,
    commitLog: rowsOf(records, 0, tiered.commitLogBytes),
    consumeQueue: rowsOf(units, firstUnit, tiered.consumeQueueBytes),
  }
}

interface Piece {
  readonly bytes: Uint8Array
  readonly time: number
}

/** Files of at most `fileBytes`, none splitting a piece, each beginning where the one before ends. */
function rowsOf(pieces: readonly Piece[], base: number, fileBytes: number): BuiltRow[] {
  const groups: Piece[][] = []
  let room = 0
  for (const piece of pieces) {
    if (piece.bytes.length > room) {
      groups.push([])
      room = fileBytes
    }
    groups.at(-1)?.push(piece)
    room -= piece.bytes.length
  }
  let baseOffset = base
  return groups.map(group => {
    const bytes = joined(group.map(piece => piece.bytes))
    const row = { baseOffset, bytes, beginTimestamp: group[0]?.time ?? 0, endTimestamp: group.at(-1)?.time ?? 0 }
    baseOffset += bytes.length
    return row
  })
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
