import { crc32 } from './crc32'

/**
 * The properties of a record, `name 0x01 value 0x02` one after the other; a client may leave out the last 0x02. Mirrors
 * MessageDecoder.string2messageProperties. With `enabledAppendPropCRC` the record ends in a property of 20 bytes:
 *
 *   at   bytes  field
 *    0   8      __CRC32#
 *    8   1      0x01
 *    9   10     checksum of the record before it, decimal, the least significant digit first, filled up with 0
 *   19   1      0x02
 */
export const CRC_PROPERTY = '__CRC32#'
const CRC_PROPERTY_BYTES = 20
const NAME_END = '\u0001'
const VALUE_END = '\u0002'

/** Keeps a byte order mark, as Java does. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Properties by name; of duplicates the last counts. */
export function decodeProperties(bytes: Uint8Array, start: number, length: number): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  for (const entry of utf8.decode(bytes.subarray(start, start + length)).split(VALUE_END)) {
    const cut = entry.indexOf(NAME_END)
    if (entry.length >= 3 && cut > 0 && cut < entry.length - 1) properties.set(entry.slice(0, cut), entry.slice(cut + 1))
  }
  return properties
}

/** The message's keys, which its client separated by blanks. */
export const keysIn = (properties: ReadonlyMap<string, string>): string[] => (properties.get('KEYS') ?? '').split(' ').filter(key => key !== '')

export type RecordChecksum = { readonly kind: 'absent' } | { readonly kind: 'intact' | 'wrong'; readonly stored: number; readonly computed: number }

/** Whether the record has the checksum that its last property says. Its upload to a tiered store rewrites offsets, and so breaks it. */
export function recordChecksum(bytes: Uint8Array, start: number, end: number): RecordChecksum {
  const at = end - CRC_PROPERTY_BYTES
  const text = at < start ? '' : utf8.decode(bytes.subarray(at, end))
  if (!text.startsWith(CRC_PROPERTY + NAME_END) || !text.endsWith(VALUE_END)) return { kind: 'absent' }
  const digits = text.slice(CRC_PROPERTY.length + 1, -1)
  if (!/^\d{10}$/.test(digits)) return { kind: 'absent' }
  const stored = Number(Array.from(digits).toReversed().join(''))
  const computed = crc32(bytes, start, at) & 0x7fffffff
  return { kind: stored === computed ? 'intact' : 'wrong', stored, computed }
}
