import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseByteSources } from '../../../electron/host/byte-sources'
import { createStoreFiles, factsOf } from '../../../electron/host/node-store-files'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const files = createStoreFiles(chooseByteSources())
const isSuperuser = process.geteuid?.() === 0

describe('a directory', () => {
  test('lists its entries with their kinds, in the order of UTF-16 code units', () => {
    const directory = temporaryDirectory()
    for (const name of ['b', 'a', '10', '9', 'Ω', '\u{1f600}', '\uffee']) writeFileSync(join(directory, name), '')
    mkdirSync(join(directory, 'Z'))
    symlinkSync('a', join(directory, 'link'))
    symlinkSync(directory, join(directory, 'loop'))
    execFileSync('mkfifo', [join(directory, 'pipe')])
    expect(files.list(directory)).toEqual([
      { name: '10', kind: 'file' },
      { name: '9', kind: 'file' },
      { name: 'Z', kind: 'directory' },
      { name: 'a', kind: 'file' },
      { name: 'b', kind: 'file' },
      { name: 'link', kind: 'link' },
      { name: 'loop', kind: 'link' },
      { name: 'pipe', kind: 'other' },
      { name: 'Ω', kind: 'file' },
      { name: '\u{1f600}', kind: 'file' },
      { name: '\uffee', kind: 'file' },
    ])
  })

  test('is undefined when there is none, or a file in its place', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'file'), '')
    expect(files.list(join(directory, 'gone'))).toBeUndefined()
    expect(files.list(join(directory, 'file'))).toBeUndefined()
    expect(files.list(join(directory, 'file', 'below'))).toBeUndefined()
  })

  test.skipIf(isSuperuser)('that may not be read is a failure with its name', () => {
    const directory = join(temporaryDirectory(), 'secret')
    mkdirSync(directory, { mode: 0o000 })
    expect(() => files.list(directory)).toThrow(`cannot list the directory ${directory}: permission denied (EACCES)`)
    chmodSync(directory, 0o700)
  })
})

describe('a file', () => {
  test('has its size, what it takes on disk, its time in nanoseconds, and its inode', () => {
    const path = join(temporaryDirectory(), '00000000000000000000')
    writeFileSync(path, 'lock')
    truncateSync(path, 5_000_000_000)
    execFileSync('touch', ['-d', '2026-01-02 03:04:05.123456789 UTC', path])
    const facts = files.stat(path)
    const [device, inode] = execFileSync('stat', ['-c', '%d %i', path], { encoding: 'utf8' }).trim().split(' ')
    expect(facts).toEqual({
      kind: 'file',
      sizeBytes: 5_000_000_000,
      allocatedBytes: 4096,
      modifiedTime: Date.UTC(2026, 0, 2, 3, 4, 5, 123),
      modifiedTimeNs: '1767323045123456789',
      inode: `${device}:${inode}`,
      device,
    })
  })

  test('of before 1970 has its time rounded down, not towards zero', () => {
    const path = join(temporaryDirectory(), 'old')
    writeFileSync(path, '')
    execFileSync('touch', ['-d', '1969-12-31 23:59:58.999500 UTC', path])
    expect(files.stat(path)).toMatchObject({ modifiedTime: -1001, modifiedTimeNs: '-1000500000' })
  })

  test('is undefined when there is none', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'file'), '')
    expect(files.stat(join(directory, 'gone'))).toBeUndefined()
    expect(files.stat(join(directory, 'file', 'below'))).toBeUndefined()
  })

  test('that is a link is examined itself, wherever it leads', () => {
    const directory = temporaryDirectory()
    symlinkSync('nowhere', join(directory, 'link'))
    expect(files.stat(join(directory, 'link'))).toMatchObject({ kind: 'link' })
  })

  test('is seen as it is now', () => {
    const path = join(temporaryDirectory(), 'file')
    writeFileSync(path, '1')
    expect(files.stat(path)?.sizeBytes).toBe(1)
    writeFileSync(path, '22')
    utimesSync(path, 7, 7)
    expect(files.stat(path)).toMatchObject({ sizeBytes: 2, modifiedTime: 7000 })
  })
})

describe('a real path', () => {
  test('has every link resolved', () => {
    const directory = temporaryDirectory()
    mkdirSync(join(directory, 'disk/commitlog'), { recursive: true })
    symlinkSync('disk', join(directory, 'store'))
    expect(files.realPath(join(directory, 'store/commitlog'))).toBe(join(directory, 'disk/commitlog'))
  })

  test('of what does not exist is the path itself', () => {
    expect(files.realPath('/no/such/store')).toBe('/no/such/store')
  })

  test('of a ring of links is a failure', () => {
    const directory = temporaryDirectory()
    symlinkSync('b', join(directory, 'a'))
    symlinkSync('a', join(directory, 'b'))
    expect(() => files.realPath(join(directory, 'a'))).toThrow(expect.objectContaining({ code: 'ELOOP' }))
  })
})

test('a time beyond all dates is the last one there is, and exact in nanoseconds', () => {
  const stats = (mtimeNs: bigint) => ({ isFile: () => true, size: 1n, blocks: 1n, dev: 1n, ino: 2n, mtimeNs }) as never
  const far = 9_000_000_000_000_000n * 1_000_000_000n
  expect(factsOf(stats(far))).toMatchObject({ modifiedTime: 8.64e15, modifiedTimeNs: String(far) })
  expect(factsOf(stats(-far))).toMatchObject({ modifiedTime: -8.64e15 })
})
