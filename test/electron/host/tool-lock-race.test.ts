import { existsSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { loadLibc } from '../../../electron/host/libc'
import { acquireToolLock } from '../../../electron/host/tool-lock'
import { temporaryDirectory } from '../../helpers/temporary-directory'

/** Another process lets go of the lock, and takes the empty directory away, just after it was made here. */
const other = vi.hoisted(() => ({ removes: 0 }))
vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const mkdirSync = (path: string, options: { recursive: true }): string | undefined => {
    const made = fs.mkdirSync(path, options)
    if (path.endsWith('.store-inspector') && other.removes > 0) {
      other.removes -= 1
      fs.rmdirSync(path)
    }
    return made
  }
  return { ...fs, mkdirSync }
})

beforeEach(() => {
  other.removes = 0
})

const ways = [['a lock of the system', loadLibc()], ['the file alone', new Error('no libc')]] as const

test.each(ways)('a directory that goes between is made again: by %s', (_, libc) => {
  const directory = join(temporaryDirectory(), '.store-inspector')
  other.removes = 3
  const hold = acquireToolLock(directory, libc)
  expect(other.removes).toBe(0)
  expect(existsSync(join(directory, 'lock'))).toBe(true)
  hold.release()
  expect(existsSync(directory)).toBe(false)
})

test.each(ways)('one that always goes is a refusal, not an endless wait: by %s', (_, libc) => {
  const directory = join(temporaryDirectory(), '.store-inspector')
  other.removes = Infinity
  expect(() => acquireToolLock(directory, libc)).toThrow(expect.objectContaining({ code: 'another-cleanup-is-running' }) as Error)
  if (existsSync(directory)) rmdirSync(directory)
})
