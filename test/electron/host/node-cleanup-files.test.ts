import { chmodSync, chownSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Libc, loadLibc } from '../../../electron/host/libc'
import { createCleanupFiles } from '../../../electron/host/node-cleanup-files'
import { Failure } from '../../../shared/store/errors'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const libc = loadLibc()
const withoutFlag: Libc | Error =
  libc instanceof Error ? libc : { ...libc, renameNoReplace: () => { throw Object.assign(new Error('EINVAL'), { code: 'EINVAL', errno: -22 }) } }

const files = createCleanupFiles()
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8)
const isSuperuser = process.geteuid?.() === 0

describe.each([
  ['by one call of the system', libc],
  ['without koffi', new Error('no koffi')],
  ['on a file system that does not know the flag', withoutFlag],
])('renaming %s', (_, given) => {
  const { rename } = createCleanupFiles(given)

  test('keeps bytes, inode, mode and modification time', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'a'), 'segment', { mode: 0o640 })
    utimesSync(join(directory, 'a'), 1234, 1234)
    const before = statSync(join(directory, 'a'), { bigint: true })
    rename(join(directory, 'a'), join(directory, 'b'))
    const after = statSync(join(directory, 'b'), { bigint: true })
    expect([after.ino, after.mode, after.mtimeNs, after.size]).toEqual([before.ino, before.mode, before.mtimeNs, before.size])
    expect(readdirSync(directory)).toEqual(['b'])
  })

  test.each(['file', 'directory', 'link'])('never overwrites a %s', kind => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'a'), 'new')
    if (kind === 'file') writeFileSync(join(directory, 'b'), 'old')
    else if (kind === 'directory') mkdirSync(join(directory, 'b'))
    else symlinkSync('nowhere', join(directory, 'b'))
    expect(() => rename(join(directory, 'a'), join(directory, 'b'))).toThrow(expect.objectContaining({ name: 'Failure', code: 'EEXIST' }))
    expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('new')
    expect(readdirSync(directory)).toEqual(['a', 'b'])
  })

  test('of what is gone is a failure that names both ends', () => {
    const directory = temporaryDirectory()
    const act = () => rename(join(directory, 'a'), join(directory, 'b'))
    expect(act).toThrow(`cannot rename ${directory}/a to ${directory}/b: no such file or directory (ENOENT)`)
  })
})

describe('writing a new file', () => {
  test('gives it to its owner alone', () => {
    const path = join(temporaryDirectory(), 'receipt.json')
    files.writeNew(path, bytes('{}'))
    expect(readFileSync(path, 'utf8')).toBe('{}')
    expect(modeOf(path)).toBe('600')
  })

  test('takes over the mode of the file it will replace', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'a.json'), 'old')
    chmodSync(join(directory, 'a.json'), 0o664)
    files.writeNew(join(directory, 'a.tmp'), bytes('new'), join(directory, 'a.json'))
    expect(modeOf(join(directory, 'a.tmp'))).toBe('664')
    files.replace(join(directory, 'a.tmp'), join(directory, 'a.json'))
    expect(readFileSync(join(directory, 'a.json'), 'utf8')).toBe('new')
    expect(readdirSync(directory)).toEqual(['a.json'])
  })

  test.runIf(isSuperuser)('takes over its owner too', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'a.json'), 'old')
    chownSync(join(directory, 'a.json'), 1234, 2345)
    files.writeNew(join(directory, 'a.tmp'), bytes('new'), join(directory, 'a.json'))
    expect(statSync(join(directory, 'a.tmp'))).toMatchObject({ uid: 1234, gid: 2345 })
  })

  test('does not touch one that is there, nor write through a link', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'a'), 'old')
    symlinkSync('elsewhere', join(directory, 'link'))
    expect(() => files.writeNew(join(directory, 'a'), bytes('new'))).toThrow(expect.objectContaining({ code: 'EEXIST' }))
    expect(() => files.writeNew(join(directory, 'link'), bytes('new'))).toThrow(expect.objectContaining({ code: 'EEXIST' }))
    expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('old')
    expect(readdirSync(directory)).toEqual(['a', 'link'])
  })
})

describe('appending', () => {
  test('creates the file for its owner alone and grows it', () => {
    const path = join(temporaryDirectory(), 'journal')
    files.append(path, bytes('one\n'))
    files.append(path, bytes('two\n'))
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
    expect(modeOf(path)).toBe('600')
  })

  test('does not go through a link', () => {
    const directory = temporaryDirectory()
    symlinkSync('elsewhere', join(directory, 'journal'))
    expect(() => files.append(join(directory, 'journal'), bytes('one'))).toThrow(expect.objectContaining({ code: 'ELOOP' }))
    expect(readdirSync(directory)).toEqual(['journal'])
  })

  test('is to a regular file only', () => {
    expect(() => files.append('/dev/full', bytes('one'))).toThrow(expect.objectContaining({ code: 'not-a-regular-file' }))
  })
})

describe('directories', () => {
  test('are made with their parents for their owner alone, and may be there already', () => {
    const directory = join(temporaryDirectory(), 'a/b/c')
    files.makeDirectory(directory)
    files.makeDirectory(directory)
    expect([modeOf(directory), modeOf(join(directory, '..'))]).toEqual(['700', '700'])
  })

  test('are not links to directories', () => {
    const directory = temporaryDirectory()
    mkdirSync(join(directory, 'elsewhere'))
    symlinkSync('elsewhere', join(directory, 'quarantine'))
    expect(() => files.makeDirectory(join(directory, 'quarantine'))).toThrow(`cannot use ${directory}/quarantine as a directory`)
    expect(() => files.syncDirectory(join(directory, 'quarantine'))).toThrow(Failure)
  })

  test('are removed only when empty, and may be gone', () => {
    const directory = temporaryDirectory()
    mkdirSync(join(directory, 'empty'))
    mkdirSync(join(directory, 'full'))
    writeFileSync(join(directory, 'full/file'), '')
    for (const name of ['empty', 'full', 'gone']) files.removeDirectory(join(directory, name))
    expect(readdirSync(directory)).toEqual(['full'])
  })

  test('are made durable, and must be there for it', () => {
    const directory = temporaryDirectory()
    files.syncDirectory(directory)
    expect(() => files.syncDirectory(join(directory, 'gone'))).toThrow(expect.objectContaining({ code: 'ENOENT' }))
  })
})

test('removing takes one name away and minds nothing that is gone', () => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'a'), 'kept')
  linkSync(join(directory, 'a'), join(directory, 'b'))
  files.remove(join(directory, 'a'))
  files.remove(join(directory, 'a'))
  expect(readFileSync(join(directory, 'b'), 'utf8')).toBe('kept')
  mkdirSync(join(directory, 'd'))
  expect(() => files.remove(join(directory, 'd'))).toThrow(Failure)
})

test('linking gives a second name to the same file and never overwrites', () => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'a'), 'row')
  files.link(join(directory, 'a'), join(directory, 'b'))
  expect(statSync(join(directory, 'b')).ino).toBe(statSync(join(directory, 'a')).ino)
  expect(() => files.link(join(directory, 'a'), join(directory, 'b'))).toThrow(expect.objectContaining({ code: 'EEXIST' }))
})
