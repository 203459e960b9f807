/**
 * What the bytes of a body look like. A body says nothing of itself, so this is a reading, in the order of how seldom it errs: a
 * picture by its signature, JSON by parsing, text in UTF-8, MessagePack, text in GBK, else bytes.
 */
export type BodyKind = 'empty' | 'json' | 'text' | 'gbk' | 'messagepack' | 'image' | 'binary'

export interface ReadBody {
  readonly kind: BodyKind
  /** The text, or a MessagePack value written as JSON; null for pictures and plain bytes. */
  readonly text: string | null
  /** `image/png` and the like; null for anything else. */
  readonly mediaType: string | null
}

/** A MessagePack value as JSON text; undefined when the bytes are not exactly one. Given by whoever has a decoder. */
export type MessagePackToJson = (bytes: Uint8Array) => string | undefined

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const gbk = new TextDecoder('gbk', { fatal: true })

const signatures: readonly (readonly [mediaType: string, hex: string, at?: number])[] = [
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '474946383761'],
  ['image/gif', '474946383961'],
  ['image/webp', '57454250', 8],
  ['image/bmp', '424d'],
]

export function readBody(bytes: Uint8Array, messagePackToJson: MessagePackToJson): ReadBody {
  if (bytes.length === 0) return { kind: 'empty', text: '', mediaType: null }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType !== undefined) return { kind: 'image', text: null, mediaType }
  const unicode = decodeStrictly(utf8, bytes)
  if (unicode !== undefined && !hasControls(unicode)) return { kind: isJson(unicode) ? 'json' : 'text', text: unicode, mediaType: null }
  const packed = messagePackToJson(bytes)
  if (packed !== undefined) return { kind: 'messagepack', text: packed, mediaType: null }
  const chinese = decodeStrictly(gbk, bytes)
  if (chinese !== undefined && !hasControls(chinese) && /\p{Script=Han}/u.test(chinese)) return { kind: 'gbk', text: chinese, mediaType: null }
  return { kind: 'binary', text: null, mediaType: null }
}

function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const has = (hex: string, at: number): boolean => (hex.match(/../g) ?? []).every((digits, index) => bytes[at + index] === Number.parseInt(digits, 16))
  const found = signatures.find(([, hex, at = 0]) => has(hex, at))?.[0]
  // Two letters are too few to know a bitmap by: its own length stands behind them.
  if (found === 'image/bmp') return bytes.length > 26 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(2, true) === bytes.length ? found : undefined
  if (found === 'image/webp') return has('52494646', 0) ? found : undefined
  return found
}

function decodeStrictly(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** Control characters other than white space do not occur in text. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const hasControls = (text: string): boolean => /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text)

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
