import { ByteWriter, ParquetWriter, schemaFromColumnData, type BasicType } from 'hyparquet-writer'
import type { ExportedMessage } from './export-rows'

/** A row group is written when it has so many rows, or so many bytes of bodies. */
const ROWS_IN_GROUP = 50_000
const GROUP_BYTES = 32 * 2 ** 20

interface Column {
  readonly name: string
  readonly type: BasicType
  /** As the library takes it: whole numbers of 64 bits as bigint, JSON as its value. */
  readonly of: (row: ExportedMessage) => unknown
}

const text = (name: 'side' | 'path' | 'topic' | 'offsetMessageId' | 'uniqueKey' | 'tags' | 'bodyState' | 'bodySha256'): Column => ({ name, type: 'STRING', of: row => row[name] })
const json = (name: 'keys' | 'properties' | 'provenance'): Column => ({ name, type: 'JSON', of: row => row[name] })
const whole = (name: 'physicalOffset' | 'at' | 'sizeBytes' | 'queueId' | 'queueOffset' | 'bodyBytes'): Column => ({ name, type: 'INT64', of: row => bigint(row[name]) })
const time = (name: 'storeTimestamp' | 'bornTimestamp'): Column => ({ name, type: 'TIMESTAMP', of: row => bigint(row[name]) })

const bigint = (value: number | string | null): bigint | null => (value === null ? null : BigInt(value))

const columns: readonly Column[] = [
  text('side'), whole('physicalOffset'), text('path'), whole('at'), whole('sizeBytes'), text('topic'), whole('queueId'), whole('queueOffset'),
  time('storeTimestamp'), time('bornTimestamp'), text('offsetMessageId'), text('uniqueKey'), json('keys'), text('tags'), json('properties'), json('provenance'),
  text('bodyState'), whole('bodyBytes'), text('bodySha256'),
  { name: 'body', type: 'BYTE_ARRAY', of: row => (row.body === null ? null : Buffer.from(row.body, row.bodyEncoding === 'base64' ? 'base64' : 'utf8')) },
]

/** Messages as Parquet (Snappy, which every reader knows), a row group at a time: what each call gives is to be written behind what came before. */
export class ParquetRows {
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter
  #rows: ExportedMessage[] = []
  #bodyBytes = 0

  constructor() {
    const schema = schemaFromColumnData({ columnData: columns.map(({ name, type }) => ({ name, type, data: [], nullable: true })) })
    this.#writer = new ParquetWriter({
      writer: this.#bytes, schema, codec: 'SNAPPY', createdBy: 'rocketmq-store-inspector', kvMetadata: [{ key: 'schema', value: 'exported/1' }],
    })
  }

  row(row: ExportedMessage): Uint8Array {
    this.#rows.push(row)
    this.#bodyBytes += row.body?.length ?? 0
    if (this.#rows.length >= ROWS_IN_GROUP || this.#bodyBytes >= GROUP_BYTES) this.#writeGroup()
    return this.#taken()
  }

  end(): Uint8Array {
    if (this.#rows.length > 0) this.#writeGroup()
    void this.#writer.finish()
    return this.#taken()
  }

  #writeGroup(): void {
    void this.#writer.write({ columnData: columns.map(({ name, of }) => ({ name, data: this.#rows.map(of) })), rowGroupSize: this.#rows.length })
    this.#rows = []
    this.#bodyBytes = 0
  }

  #taken(): Uint8Array {
    const bytes = this.#bytes.getBytes()
    this.#bytes.index = 0
    return bytes
  }
}
