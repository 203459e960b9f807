import { parseTieredMetadata, removeMetadataRows } from '../../shared/store/formats/tiered-metadata'
import { completed } from '../../shared/store/builders/store-spec'
import { tieredMetadataText } from '../../shared/store/builders/tiered-metadata-text'
import { seconds, type Figures } from './measure'

const ROWS_PER_FILE = 25
const FILE_BYTES = 1000

/** Tiered metadata: read, and rewritten without the oldest row of each file; held against JSON.parse of the same text. */
export function benchMetadata(figures: Figures, rows: number): void {
  const file = Array.from({ length: ROWS_PER_FILE }, (_, index) => ({ baseOffset: index * FILE_BYTES, bytes: new Uint8Array(FILE_BYTES), beginTimestamp: index, endTimestamp: index + 1 }))
  const spec = completed({ topics: [{ topic: 'orders', queues: 1, messages: 1 }], release: '5.4' })
  const queues = rows / ROWS_PER_FILE / 2
  const text = tieredMetadataText(spec, Array.from({ length: queues }, (_, queueId) => ({ topic: 'orders', queueId, commitLog: file, consumeQueue: file })))
  const parsed = parseTieredMetadata(text)
  if (!parsed.ok || parsed.metadata.rows.length !== rows) throw new Error(`of ${rows} rows ${parsed.ok ? parsed.metadata.rows.length : 'none'} were read`)
  const oldest = parsed.metadata.rows.filter(({ key }) => key === 0).map(({ table, filePath, key }) => ({ table, filePath, baseOffset: key }))
  figures.begin(`tiered metadata of ${rows} rows, ${text.length} bytes`)
  const quoted = text.replaceAll(/([{,])\s*(\d+):/g, '$1"$2":')
  const plain = { name: 'JSON.parse', seconds: seconds(() => JSON.parse(quoted) as unknown) }
  figures.add('JSON.parse', plain.seconds, rows, 'rows')
  figures.add('read with every place in the text', seconds(() => parseTieredMetadata(text)), rows, 'rows', plain)
  figures.add(`written without ${oldest.length} rows`, seconds(() => removeMetadataRows(text, oldest)), rows, 'rows', plain)
}
