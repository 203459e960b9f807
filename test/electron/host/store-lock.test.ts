import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Libc, loadLibc } from '../../../electron/host/libc'
import { ownNote } from '../../../electron/host/lock-note'
import { acquireStoreLock } from '../../../electron/host/store-lock'
import { startHolder, startProgram } from '../../helpers/holder'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const libc = loadLibc()
const hasKoffi = !(libc instanceof Error)
const hasJava = spawnSync('java', ['-version']).status === 0
const withoutLocks: Libc | Error = libc instanceof Error ? libc : { ...libc, lockByte: () => { throw Object.assign(new Error('fcntl'), { code: 'ENOLCK', errno: -37 }) } }

function someStore(): string {
  const root = temporaryDirectory()
  writeFileSync(join(root, 'lock'), 'lock')
  return root
}

const quarantineOf = (root: string): string => join(root, '.store-inspector')
const acquire = (root: string, given: Libc | Error = libc) => acquireStoreLock(root, quarantineOf(root), given)

const GONE = 4_194_304 // beyond the largest pid that Linux gives

function leaveNote(root: string, change: object): void {
  mkdirSync(quarantineOf(root), { recursive: true })
  writeFileSync(join(quarantineOf(root), 'lock'), JSON.stringify({ ...ownNote('file'), ...change }))
}

describe.each([
  ['with locks of the system', libc],
  ['without koffi', new Error('no koffi')],
  ['on a file system without locks', withoutLocks],
])('a cleanup, %s,', (_, given) => {
  test('excludes a second one, and leaves nothing behind', () => {
    const root = someStore()
    const hold = acquire(root, given)
    expect(() => acquire(root, given)).toThrow(
      expect.objectContaining({ name: 'Refusal', code: 'another-cleanup-is-running', message: expect.stringContaining(`process ${process.pid} is cleaning this store up`) }),
    )
    hold.release()
    hold.release()
    expect(readdirSync(root)).toEqual(['lock'])
    acquire(root, given).release()
  })

  test('keeps what is in the quarantine', () => {
    const root = someStore()
    mkdirSync(join(quarantineOf(root), 'kept'), { recursive: true })
    acquire(root, given).release()
    expect(readdirSync(quarantineOf(root))).toEqual(['kept'])
  })

  test.each([
    ['whose process is gone', { pid: GONE }],
    ['whose pid belongs to a later process', { started: '1' }],
    ['from before the last boot', { boot: 'another' }],
  ])('takes over a lock file %s', (_name, change) => {
    const root = someStore()
    leaveNote(root, change)
    acquire(root, given).release()
    expect(readdirSync(root)).toEqual(['lock'])
  })

  test.each([
    ['alive', {}],
    ['in another container, where we cannot look', { namespace: 'pid:[1]', pid: GONE }],
  ])('refuses beside one without locks that is %s', (_name, change) => {
    const root = someStore()
    leaveNote(root, change)
    expect(() => acquire(root, given)).toThrow(expect.objectContaining({ code: 'another-cleanup-is-running' }))
    expect(readdirSync(quarantineOf(root))).toEqual(['lock'])
  })

  test('does not lock through a link', () => {
    const root = someStore()
    mkdirSync(quarantineOf(root))
    symlinkSync('../elsewhere', join(quarantineOf(root), 'lock'))
    expect(() => acquire(root, given)).toThrow(given instanceof Error ? 'is cleaning this store up' : 'too many symbolic links')
    expect(readdirSync(root)).toEqual(['.store-inspector', 'lock'])
  })

  test('works on a store without a lock file of the broker, and makes none', () => {
    const root = temporaryDirectory()
    acquire(root, given).release()
    expect(readdirSync(root)).toEqual([])
  })
})

describe.runIf(hasKoffi)('between processes', () => {
  test('a killed holder of our lock is no holder', async () => {
    const root = someStore()
    mkdirSync(quarantineOf(root))
    writeFileSync(join(quarantineOf(root), 'lock'), JSON.stringify({ ...ownNote('lock'), pid: GONE }))
    const holder = await startHolder('lock', join(quarantineOf(root), 'lock'))
    expect(() => acquire(root)).toThrow(expect.objectContaining({ code: 'another-cleanup-is-running' }))
    await holder.kill()
    acquire(root).release()
  })

  test("a broker's lock is respected, its holder named, and ours given back", async () => {
    const root = someStore()
    const { pid } = await startHolder('lock', join(root, 'lock'))
    expect(() => acquire(root)).toThrow(
      expect.objectContaining({ name: 'Refusal', code: 'store-in-use', message: `process ${pid} holds the broker's lock ${root}/lock: stop the broker first` }),
    )
    expect(readdirSync(root)).toEqual(['lock'])
  })

  test('a broker cannot take its lock while we clean up, and can afterwards', async () => {
    const root = someStore()
    const hold = acquire(root)
    readFileSync(join(root, 'lock')) // opening and closing it elsewhere in this process would drop a lock of the POSIX kind
    expect((await startHolder('lock', join(root, 'lock'))).answer).toBe('held by another')
    hold.release()
    expect((await startHolder('lock', join(root, 'lock'))).answer).toBe('ready')
  })

  test.runIf(hasJava)('and neither can Java', { timeout: 30_000 }, async () => {
    const root = someStore()
    const source = join(temporaryDirectory(), 'Try.java')
    writeFileSync(source, `
      class Try {
        public static void main(String[] args) throws Exception {
          var lock = new java.io.RandomAccessFile(args[0], "rw").getChannel().tryLock(0, 1, false);
          System.out.println(lock == null ? "held by another" : "ready");
        }
      }`)
    const hold = acquire(root)
    expect((await startProgram('java', [source, join(root, 'lock')])).answer).toBe('held by another')
    hold.release()
    expect((await startProgram('java', [source, join(root, 'lock')])).answer).toBe('ready')
  })

  test("taking the broker's lock changes neither its bytes nor its times", () => {
    const root = someStore()
    const before = statSync(join(root, 'lock'), { bigint: true })
    acquire(root).release()
    const after = statSync(join(root, 'lock'), { bigint: true })
    expect([after.mtimeNs, after.ctimeNs, after.size]).toEqual([before.mtimeNs, before.ctimeNs, before.size])
    expect(readFileSync(join(root, 'lock'), 'utf8')).toBe('lock')
  })

  test("a link in the place of the broker's lock is a failure", () => {
    const root = temporaryDirectory()
    symlinkSync('elsewhere', join(root, 'lock'))
    expect(() => acquire(root)).toThrow(expect.objectContaining({ name: 'Failure', code: 'ELOOP' }))
    expect(readdirSync(root)).toEqual(['lock'])
  })
})
