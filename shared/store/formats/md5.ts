/**
 * MD5 (RFC 1321): the tiered store puts the first digits of it in front of its folder and file names. The core runs where
 * there is no crypto module, and the texts are short.
 *
 * @returns 32 lower-case hexadecimal digits of the digest of the text's UTF-8 bytes
 */
export function md5(text: string): string {
  const blocks = padded(new TextEncoder().encode(text))
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as [number, number, number, number]
  for (let block = 0; block < blocks.byteLength; block += 64) {
    const before = [a, b, c, d] as const
    for (let step = 0; step < 64; step += 1) {
      const round = step >> 4
      const [mixed, word] = mix(round, step, b, c, d)
      const sum = (a + mixed + (sines[step] ?? 0) + blocks.getUint32(block + 4 * word, true)) | 0
      const turn = turns[round]?.[step & 3] ?? 0
      ;[a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0]
    }
    a = (a + before[0]) | 0
    b = (b + before[1]) | 0
    c = (c + before[2]) | 0
    d = (d + before[3]) | 0
  }
  return [a, b, c, d].map(littleEndianHex).join('')
}

const turns = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
const sines = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 4_294_967_296) | 0)

/** The round's function of three words, and which word of the block comes next. */
function mix(round: number, step: number, b: number, c: number, d: number): readonly [mixed: number, word: number] {
  if (round === 0) return [(b & c) | (~b & d), step]
  if (round === 1) return [(d & b) | (~d & c), (5 * step + 1) & 15]
  if (round === 2) return [b ^ c ^ d, (3 * step + 5) & 15]
  return [c ^ (b | ~d), (7 * step) & 15]
}

/** The bytes, a one bit, zeros, and the length in bits, together a multiple of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const padding = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64)
  padding.set(bytes)
  padding[bytes.length] = 0x80
  const view = new DataView(padding.buffer)
  view.setBigUint64(padding.length - 8, BigInt(bytes.length) * 8n, true)
  return view
}

function littleEndianHex(word: number): string {
  const swapped = ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)
  return (swapped >>> 0).toString(16).padStart(8, '0')
}
