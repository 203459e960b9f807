import { decodeProperties } from './message-properties'

/**
 * The body of an inner batch, unpacked: one message after the other. Mirrors MessageDecoder.decodeMessage.
 *
 *   at       bytes  field
 *    0       4      total size, which no one reads
 *    4       4      0 where a record has its magic code
 *    8       4      0 where a record has its checksum
 *   12       4      flag
 *   16       4      n, body length
 *   20       n      body
 *   20+n     2      p, properties length
 *   22+n     p      properties
 */
const SMALLEST_BYTES = 22

export interface BatchedMessage {
  readonly flag: number
  /** Byte of its body in the batch. */
  readonly bodyAt: number
  readonly bodyBytes: number
  readonly properties: ReadonlyMap<string, string>
}

export interface InnerBatch {
  readonly messages: readonly BatchedMessage[]
  /** Byte where something begins that is no message; undefined when the batch is whole. */
  readonly brokenAt: number | undefined
}

export function decodeInnerBatch(bytes: Uint8Array): InnerBatch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: BatchedMessage[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + SMALLEST_BYTES > bytes.length) return { messages, brokenAt: at }
    const bodyBytes = view.getInt32(at + 16)
    const propertiesAt = at + SMALLEST_BYTES + bodyBytes
    if (bodyBytes < 0 || propertiesAt > bytes.length) return { messages, brokenAt: at }
    const propertiesBytes = view.getInt16(propertiesAt - 2)
    const end = propertiesAt + propertiesBytes
    if (propertiesBytes < 0 || end > bytes.length) return { messages, brokenAt: at }
    messages.push({ flag: view.getInt32(at + 12), bodyAt: at + 20, bodyBytes, properties: decodeProperties(bytes, propertiesAt, propertiesBytes) })
    at = end
  }
  return { messages, brokenAt: undefined }
}
