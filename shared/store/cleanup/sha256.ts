/**
 * SHA-256 of FIPS 180-4, here because the core has no platform to ask for one. It binds plans to what was reviewed and
 * journals to what was written; it keeps no secrets.
 */
const ROUNDS = fractionalBits(64, Math.cbrt)
const START = fractionalBits(8, Math.sqrt)
const BLOCK_BYTES = 64

export class Sha256 {
  readonly #state = Int32Array.from(START)
  readonly #block = new Uint8Array(BLOCK_BYTES)
  readonly #words = new Int32Array(64)
  #filled = 0
  #totalBytes = 0

  update(bytes: Uint8Array): this {
    this.#totalBytes += bytes.length
    let at = 0
    if (this.#filled > 0) {
      at = Math.min(BLOCK_BYTES - this.#filled, bytes.length)
      this.#block.set(bytes.subarray(0, at), this.#filled)
      this.#filled += at
      if (this.#filled < BLOCK_BYTES) return this
      this.#compress(this.#block, 0)
      this.#filled = 0
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) this.#compress(bytes, at)
    this.#block.set(bytes.subarray(at))
    this.#filled = bytes.length - at
    return this
  }

  /** Lower-case hex, 64 digits. The object is used up. */
  hex(): string {
    const bits = this.#totalBytes * 8
    const padding = new Uint8Array(((this.#filled < 56 ? 56 : 120) - this.#filled) + 8)
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padding.length - 4, bits % 2 ** 32)
    this.update(padding)
    return Array.from(this.#state, word => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }

  #compress(bytes: Uint8Array, at: number): void {
    const words = this.#words
    const state = this.#state
    for (let i = 0, from = at; i < 16; i += 1, from += 4)
      words[i] = (bytes[from]! << 24) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!
    for (let i = 16; i < 64; i += 1) {
      const w15 = words[i - 15]!
      const w2 = words[i - 2]!
      const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)
      const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10)
      words[i] = (words[i - 16]! + s0 + words[i - 7]! + s1) | 0
    }
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    let f = state[5]!
    let g = state[6]!
    let h = state[7]!
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i]! + words[i]!) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
    state[5]! += f
    state[6]! += g
    state[7]! += h
  }
}

const utf8 = new TextEncoder()

/** SHA-256 of bytes, or of a text's UTF-8, as 64 hex digits. */
export const sha256 = (content: Uint8Array | string): string =>
  new Sha256().update(typeof content === 'string' ? utf8.encode(content) : content).hex()

/** The first 32 bits of the fractional parts of a root of the first primes: the standard's own constants. */
function fractionalBits(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every(prime => candidate % prime !== 0)) primes.push(candidate)
  return Int32Array.from(primes, prime => ((root(prime) % 1) * 2 ** 32) | 0)
}
