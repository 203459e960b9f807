import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ByteSources, chooseByteSources } from '../../../electron/host/byte-sources'
import { type Libc, loadLibc } from '../../../electron/host/libc'
import { Failure, Refusal } from '../../../shared/store/errors'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const canMap = !(loadLibc() instanceof Error)
const backends: readonly ByteSources[] = [
  chooseByteSources({ backend: 'read' }),
  ...(canMap ? [chooseByteSources({ backend: 'map' })] : []),
]

/** Bytes that differ from their neighbours and from those a page away. */
const patterned = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8) + 1) & 0xff)

function fileOf(content: Uint8Array, name = '00000000000000000000'): string {
  const path = join(temporaryDirectory(), name)
  writeFileSync(path, content)
  return path
}

describe.each(backends)('a file read with $backend', sources => {
  test('gives the same bytes at every offset, in windows and in single units', () => {
    const content = patterned(300_001)
    const source = sources.open(fileOf(content))
    for (const [offset, length] of [[0, 20], [0, 262_140], [4095, 2], [262_140, 37_861], [123_457, 65_536], [299_981, 20]] as const) {
      const target = new Uint8Array(length)
      expect(source.readInto(target, offset)).toBe(length)
      expect(Buffer.compare(target, content.subarray(offset, offset + length))).toBe(0)
    }
    source.close()
  })

  test('fills only the part of a larger buffer it was given', () => {
    const content = patterned(40_000)
    const source = sources.open(fileOf(content))
    const buffer = new Uint8Array(50_000)
    expect(source.readInto(buffer.subarray(1_000, 31_000), 5)).toBe(30_000)
    expect(Buffer.compare(buffer.subarray(1_000, 31_000), content.subarray(5, 30_005))).toBe(0)
    expect(buffer.subarray(0, 1_000).every(byte => byte === 0) && buffer.subarray(31_000).every(byte => byte === 0)).toBe(true)
    source.close()
  })

  test('stops at the end of the file', () => {
    const source = sources.open(fileOf(patterned(20_000)))
    expect(source.sizeBytes).toBe(20_000)
    expect(source.readInto(new Uint8Array(20_000), 1_000)).toBe(19_000)
    expect(source.readInto(new Uint8Array(20), 20_000)).toBe(0)
    expect(source.readInto(new Uint8Array(20), 90_000)).toBe(0)
    source.close()
  })

  test('may be empty', () => {
    const source = sources.open(fileOf(new Uint8Array(0)))
    expect(source.sizeBytes).toBe(0)
    expect(source.readInto(new Uint8Array(65_536), 0)).toBe(0)
    source.close()
  })

  test.each([
    ['whole pages are gone', 200_000, 300_000, 65_536],
    ['the window reaches over the cut', 200_100, 180_000, 65_536],
    ['the window lies behind the cut, in a page that is still there', 200_100, 200_120, 500],
    ['everything is gone', 0, 0, 65_536],
  ])('is truncated, and the process lives, when another process cuts it and %s', (_, cutTo, offset, length) => {
    const path = fileOf(patterned(400_000))
    const source = sources.open(path)
    source.readInto(new Uint8Array(400_000), 0)
    execFileSync(process.execPath, ['-e', `require('fs').truncateSync(${JSON.stringify(path)}, ${cutTo})`])
    const read = () => source.readInto(new Uint8Array(length), offset)
    expect(read).toThrow(Failure)
    expect(read).toThrow(expect.objectContaining({ code: 'truncated', path }))
    expect(read).toThrow(`bytes ${offset} to ${offset + length} of ${path}: it had 400000 bytes`)
    source.close()
  })

  test('gives zeros that are really there without suspicion', () => {
    const path = fileOf(new Uint8Array(0))
    truncateSync(path, 1_000_000)
    const source = sources.open(path)
    const window = new Uint8Array(262_140).fill(1)
    expect(source.readInto(window, 700_000)).toBe(262_140)
    expect(window.every(byte => byte === 0)).toBe(true)
    source.close()
  })

  test('keeps its size when the file grows', () => {
    const path = fileOf(patterned(20_000))
    const source = sources.open(path)
    truncateSync(path, 90_000)
    expect(source.readInto(new Uint8Array(90_000), 0)).toBe(20_000)
    source.close()
  })

  test('refuses to be read after it was closed, and may be closed twice', () => {
    const source = sources.open(fileOf(patterned(65_536)))
    source.readInto(new Uint8Array(65_536), 0)
    source.close()
    source.close()
    expect(() => source.readInto(new Uint8Array(65_536), 0)).toThrow('read after it was closed')
  })

  test('is never opened through a link', () => {
    const directory = temporaryDirectory()
    symlinkSync(fileOf(patterned(10)), join(directory, 'link'))
    expect(() => sources.open(join(directory, 'link'))).toThrow(expect.objectContaining({ code: 'ELOOP' }))
  })

  test('is not a directory, and not a pipe, which it does not wait for', () => {
    const directory = temporaryDirectory()
    mkdirSync(join(directory, 'd'))
    execFileSync('mkfifo', [join(directory, 'pipe')])
    expect(() => sources.open(join(directory, 'd'))).toThrow(expect.objectContaining({ code: 'not-a-regular-file' }))
    expect(() => sources.open(join(directory, 'pipe'))).toThrow(expect.objectContaining({ code: 'not-a-regular-file' }))
  })

  test('must be there', () => {
    const path = join(temporaryDirectory(), 'gone')
    expect(() => sources.open(path)).toThrow(`cannot open the file ${path}: no such file or directory (ENOENT)`)
  })
})

