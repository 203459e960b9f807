/** Lower-case hex of `bytes`, at most `limit` of them. */
export function toHex(bytes: Uint8Array, limit = 64): string {
  let text = ''
  for (let i = 0; i < Math.min(bytes.length, limit); i += 1) text += (bytes[i] ?? 0).toString(16).padStart(2, '0')
  return text
}

/** Bytes of an even number of hex digits, upper or lower case. */
export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16))

/** A 64-bit value as `0x` and 16 digits: tags codes and anything beyond 2^53. */
export const hex64 = (value: bigint): string => `0x${BigInt.asUintN(64, value).toString(16).padStart(16, '0')}`
