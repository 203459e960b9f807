import { readWindow } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { toHex } from '../formats/hex'
import { decodeRecordHeader } from '../formats/message-record'
import { recordFields, type RecordField } from '../formats/record-fields'
import { physicalOffset } from '../offsets'
import { withSource } from '../snapshot/commit-log'
import { fileAt, type Log } from './log'

/** The bytes at a place of a log, and the fields of the record that begins there. */
export interface RecordBytes {
  readonly path: string
  /** Byte in its file. */
  readonly at: number
  /** As many bytes as were asked for, or are left in the file. */
  readonly hex: string
  /** None where no record begins. */
  readonly fields: readonly RecordField[]
}

/** @returns undefined where the log has no file */
export function readRecordBytes(files: StoreFiles, log: Log, offset: number, count: number): RecordBytes | undefined {
  const file = fileAt(log, physicalOffset(offset))
  if (file === undefined) return undefined
  const at = offset - file.offsets.start
  return withSource(files, file.absolutePath, source => {
    const shown = readWindow(source, at, count)
    const header = decodeRecordHeader(shown.view, 0)
    if (header.kind !== 'message') return { path: file.path, at, hex: toHex(shown.bytes, count), fields: [] }
    const whole = header.sizeBytes <= shown.bytes.length ? shown : readWindow(source, at, header.sizeBytes)
    return { path: file.path, at, hex: toHex(shown.bytes, Math.min(count, header.sizeBytes)), fields: recordFields(whole.bytes, whole.view, 0, header) }
  })
}
