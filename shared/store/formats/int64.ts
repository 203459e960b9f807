/**
 * 64-bit fields as JS numbers. A value outside the safe range is garbage by definition (2^53 bytes are nine petabytes) and
 * comes back as NaN, so that no comparison with it is ever true; the caller reports its bytes.
 */
export function readInt64(view: DataView, at: number): number {
  const value = view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4)
  return Number.isSafeInteger(value) ? value : Number.NaN
}
