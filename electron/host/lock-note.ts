import { readFileSync, readlinkSync } from 'node:fs'
import { hasCode } from './failure'

/** What a lock file says about who has it. */
export interface LockNote {
  readonly pid: number
  /** When that process started, in clock ticks since boot: tells it from a later one with the same pid. */
  readonly started: string
  readonly boot: string
  readonly namespace: string
  /** `lock`: it holds a lock of the operating system as well; `file`: the file's being there is the lock. */
  readonly by: 'lock' | 'file'
}

export const ownNote = (by: LockNote['by']): LockNote => ({
  pid: process.pid,
  started: startOf(process.pid) ?? '',
  boot: textOf('/proc/sys/kernel/random/boot_id'),
  namespace: unlessFailing(() => readlinkSync('/proc/self/ns/pid')),
  by,
})

/** @returns undefined for a file that is gone, empty or not one of ours */
export function readNote(path: string): LockNote | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isNote(note) ? note : undefined
  } catch {
    return undefined
  }
}

/** A process of another pid namespace cannot be looked for and counts as alive; one from before the last boot is gone. */
export function isWriterAlive(note: LockNote): boolean {
  const here = ownNote('file')
  if (note.boot !== here.boot) return false
  return note.namespace !== here.namespace || startOf(note.pid) === note.started
}

const isNote = (value: unknown): value is LockNote =>
  typeof value === 'object' && value !== null && 'by' in value && 'started' in value && 'boot' in value && 'namespace' in value &&
  'pid' in value && Number.isInteger(value.pid)

/** @returns undefined when there is no such process; '' where the system does not tell when it started */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return undefined
  }
  // Behind the command, which is in parentheses and may hold anything, the state is the first field and the start the 20th.
  const stat = textOf(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const textOf = (path: string): string => unlessFailing(() => readFileSync(path, 'utf8').trim())

function unlessFailing(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
