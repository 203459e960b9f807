/**
 * The LZ4 frame format, as LZ4FrameOutputStream writes it for RocketMQ (org.apache.rocketmq.common.compression.Lz4Compressor).
 * All numbers are little-endian. Checksums are skipped: the record's own covers the whole stored body.
 *
 *   at   bytes  field
 *    0   4      magic 184d2204 (184d2a50 to 5f: a frame to skip, its length follows)
 *    4   1      flags: bit 4 blocks have a checksum, bit 3 content size, bit 2 content has a checksum, bit 0 dictionary id
 *    5   1      largest size of a block
 *    6   0, 8   content size
 *    …   0, 4   dictionary id
 *    …   1      header checksum
 *    …          blocks: size (bit 31: stored as it is), bytes, maybe a checksum of 4; a size of 0 ends them
 *    …   0, 4   content checksum
 *
 * A block is a chain of sequences: token (literals << 4 | match length - 4), more literals' length, literals, distance of the match
 * as 2 bytes, more of its length. 15 in the token says that bytes to add follow, as long as they are 255.
 */
const FRAME_MAGIC = 0x184d2204
const SKIPPED_MAGIC = 0x184d2a50
const SMALLEST_MATCH = 4

export type Unpacked =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  /** More than the limit: nothing was kept of it. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' }

/** Unpacks one frame or several that follow each other, to `limit` bytes at most. */
export function unpackLz4Frames(packed: Uint8Array, limit: number): Unpacked {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const output = new Output(Math.min(limit, packed.length * 4), limit)
  let at = 0
  try {
    do at = unpackFrame(packed, view, at, output)
    while (at < packed.length)
  } catch (error) {
    // Reading past the end of the frame is how most damage shows.
    if (error instanceof RangeError) return { kind: 'broken' }
    if (error instanceof TooLarge) return { kind: 'too-large' }
    throw error
  }
  return { kind: 'whole', bytes: output.bytes() }
}

/** @returns where the frame ends */
function unpackFrame(packed: Uint8Array, view: DataView, start: number, output: Output): number {
  const magic = view.getUint32(start, true)
  if ((magic & 0xfffffff0) >>> 0 === SKIPPED_MAGIC) return start + 8 + view.getUint32(start + 4, true)
  if (magic !== FRAME_MAGIC) throw new RangeError('no LZ4 frame')
  const flags = view.getUint8(start + 4)
  const blockChecksum = flags & 0x10 ? 4 : 0
  if (flags >> 6 !== 1 || flags & 0x01) throw new RangeError('another version of the frame, or one with a dictionary')
  const frameStart = output.length
  let at = start + 7 + (flags & 0x08 ? 8 : 0)
  for (;;) {
    const word = view.getUint32(at, true)
    at += 4
    if (word === 0) return at + (flags & 0x04 ? 4 : 0)
    const size = word & 0x7fffffff
    if (at + size > packed.length) throw new RangeError('the frame ends inside a block')
    if (word >>> 31 === 1) output.append(packed, at, size)
    else unpackBlock(packed, at, at + size, output, frameStart)
    at += size + blockChecksum
  }
}

function unpackBlock(packed: Uint8Array, start: number, end: number, output: Output, frameStart: number): void {
  let at = start
  const byte = (): number => {
    if (at >= end) throw new RangeError('the block ends inside a sequence')
    return packed[at++]!
  }
  const lengthFrom = (nibble: number): number => {
    let length = nibble
    let more = nibble === 15 ? 255 : 0
    while (more === 255) {
      more = byte()
      length += more
    }
    return length
  }
  while (at < end) {
    const token = byte()
    const literals = lengthFrom(token >> 4)
    if (at + literals > end) throw new RangeError('the block ends inside literals')
    output.append(packed, at, literals)
    at += literals
    // The last sequence of a block has no match.
    if (at === end) return
    const distance = byte() | (byte() << 8)
    const length = lengthFrom(token & 15) + SMALLEST_MATCH
    if (distance === 0 || distance > output.length - frameStart) throw new RangeError('a match begins before the frame')
    output.repeat(distance, length)
  }
}

class TooLarge extends Error {}

/** Bytes that grow, up to a limit. */
class Output {
  length = 0
  #buffer: Uint8Array

  constructor(
    capacity: number,
    private readonly limit: number,
  ) {
    this.#buffer = new Uint8Array(capacity)
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.length)
  }

  append(from: Uint8Array, at: number, length: number): void {
    this.#reserve(length)
    this.#buffer.set(from.subarray(at, at + length), this.length)
    this.length += length
  }

  /** Copies from `distance` bytes back; what it writes may be what it goes on to read. */
  repeat(distance: number, length: number): void {
    this.#reserve(length)
    const buffer = this.#buffer
    if (distance >= length) buffer.copyWithin(this.length, this.length - distance, this.length - distance + length)
    else for (let to = this.length; to < this.length + length; to += 1) buffer[to] = buffer[to - distance]!
    this.length += length
  }

  #reserve(more: number): void {
    const needed = this.length + more
    if (needed > this.limit) throw new TooLarge()
    if (needed <= this.#buffer.length) return
    const larger = new Uint8Array(Math.min(this.limit, Math.max(needed, this.#buffer.length * 2)))
    larger.set(this.#buffer)
    this.#buffer = larger
  }
}
