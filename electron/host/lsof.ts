import { spawnSync } from 'node:child_process'
import type { InUseReason } from '../../shared/store/in-use'
import type { Holders, StorePlaces } from './store-holders'

const TIMEOUT_MS = 5000

/**
 * For macOS, which has no `/proc`: asks `lsof` who has the broker's lock file open. A broker has it open from its first
 * moment to its last.
 * @returns undefined when there is no lock file to ask for, or no `lsof`
 */
export function findHoldersWithLsof(places: StorePlaces, ownPid = process.pid, isSuperuser = process.geteuid?.() === 0): Holders | undefined {
  if (places.localRoot === null) return undefined
  const path = `${places.localRoot}/lock`
  const asked = spawnSync('lsof', ['-nPw', '-F', 'pc', '--', path], { encoding: 'utf8', timeout: TIMEOUT_MS })
  if (asked.error || asked.signal !== null) return undefined
  const reasons = parseLsof(asked.stdout)
    .filter(({ pid }) => pid !== ownPid)
    .map(({ pid, command }): InUseReason => ({ code: 'file-open', path, pid, command }))
  return { reasons, unseen: isSuperuser ? [] : [UNNAMED] }
}

/** Other users' processes: how many and which ones `lsof` does not say. */
const UNNAMED = -1

/** One letter and a value per line: `p` begins a process, `c` is its command. */
function parseLsof(output: string): { pid: number; command: string }[] {
  const found: { pid: number; command: string }[] = []
  for (const line of output.split('\n')) {
    if (line.startsWith('p')) found.push({ pid: Number(line.slice(1)), command: '' })
    const last = found.at(-1)
    if (line.startsWith('c') && last) last.command = line.slice(1)
  }
  return found
}
