import { WINDOW_BYTES, type ByteSource } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { decodeRecordHeader, RECORD_HEADER_BYTES, type MessageHeader } from '../formats/message-record'
import type { SegmentPicture } from '../snapshot/snapshot'

/** Bytes of the commitlog by physical offset, asked for in its order: one segment open, one window of it in memory. */
export class LogWindow {
  #source: ByteSource | undefined
  #segment: SegmentPicture | undefined
  #bytes = new Uint8Array(WINDOW_BYTES)
  #start = 0
  #loaded = 0

  constructor(
    private readonly files: StoreFiles,
    private readonly segments: readonly SegmentPicture[],
  ) {}

  /** The record that begins at an offset and says so itself, with the bytes of the whole of it; undefined where none does. */
  recordAt(physicalOffset: number): { readonly header: MessageHeader; readonly view: DataView } | undefined {
    const header = this.headerAt(physicalOffset)
    if (header === undefined) return undefined
    const view = this.#window(physicalOffset, header.sizeBytes)
    return view === undefined ? undefined : { header, view }
  }

  /** As `recordAt`, of the record's first bytes alone. */
  headerAt(physicalOffset: number): MessageHeader | undefined {
    const view = this.#window(physicalOffset, RECORD_HEADER_BYTES)
    const header = view === undefined ? undefined : decodeRecordHeader(view, 0)
    if (header?.kind !== 'message' || header.physicalOffset !== physicalOffset || this.#segment === undefined) return undefined
    return physicalOffset + header.sizeBytes > this.#segment.baseOffset + (this.#source?.sizeBytes ?? 0) ? undefined : header
  }

  close(): void {
    this.#source?.close()
    this.#source = undefined
  }

  #window(physicalOffset: number, length: number): DataView | undefined {
    const source = this.#open(physicalOffset)
    if (source === undefined || this.#segment === undefined) return undefined
    const position = physicalOffset - this.#segment.baseOffset
    if (position < this.#start || position + length > this.#start + this.#loaded) {
      if (length > this.#bytes.length) this.#bytes = new Uint8Array(length)
      this.#start = position
      this.#loaded = source.readInto(this.#bytes.subarray(0, Math.max(0, Math.min(this.#bytes.length, source.sizeBytes - position))), position)
    }
    const at = position - this.#start
    return new DataView(this.#bytes.buffer, at, Math.min(length, this.#loaded - at))
  }

  #open(physicalOffset: number): ByteSource | undefined {
    const current = this.#segment
    if (this.#source !== undefined && current !== undefined && physicalOffset >= current.baseOffset && physicalOffset < current.endOffset) return this.#source
    this.close()
    this.#segment = this.segments.find(({ baseOffset, endOffset, state }) => physicalOffset >= baseOffset && physicalOffset < endOffset && (state === 'full' || state === 'active'))
    this.#loaded = 0
    this.#source = this.#segment && this.files.open(this.#segment.absolutePath)
    return this.#source
  }
}
