export type Random = () => number

export const pick = <V>(random: Random, from: readonly V[]): V => from[Math.floor(random() * from.length)] as V
export const below = (random: Random, end: number): number => Math.floor(random() * end)

/** Bytes at which programs that read sizes and offsets go wrong. */
const extremes: readonly number[][] = [
  [0], [1], [0x7f], [0x80], [0xff],
  [0x7f, 0xff], [0x80, 0x00], [0xff, 0xff],
  [0x00, 0x00, 0x00, 0x00], [0x7f, 0xff, 0xff, 0xff], [0x80, 0x00, 0x00, 0x00], [0xff, 0xff, 0xff, 0xff], [0x40, 0x00, 0x00, 0x00], [0x00, 0x00, 0x00, 0x5b],
  [0xda, 0xa3, 0x20, 0xa7], [0xda, 0xa3, 0x20, 0xab], [0xcb, 0xd4, 0x31, 0x94],
  [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0, 0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x00, 0x20, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
]

/** What texts are bent with: brackets, numbers, keys of ours, escapes of terminals and of paths. */
const fragments: readonly string[] = [
  '{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\u12', '/*', '//', 'null', 'true', '-', '-1', '1e999', '0.5', '9007199254740993', '9223372036854775807', '9223372036854775808',
  '"$ref":"$"', '..', '/', '../../etc', '\n', '\r\n', '\u001b[2J', '\0', '%', '@', '__proto__', 'constructor', '\ufeff', '=', '#', ' ', '[[[[[[[[[[[[[[[[',
]
const utf8 = new TextEncoder()
const fragmentBytes = fragments.map(fragment => utf8.encode(fragment))

/** A few bytes for any place of a file. */
export const hostileBytes = (random: Random): Uint8Array =>
  random() < 0.5 ? Uint8Array.from(pick(random, extremes)) : random() < 0.4 ? pick(random, fragmentBytes) : Uint8Array.from({ length: 1 + below(random, 8) }, () => below(random, 256))

/** A copy with a few places overwritten, cut out, doubled, inserted or cut off. */
export function mutateBytes(random: Random, from: Uint8Array): Uint8Array<ArrayBuffer> {
  let bytes = from.slice()
  for (let left = 1 + below(random, 4); left > 0; left -= 1) {
    const at = below(random, bytes.length + 1)
    const way = random()
    if (way < 0.6) bytes.set(hostileBytes(random).subarray(0, bytes.length - at), at)
    else if (way < 0.7) bytes = bytes.slice(0, at)
    else if (way < 0.8) bytes = spliced(bytes, at, Math.min(bytes.length - at, below(random, 16)), new Uint8Array())
    else if (way < 0.95) bytes = spliced(bytes, at, 0, hostileBytes(random))
    else bytes = spliced(bytes, at, 0, bytes.slice(at, at + below(random, 64)))
  }
  return bytes
}

function spliced(bytes: Uint8Array, at: number, gone: number, put: Uint8Array): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length - gone + put.length)
  result.set(bytes.subarray(0, at))
  result.set(put, at)
  result.set(bytes.subarray(at + gone), at + put.length)
  return result
}
