import { fromHex, toHex } from './hex'
import { readInt64 } from './int64'
import type { Host } from './message-host'

/**
 * The two ids of a message, both upper-case hex of 16 bytes, or of 28 with an IPv6 address. Mirrors MessageDecoder.createMessageId
 * and MessageClientIDSetter. They look alike: which one a text is shows only where it leads.
 *
 *   offset id (the broker's)               unique key (the client's, property UNIQ_KEY)
 *   at     bytes  field                    at     bytes  field
 *    0     4, 16  address of store host     0     4, 16  address of the client
 *    4, 16 4      its port                  4, 16 2      its process id, the low half
 *    8, 20 8      physical offset           6, 18 4      hash of its class loader
 *                                          10, 22 4      ms since the month began, in the client's zone
 *                                          14, 26 2      counter
 */
export interface OffsetMessageId {
  readonly storeHost: Host
  readonly physicalOffset: number
}

export interface UniqueKey {
  readonly address: Uint8Array
  readonly processId: number
  /** 8 hex digits. */
  readonly classLoader: string
  readonly millisecondsOfMonth: number
  readonly counter: number
}

const HEX_ID = /^(?:[\dA-F]{32}|[\dA-F]{56})$/i

export function encodeOffsetMessageId({ storeHost: { address, port }, physicalOffset }: OffsetMessageId): string {
  const bytes = new Uint8Array(address.length + 12)
  const view = new DataView(bytes.buffer)
  bytes.set(address)
  view.setInt32(address.length, port)
  view.setBigInt64(address.length + 4, BigInt(physicalOffset))
  return toHex(bytes).toUpperCase()
}

/** @returns undefined when the text is no id, or one that no broker gives: a port or an offset beyond all */
export function decodeOffsetMessageId(text: string): OffsetMessageId | undefined {
  const id = idBytes(text)
  if (id === undefined) return undefined
  const { bytes, view, addressBytes } = id
  const port = view.getInt32(addressBytes)
  const physicalOffset = readInt64(view, addressBytes + 4)
  if (port < 0 || port > 0xffff || !(physicalOffset >= 0)) return undefined
  return { storeHost: { address: bytes.subarray(0, addressBytes), port }, physicalOffset }
}

export function encodeUniqueKey({ address, processId, classLoader, millisecondsOfMonth, counter }: UniqueKey): string {
  const bytes = new Uint8Array(address.length + 12)
  const view = new DataView(bytes.buffer)
  bytes.set(address)
  view.setUint16(address.length, processId)
  view.setUint32(address.length + 2, Number.parseInt(classLoader, 16))
  view.setUint32(address.length + 6, millisecondsOfMonth)
  view.setUint16(address.length + 10, counter)
  return toHex(bytes).toUpperCase()
}

/** @returns undefined when the text cannot be one: clients may set any text as their unique key */
export function decodeUniqueKey(text: string): UniqueKey | undefined {
  const id = idBytes(text)
  if (id === undefined) return undefined
  const { bytes, view, addressBytes } = id
  const millisecondsOfMonth = view.getUint32(addressBytes + 6)
  // A month has 31 days, and an hour more where the clocks go back.
  if (millisecondsOfMonth > (31 * 24 + 1) * 3_600_000) return undefined
  return {
    address: bytes.subarray(0, addressBytes),
    processId: view.getUint16(addressBytes),
    classLoader: toHex(bytes.subarray(addressBytes + 2, addressBytes + 6)),
    millisecondsOfMonth,
    counter: view.getUint16(addressBytes + 10),
  }
}

function idBytes(text: string): { readonly bytes: Uint8Array; readonly view: DataView; readonly addressBytes: number } | undefined {
  if (!HEX_ID.test(text)) return undefined
  const bytes = fromHex(text)
  return { bytes, view: new DataView(bytes.buffer), addressBytes: bytes.length - 12 }
}
