import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The usual advice for a full disk: remove the oldest half of the commitlog and nothing else. */
export function removeHeadOfLog(directory: string): void {
  const log = join(directory, 'store/commitlog')
  const segments = readdirSync(log).sort()
  for (const name of segments.slice(0, segments.length / 2)) rmSync(join(log, name))
}
