/**
 * CRC-32 (IEEE, as in zlib and java.util.zip.CRC32), eight bytes a step ("slicing by 8"): about half a GB/s. For sources
 * without a faster one, see `ByteSource.checksum`.
 */
const tables = makeTables()

function makeTables(): Uint32Array[] {
  const first = new Uint32Array(256)
  for (let n = 0; n < 256; n += 1) {
    let c = n
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    first[n] = c >>> 0
  }
  const all = [first]
  for (let t = 1; t < 8; t += 1) {
    const before = all[t - 1]!
    all.push(before.map(value => (first[value & 0xff]! ^ (value >>> 8)) >>> 0))
  }
  return all
}

/** @returns the unsigned 32-bit checksum of bytes `[start, end)` */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  let crc = 0xffffffff
  let at = start
  for (const fast = end - 7; at < fast; at += 8) {
    const low = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
    crc =
      t7[low & 0xff]! ^ t6[(low >>> 8) & 0xff]! ^ t5[(low >>> 16) & 0xff]! ^ t4[low >>> 24]! ^
      t3[bytes[at + 4]!]! ^ t2[bytes[at + 5]!]! ^ t1[bytes[at + 6]!]! ^ t0[bytes[at + 7]!]!
  }
  for (; at < end; at += 1) crc = t0[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** What a record stores: the checksum of its body without the sign bit. */
export const bodyCrc = (bytes: Uint8Array, start: number, end: number): number => crc32(bytes, start, end) & 0x7fffffff
