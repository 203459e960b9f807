import { Failure } from '../errors'

/** CRC-32 of bytes `[start, end)`, unsigned. */
export type Checksum = (bytes: Uint8Array, start: number, end: number) => number

/**
 * Random access to the bytes of one file, opened read-only. The first of the three ports; `electron/host` implements it
 * twice (memory mapping, `read`), tests with a plain array.
 */
export interface ByteSource {
  readonly path: string
  /** Size when opened. */
  readonly sizeBytes: number
  /** The platform's own, where it is faster than the core's: several times, on records of a kilobyte. */
  readonly checksum?: Checksum
  /**
   * Copies bytes `[offset, offset + target.length)` into `target`, stopping at the end of the file.
   * @returns how many bytes were copied
   * @throws Failure `truncated` when the file has become shorter than `sizeBytes` meanwhile; `EIO` and friends
   */
  readInto(target: Uint8Array, offset: number): number
  close(): void
}

/** 256 KiB copies are the measured optimum for scans; 262,140 is the largest multiple of a 20-byte unit below it. */
export const WINDOW_BYTES = 262_144

/** A stretch of a file: `view` covers file bytes `[start, start + view.byteLength)`. */
export interface Window {
  readonly start: number
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** Reads up to `length` bytes at `offset`; shorter at the end of the file. */
export function readWindow(source: ByteSource, offset: number, length: number): Window {
  const wanted = Math.max(0, Math.min(length, source.sizeBytes - offset))
  const buffer = new Uint8Array(wanted)
  const got = wanted === 0 ? 0 : source.readInto(buffer, offset)
  const bytes = got === wanted ? buffer : buffer.subarray(0, got)
  return { start: offset, bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

/**
 * Reads `length` bytes that the file had when it was looked at.
 * @throws Failure `truncated` when it has become shorter since
 */
export function readExactly(source: ByteSource, offset: number, length: number): Window {
  const window = readWindow(source, offset, length)
  if (window.bytes.length < length) throw endsBefore(source, offset, length)
  return window
}

/** What a file was known to have is not there when it is read. */
export const endsBefore = ({ path, sizeBytes }: ByteSource, offset: number, length: number): Failure =>
  new Failure('truncated', `cannot read bytes ${offset} to ${offset + length} of ${path}: it has ${sizeBytes} bytes and has been cut since it was looked at`, path)
