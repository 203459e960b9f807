import { decode } from '@msgpack/msgpack'
import * as zlib from 'node:zlib'
import { LARGEST_BODY_UNPACKED } from '../../../shared/contract/messages'
import type { MessagePackToJson } from '../../../shared/store/formats/body-kind'
import { unpackLz4Frames, type Unpacked } from '../../../shared/store/formats/lz4-frame'
import type { Compression } from '../../../shared/store/formats/system-flag'

/** The body as the client sent it; `not-supported` where this Node has no such decoder. */
export type UnpackedBody = Unpacked | { readonly kind: 'not-supported' }

export function unpackBody(stored: Uint8Array, compression: Compression): UnpackedBody {
  switch (compression) {
    case 'none':
      return { kind: 'whole', bytes: stored }
    case 'lz4':
      return unpackLz4Frames(stored, LARGEST_BODY_UNPACKED)
    case 'zlib':
      return inflated(() => zlib.inflateSync(stored, { maxOutputLength: LARGEST_BODY_UNPACKED }))
    case 'zstd':
      // Node 22.12 to 22.14 do not have it.
      return 'zstdDecompressSync' in zlib ? inflated(() => zlib.zstdDecompressSync(stored, { maxOutputLength: LARGEST_BODY_UNPACKED })) : { kind: 'not-supported' }
    case 'unknown':
      return { kind: 'not-supported' }
  }
}

function inflated(inflate: () => Uint8Array): Unpacked {
  try {
    return { kind: 'whole', bytes: inflate() }
  } catch (error) {
    return { kind: error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken' }
  }
}

/** One MessagePack map or list; anything smaller could be any bytes. */
export const messagePackToJson: MessagePackToJson = bytes => {
  const first = bytes[0] ?? 0
  const isMapOrList = (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf)
  if (!isMapOrList) return undefined
  // An entry takes a byte at least: a header that promises more would have room made for it before it is found out.
  const most = { maxArrayLength: bytes.length, maxMapLength: bytes.length }
  try {
    return JSON.stringify(decode(bytes, { ...most, useBigInt64: true, mapKeyConverter: key => (typeof key === 'number' ? key : String(key)) }), asJson)
  } catch {
    return undefined
  }
}

/** MessagePack has whole numbers beyond 2^53 and bytes, JSON has neither. */
function asJson(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
  return value
}
