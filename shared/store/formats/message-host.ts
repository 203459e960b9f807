/**
 * A host in a record: its address, 4 or 16 bytes, then the port as 4 bytes. Mirrors MessageExt.socketAddress2ByteBuffer.
 */
export interface Host {
  /** 4 bytes, or 16 for IPv6. */
  readonly address: Uint8Array
  readonly port: number
}

/** Bytes a host takes in a record. */
export const hostBytes = (isV6: boolean): number => (isV6 ? 20 : 8)

export function decodeHost(bytes: Uint8Array, view: DataView, at: number, isV6: boolean): Host {
  const length = isV6 ? 16 : 4
  return { address: bytes.slice(at, at + length), port: view.getInt32(at + length) }
}

/** `10.0.0.1`, or IPv6 as RFC 5952 writes it: the longest run of zeros left out. */
export function addressText(address: Uint8Array): string {
  if (address.length === 4) return address.join('.')
  const groups = Array.from({ length: 8 }, (_, group) => ((address[group * 2]! << 8) | address[group * 2 + 1]!).toString(16))
  const zeros = longestZeros(groups)
  if (zeros.length < 2) return groups.join(':')
  return `${groups.slice(0, zeros.start).join(':')}::${groups.slice(zeros.start + zeros.length).join(':')}`
}

/** `10.0.0.1:10911`, `[2001:db8::1]:10911`. */
export const hostText = ({ address, port }: Host): string => (address.length === 4 ? `${addressText(address)}:${port}` : `[${addressText(address)}]:${port}`)

function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0
    while (groups[start + length] === '0') length += 1
    if (length > longest.length) longest = { start, length }
  }
  return longest
}
