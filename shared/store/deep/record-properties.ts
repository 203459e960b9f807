import { javaHash } from '../formats/tags-code'

const NAME_END = 1
const VALUE_END = 2

const D = 0x44
const I = 0x49
const T = 0x54

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const bytesOf = (name: string): readonly number[] => Array.from(name, letter => letter.charCodeAt(0))
const TAGS = bytesOf('TAGS')
const DELAY = bytesOf('DELAY')
const DISPATCH = bytesOf('INNER_MULTI_DISPATCH')

/**
 * The few properties of a record that say where its units are and what they carry, found in its bytes without decoding the
 * others: a record is told in nanoseconds where a map of its properties costs a microsecond.
 */
export class RecordProperties {
  /** Java's hash of the tags; 0 without any. */
  tagsHash = 0
  hasDelay = false
  /** Other queues have a unit for it too. */
  isDispatched = false

  /** Looks through bytes `[start, end)`. Later properties of one name win, as for the broker. */
  read(bytes: Uint8Array, start: number, end: number): void {
    this.tagsHash = 0
    this.hasDelay = false
    this.isDispatched = false
    let at = start
    while (at < end) {
      const first = bytes[at]
      if (first === T && isNamed(bytes, at, end, TAGS)) this.tagsHash = hashOf(bytes, at + TAGS.length + 1, end, this.tagsHash)
      else if (first === D && isNamed(bytes, at, end, DELAY)) this.hasDelay = true
      else if (first === I && isNamed(bytes, at, end, DISPATCH)) this.isDispatched = true
      while (at < end && bytes[at] !== VALUE_END) at += 1
      at += 1
    }
  }
}

function isNamed(bytes: Uint8Array, at: number, end: number, name: readonly number[]): boolean {
  if (at + name.length >= end || bytes[at + name.length] !== NAME_END) return false
  for (let index = 0; index < name.length; index += 1) if (bytes[at + index] !== name[index]) return false
  return true
}

/** Java's hash of the text that ends before the next separator; an empty value is none and leaves `before`. */
function hashOf(bytes: Uint8Array, start: number, end: number, before: number): number {
  let hash = 0
  let at = start
  for (; at < end && bytes[at] !== VALUE_END; at += 1) {
    if (bytes[at]! >= 0x80) return hashOfText(bytes, start, end)
    hash = (Math.imul(hash, 31) + bytes[at]!) | 0
  }
  return at === start ? before : hash
}

/** Beyond ASCII the hash is over UTF-16 units. */
function hashOfText(bytes: Uint8Array, start: number, end: number): number {
  let stop = start
  while (stop < end && bytes[stop] !== VALUE_END) stop += 1
  return javaHash(utf8.decode(bytes.subarray(start, stop)))
}
