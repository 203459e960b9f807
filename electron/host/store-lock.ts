import { existsSync } from 'node:fs'
import { Failure } from '../../shared/store/errors'
import { acquireBrokerLock } from './broker-lock'
import { type Libc, loadLibc } from './libc'
import { acquireToolLock, type Hold } from './tool-lock'

export type { Hold } from './tool-lock'

/**
 * What a cleanup holds from before its first change to after its last: our own lock against a second cleanup, then the
 * broker's against a broker.
 * @param root the local root, or the tiered root of a tiered store alone
 * @param quarantineDirectory `.store-inspector` of that root; created when missing, removed again when left empty
 * @throws Refusal `another-cleanup-is-running` or `store-in-use`, naming the process; Failure
 */
export function acquireStoreLock(root: string, quarantineDirectory: string, libc: Libc | Error = loadLibc()): Hold {
  const ours = acquireToolLockOrNothing(root, quarantineDirectory, libc)
  try {
    const brokers = acquireBrokerLock(root, libc)
    let isHeld = true
    return {
      release() {
        if (!isHeld) return
        isHeld = false
        brokers.release()
        ours.release()
      },
    }
  } catch (error) {
    ours.release()
    throw error
  }
}

/** Where there is no room for a file of ours, the broker's lock, which is there already, keeps a second cleanup out as well. */
function acquireToolLockOrNothing(root: string, quarantineDirectory: string, libc: Libc | Error): Hold {
  try {
    return acquireToolLock(quarantineDirectory, libc)
  } catch (error) {
    const isFull = error instanceof Failure && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    if (!isFull || libc instanceof Error || !existsSync(`${root}/lock`)) throw error
    return { release: () => undefined }
  }
}
