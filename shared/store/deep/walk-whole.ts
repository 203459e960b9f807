import type { ByteSource } from '../bytes/byte-source'
import type { Checksum } from '../bytes/byte-source'
import { RecordScanner, type WalkEnd } from '../readers/scan-records'
import { findNextRecord } from '../readers/walk-segment'

/** A place where a record must begin and none does, up to where the chain goes on: the end of the file if nowhere. */
export interface Damage {
  readonly at: number
  readonly end: number
  readonly goesOn: boolean
  readonly reason: string
  readonly hex: string
}

export interface WholeWalk {
  readonly source: ByteSource
  readonly baseOffset: number
  readonly until?: number
  readonly checksum: Checksum | undefined
  /** Zeros before the end are damage: the log goes on in another file. */
  readonly isFull: boolean
  readonly visit: (scanner: RecordScanner) => void
  readonly damaged?: (damage: Damage) => void
}

/** Every valid record of a file, also behind damage. */
export function walkWhole({ source, baseOffset, until, checksum, isFull, visit, damaged }: WholeWalk): void {
  for (let from: number | undefined = 0; from !== undefined; ) {
    const scanner = new RecordScanner(source, { baseOffset, from, checksum, ...(until === undefined ? {} : { until }) })
    while (scanner.next()) visit(scanner)
    const end: WalkEnd | undefined = scanner.end
    if (end === undefined || end.kind === 'blank' || end.kind === 'end-of-file' || (end.kind === 'unwritten' && !isFull)) return
    const next: number | undefined = findNextRecord(source, baseOffset, end.position)
    damaged?.({
      at: end.position,
      end: next ?? source.sizeBytes,
      goesOn: next !== undefined,
      reason: end.kind === 'damage' ? end.reason : 'unwritten',
      hex: end.kind === 'damage' ? end.hex : '0000000000000000',
    })
    from = next
  }
}
