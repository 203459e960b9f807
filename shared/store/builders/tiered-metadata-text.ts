import type { FullSpec } from './store-spec'
import { writeConfigJson, type ConfigSource } from './write-config-json'
import { writerOf } from './config-texts'

/** One file of a flat file and what its row says. */
export interface BuiltRow {
  readonly baseOffset: number
  readonly bytes: Uint8Array
  readonly beginTimestamp: number
  readonly endTimestamp: number
}

/** One queue's part of a tiered store. */
export interface FlatFile {
  readonly topic: string
  readonly queueId: number
  readonly commitLog: readonly BuiltRow[]
  readonly consumeQueue: readonly BuiltRow[]
}

/** Uploaded so long after the last message of the file was stored. */
const UPLOAD_DELAY_MS = 30_000

/** `tieredStoreMetadata.json`; the layout is in `formats/tiered-metadata`. */
export function tieredMetadataText(spec: FullSpec, flatFiles: readonly FlatFile[]): string {
  const topics = [...new Set(flatFiles.map(flat => flat.topic))]
  const tableOf = (type: number, rowsOf: (flat: FlatFile) => readonly BuiltRow[]): ConfigSource =>
    new Map(
      flatFiles.map(flat => {
        const path = `${spec.brokerName}/${flat.topic}/${flat.queueId}`
        return [path, new Map(rowsOf(flat).map(row => [row.baseOffset, rowSource(path, type, row)]))]
      }),
    )
  const queuesOf = (topic: string): ConfigSource =>
    new Map(
      flatFiles.filter(flat => flat.topic === topic).map(({ queueId }) => [
        queueId,
        { queue: { brokerName: spec.brokerName, queueId, topic }, minOffset: -1, maxOffset: -1, updateTimestamp: spec.startTime },
      ]),
    )
  return writeConfigJson(
    {
      commitLogFileSegmentTable: tableOf(0, flat => flat.commitLog),
      consumeQueueFileSegmentTable: tableOf(1, flat => flat.consumeQueue),
      indexFileSegmentTable: {},
      queueMetadataTable: new Map(topics.map(topic => [topic, queuesOf(topic)])),
      topicMetadataTable: new Map(topics.map((topic, topicId) => [topic, { topicId, topic, status: 0, reserveTime: -1, updateTimestamp: spec.startTime }])),
      topicSerialNumber: topics.length - 1,
    },
    writerOf(spec.release),
  )
}

const rowSource = (path: string, type: number, row: BuiltRow): ConfigSource => ({
  path,
  type,
  baseOffset: row.baseOffset,
  status: 0,
  size: row.bytes.length,
  createTimestamp: row.beginTimestamp + UPLOAD_DELAY_MS,
  beginTimestamp: row.beginTimestamp,
  endTimestamp: row.endTimestamp,
  sealTimestamp: 0,
})
