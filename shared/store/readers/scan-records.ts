import { WINDOW_BYTES, type ByteSource, type Checksum } from '../bytes/byte-source'
import { crc32 } from '../formats/crc32'
import { toHex } from '../formats/hex'
import {
  BLANK_BYTES, decodeRecordHeader, RECORD_HEADER_BYTES, RECORD_MAGIC_V1, RECORD_MAGIC_V2, SMALLEST_RECORD_BYTES, type InvalidReason,
} from '../formats/message-record'
import { BORN_HOST_V6, STORE_HOST_V6 } from '../formats/system-flag'

export type WalkEnd =
  | { readonly kind: 'unwritten' | 'blank' | 'end-of-file'; readonly position: number }
  | { readonly kind: 'damage'; readonly position: number; readonly reason: InvalidReason; readonly hex: string }

export interface ScanOptions {
  /** Offset of the file's first byte in the address space the records count in. */
  readonly baseOffset: number
  /** Byte of the file to start at: the start of a record. */
  readonly from?: number
  /** Stop before the first record that starts here or later. */
  readonly until?: number
  /** Verifies each body's checksum with it; undefined: bodies are not looked at. */
  readonly checksum?: Checksum | undefined
}

const V1 = RECORD_MAGIC_V1 | 0
const V2 = RECORD_MAGIC_V2 | 0
const HIGH = 4_294_967_296

/**
 * Follows the chain of records until something that is not a valid record of this place: magic, length formula, own
 * offset, body checksum. `next` moves to a record; its places are then plain numbers here, and nothing is allocated for it:
 * at a kilobyte a record that is several times as fast as an object for each. Memory: one window, or the largest record when
 * that is larger.
 */
export class RecordScanner {
  /** Byte of the record in its file. */
  position: number
  /** Byte of the record in `bytes`. */
  at = 0
  sizeBytes = 0
  /** Sizes of both hosts together, which move every field behind the first. */
  hosts = 16
  /** Byte in `bytes`. */
  bodyAt = 0
  bodyBytes = 0
  topicAt = 0
  topicBytes = 0
  propertiesAt = 0
  propertiesBytes = 0
  bytes: Uint8Array
  view: DataView
  /** Why `next` answered false. */
  end: WalkEnd | undefined

  readonly #source: ByteSource
  readonly #baseOffset: number
  readonly #until: number
  readonly #checksum: Checksum | undefined
  #start = 0
  #loaded = 0

  constructor(source: ByteSource, { baseOffset, from = 0, until = source.sizeBytes, checksum }: ScanOptions) {
    this.#source = source
    this.#baseOffset = baseOffset
    this.#until = Math.min(until, source.sizeBytes)
    this.#checksum = checksum
    this.position = from
    this.bytes = new Uint8Array(Math.min(WINDOW_BYTES, source.sizeBytes))
    this.view = new DataView(this.bytes.buffer)
  }

  /** @returns whether there is a next record; if not, `end` says why */
  next(): boolean {
    const position = this.position + this.sizeBytes
    if (position >= this.#until) return this.#stop({ kind: 'end-of-file', position })
    let at = position - this.#start
    if (at + RECORD_HEADER_BYTES > this.#loaded) {
      this.#load(position, RECORD_HEADER_BYTES)
      at = 0
    }
    const magic = at + SMALLEST_RECORD_BYTES <= this.#loaded ? this.view.getInt32(at + 4) : 0
    if (magic !== V1 && magic !== V2) return this.#explain(position)
    const size = this.view.getInt32(at)
    if (size < SMALLEST_RECORD_BYTES || position + size > this.#source.sizeBytes) return this.#explain(position)
    // Before memory is taken for what it claims to be long.
    if (this.view.getInt32(at + 28) * HIGH + this.view.getUint32(at + 32) !== this.#baseOffset + position) return this.#damage(position, 'own-offset')
    if (at + size > this.#loaded) {
      this.#load(position, size)
      at = 0
    }
    const { view } = this
    const flag = view.getInt32(at + 36)
    const hosts = 16 + ((flag & BORN_HOST_V6) === 0 ? 0 : 12) + ((flag & STORE_HOST_V6) === 0 ? 0 : 12)
    const end = at + size
    const bodyAt = at + 72 + hosts
    if (bodyAt > end) return this.#damage(position, 'size')
    const bodyBytes = Math.max(0, view.getInt32(bodyAt - 4))
    const lengthAt = bodyAt + bodyBytes
    const version = magic === V2 ? 2 : 1
    if (lengthAt + version + 2 > end) return this.#damage(position, 'length-formula')
    const topicBytes = version === 2 ? view.getInt16(lengthAt) : view.getInt8(lengthAt)
    const topicAt = lengthAt + version
    if (topicBytes < 0 || topicAt + topicBytes + 2 > end) return this.#damage(position, 'length-formula')
    const propertiesBytes = Math.max(0, view.getInt16(topicAt + topicBytes))
    const propertiesAt = topicAt + topicBytes + 2
    if (propertiesAt + propertiesBytes !== end) return this.#damage(position, 'length-formula')
    const checksum = this.#checksum
    if (checksum !== undefined && bodyBytes > 0 && (checksum(this.bytes, bodyAt, lengthAt) & 0x7fffffff) !== view.getInt32(at + 8)) return this.#damage(position, 'body-crc')

    this.position = position
    this.at = at
    this.sizeBytes = size
    this.hosts = hosts
    this.bodyAt = bodyAt
    this.bodyBytes = bodyBytes
    this.topicAt = topicAt
    this.topicBytes = topicBytes
    this.propertiesAt = propertiesAt
    this.propertiesBytes = propertiesBytes
    return true
  }

  /** Brings the file's bytes from `position` on into the buffer, at least `length` of them where it has as many. */
  #load(position: number, length: number): void {
    if (length > this.bytes.length) {
      this.bytes = new Uint8Array(length)
      this.view = new DataView(this.bytes.buffer)
    }
    const wanted = Math.min(this.bytes.length, this.#source.sizeBytes - position)
    this.#start = position
    this.#loaded = this.#source.readInto(this.bytes.subarray(0, wanted), position)
  }

  /** What stands where a record was looked for: the end of the written part, or damage. */
  #explain(position: number): false {
    if (position + BLANK_BYTES > this.#source.sizeBytes) return this.#stop({ kind: 'end-of-file', position })
    this.#load(position, RECORD_HEADER_BYTES)
    const header = decodeRecordHeader(new DataView(this.bytes.buffer, 0, this.#loaded), 0)
    switch (header.kind) {
      case 'unwritten':
      case 'blank':
        return this.#stop({ kind: header.kind, position })
      case 'invalid':
        return this.#damage(position, header.reason)
      case 'truncated':
      case 'message':
        return this.#damage(position, 'beyond-segment')
    }
  }

  #damage(position: number, reason: InvalidReason): false {
    this.#load(position, 1)
    return this.#stop({ kind: 'damage', position, reason, hex: toHex(this.bytes.subarray(0, this.#loaded)) })
  }

  #stop(end: WalkEnd): false {
    this.position = end.position
    this.sizeBytes = 0
    this.end = end
    return false
  }
}

/** The core's own checksum: about half a GB/s everywhere. */
export const ownChecksum: Checksum = crc32

/** The fastest there is for the bytes of a source. */
export const checksumOf = ({ checksum }: ByteSource): Checksum => checksum ?? ownChecksum