describe('the choice between mapping and reading', () => {
  const working = loadLibc()
  const broken = (change: Partial<Libc>): (() => Libc | Error) => () => (working instanceof Error ? working : { ...working, ...change })

  test.runIf(canMap)('is mapping where the self-test passes', () => {
    expect(chooseByteSources()).toMatchObject({ backend: 'map', reason: 'self-test passed' })
  })

  test('is reading when asked for, without loading anything', () => {
    const loadLibc = () => expect.unreachable('loaded')
    expect(chooseByteSources({ backend: 'read', loadLibc })).toMatchObject({ backend: 'read', reason: 'asked for' })
  })

  test('is reading without koffi, and says so', () => {
    const sources = chooseByteSources({ loadLibc: () => new Error('koffi cannot be loaded: no such module') })
    expect(sources).toMatchObject({ backend: 'read', reason: 'no memory mapping: koffi cannot be loaded: no such module' })
  })

  test.runIf(canMap).each<[string, Partial<Libc>, string]>([
    ['gives other bytes', { copyGuarded: target => target.length }, 'a mapped file gave other bytes than a read one'],
    ['is forbidden', { copyGuarded: () => { throw new Error('process_vm_readv: operation not permitted (EPERM)') } }, 'operation not permitted'],
  ])('is reading where the guarded copy %s', (_, change, reason) => {
    expect(chooseByteSources({ loadLibc: broken(change) })).toMatchObject({ backend: 'read', reason: expect.stringContaining(reason) })
  })

  test('is a refusal where mapping is asked for and cannot be had', () => {
    const choose = () => chooseByteSources({ backend: 'map', loadLibc: () => new Error('not implemented for win32') })
    expect(choose).toThrow(Refusal)
    expect(choose).toThrow('memory mapping does not work here: not implemented for win32; use --io read')
  })

  test.runIf(canMap)('still reads a file that cannot be mapped', () => {
    const content = patterned(65_536)
    const libc = working as Libc
    let calls = 0
    const map: Libc['map'] = (fd, length) => {
      calls += 1
      if (calls > 1) throw Object.assign(new Error('mmap'), { code: 'ENOMEM', errno: -12 })
      return libc.map(fd, length)
    }
    const source = chooseByteSources({ loadLibc: broken({ map }) }).open(fileOf(content))
    const window = new Uint8Array(65_536)
    expect(source.readInto(window, 0)).toBe(65_536)
    expect(Buffer.compare(window, content)).toBe(0)
    source.close()
  })
})

test.runIf(canMap)('a large mapped file that is read through does not stay in memory, and reads the same again', () => {
  const path = fileOf(patterned(65_536))
  truncateSync(path, 256 * 2 ** 20)
  const source = chooseByteSources({ backend: 'map' }).open(path)
  const window = new Uint8Array(2 ** 20)
  const residentBytes = (): number => Number(/^RssFile:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
  const before = residentBytes()
  for (let round = 0; round < 2; round += 1) {
    for (let offset = 0; offset < source.sizeBytes; offset += window.length) {
      source.readInto(window, offset)
      if (offset === 0) expect(Buffer.compare(window.subarray(0, 65_536), patterned(65_536))).toBe(0)
    }
    expect(residentBytes() - before).toBeLessThan(64 * 2 ** 20)
  }
  source.close()
})
