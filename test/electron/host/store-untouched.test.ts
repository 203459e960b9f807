import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ByteSources, chooseByteSources } from '../../../electron/host/byte-sources'
import { loadLibc } from '../../../electron/host/libc'
import { createStoreFiles } from '../../../electron/host/node-store-files'
import type { StoreFiles } from '../../../shared/store/bytes/store-files'
import { WINDOW_BYTES } from '../../../shared/store/bytes/byte-source'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const backends: readonly ByteSources[] = [
  chooseByteSources({ backend: 'read' }),
  ...(loadLibc() instanceof Error ? [] : [chooseByteSources({ backend: 'map' })]),
]

const O_ACCMODE = 0o3

describe.each(backends)('a store that is only looked at, with $backend,', sources => {
  test('keeps every byte, time and name', () => {
    const root = someStore()
    const before = pictureOf(root)
    expect(readEverything(createStoreFiles(sources), root)).toBe(6)
    expect(pictureOf(root)).toEqual(before)
  })

  test.runIf(process.platform === 'linux')('has no file open for writing', () => {
    const path = join(someStore(), 'commitlog/00000000000000000000')
    const source = sources.open(path)
    source.readInto(new Uint8Array(WINDOW_BYTES), 0)
    expect(accessModes(path)).toEqual([0])
    expect(mappingPermissions(path)).toEqual(sources.backend === 'map' ? ['r--s'] : [])
    source.close()
    expect(accessModes(path)).toEqual([])
    expect(mappingPermissions(path)).toEqual([])
  })
})

function someStore(): string {
  const root = temporaryDirectory()
  const files: Record<string, number> = {
    'commitlog/00000000000000000000': 1_000_000,
    'commitlog/00000000000001000000': 1_000_000,
    'consumequeue/orders/0/00000000000000000000': 6_000,
    'index/20260101000000000': 40_000,
    'config/topics.json': 500,
    lock: 4,
  }
  for (const [name, size] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), 'x'.repeat(Math.trunc(size / 2)))
    truncateSync(join(root, name), size)
    utimesSync(join(root, name), 1_700_000_000, 1_700_000_000)
  }
  return root
}

/** @returns how many files were read */
function readEverything(files: StoreFiles, directory: string): number {
  let read = 0
  for (const { name, kind } of files.list(directory) ?? []) {
    const path = `${directory}/${name}`
    files.stat(path)
    if (kind === 'directory') read += readEverything(files, path)
    if (kind !== 'file') continue
    const source = files.open(path)
    for (let at = 0; at < source.sizeBytes; at += WINDOW_BYTES) source.readInto(new Uint8Array(WINDOW_BYTES), at)
    source.close()
    read += 1
  }
  return read
}

function pictureOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort().map(name => {
    const path = join(root, name)
    const { mode, size, mtimeNs, ctimeNs, ino, blocks } = statSync(path, { bigint: true })
    const content = statSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''
    return [name, mode, size, mtimeNs, ctimeNs, ino, blocks, content].join(' ')
  })
}

/** Of every descriptor that this process has on a file: 0 is read-only. */
function accessModes(path: string): number[] {
  return readdirSync('/proc/self/fd').filter(fd => targetOf(`/proc/self/fd/${fd}`) === path).map(fd => {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? ''
    return Number.parseInt(flags, 8) & O_ACCMODE
  })
}

const mappingPermissions = (path: string): (string | undefined)[] =>
  readFileSync('/proc/self/maps', 'utf8').split('\n').filter(line => line.endsWith(path)).map(line => line.split(' ')[1])

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined // the descriptor that listed the directory is closed by now
  }
}
