import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryDirectory } from './temporary-directory'

/** `ext4` from an image without a reserve for root, and `tmpfs`, which makes directories of nothing. */
export const smallFileSystems = ['ext4', 'tmpfs'] as const
export type SmallFileSystem = (typeof smallFileSystems)[number]

const SIZE_BYTES = 8 * 2 ** 20

/** Mounts a file system of a few megabytes until the test has finished. @returns where; undefined when this machine does not allow it */
export function mountSmall(type: SmallFileSystem, sizeBytes = SIZE_BYTES): string | undefined {
  const home = temporaryDirectory()
  const at = join(home, 'disk')
  mkdirSync(at)
  const image = join(home, 'image')
  if (type === 'ext4') {
    writeFileSync(image, '')
    truncateSync(image, sizeBytes)
    if (spawnSync('mkfs.ext4', ['-q', '-m', '0', image]).status !== 0) return undefined
  }
  const options = type === 'ext4' ? ['-o', 'loop', image] : ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs']
  if (spawnSync('mount', [...options, at]).status !== 0) return undefined
  onTestFinished(() => {
    execFileSync('umount', ['-l', at])
    rmSync(image, { force: true })
  })
  return at
}

/** Writes until not one more byte goes in. */
export function fill(at: string): void {
  const file = openSync(join(at, 'filler'), 'w')
  try {
    for (let size = 65_536; size >= 1; size = Math.floor(size / 4)) writeUntilFull(file, new Uint8Array(size))
  } finally {
    closeSync(file)
  }
}

function writeUntilFull(file: number, bytes: Uint8Array): void {
  try {
    for (;;) writeSync(file, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}
