/** Writes a safe integer as a big-endian 64-bit field. The inverse of `readInt64`. */
export function writeInt64(view: DataView, at: number, value: number): void {
  view.setInt32(at, Math.floor(value / 4_294_967_296))
  view.setUint32(at + 4, value % 4_294_967_296)
}

/** A buffer of `length` zero bytes and a view of it. */
export function zeros(length: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(length)
  return { bytes, view: new DataView(bytes.buffer) }
}
