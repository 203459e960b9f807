import { crc32 } from './crc32'

/**
 * `epochFileCheckpoint` of a broker under a controller: from which physical offset on each of its masters wrote. Mirrors
 * org.apache.rocketmq.store.ha.autoswitch.EpochFileCache and org.apache.rocketmq.common.utils.CheckpointFile. Text, a line each:
 *
 *   1   how many rows follow
 *   2   CRC-32 of everything behind this line, without the sign bit; 0 is not checked
 *   3…  epoch-startOffset; a line that is not two parts is passed over
 */
export interface EpochEntry {
  readonly epoch: number
  readonly startOffset: number
}

export type EpochFile =
  | { readonly ok: true; readonly entries: readonly EpochEntry[] }
  /** `number`: a broker ends with an exception; `count` and `checksum`: it takes the `.bak`. */
  | { readonly ok: false; readonly reason: 'number' | 'count' | 'checksum' }

const utf8 = new TextEncoder()

export function parseEpochFile(text: string): EpochFile {
  const [count, checksum, ...lines] = text.split(/\r?\n/)
  if (!isInteger(count) || !isInteger(checksum)) return { ok: false, reason: 'number' }
  const entries: EpochEntry[] = []
  for (const line of lines) {
    const parts = line.split('-')
    if (parts.length !== 2) continue
    if (!parts.every(isInteger)) return { ok: false, reason: 'number' }
    entries.push({ epoch: Number(parts[0]), startOffset: Number(parts[1]) })
  }
  const rows = utf8.encode(text.slice(text.indexOf('\n', text.indexOf('\n') + 1) + 1))
  if (Number(checksum) !== 0 && Number(checksum) !== (crc32(rows) & 0x7fffffff)) return { ok: false, reason: 'checksum' }
  return entries.length === Number(count) ? { ok: true, entries } : { ok: false, reason: 'count' }
}

/** A number that a broker reads, and one that can be. */
const isInteger = (text: string | undefined): boolean => text !== undefined && /^\d{1,19}$/.test(text) && Number.isSafeInteger(Number(text))
