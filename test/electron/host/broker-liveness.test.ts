import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, cpSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detectInUse } from '../../../electron/host/broker-liveness'
import { loadLibc } from '../../../electron/host/libc'
import { acquireStoreLock } from '../../../electron/host/store-lock'
import type { InUseReason } from '../../../shared/store/in-use'
import { startHolder, startHolderWithin, startProgram } from '../../helpers/holder'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const isLinux = process.platform === 'linux'
const hasKoffi = !(loadLibc() instanceof Error)
const hasJava = spawnSync('java', ['-version']).status === 0
const canUnshare = isLinux && spawnSync('unshare', ['--mount', 'true']).status === 0
const SEGMENT = 'commitlog/00000000000000000000'

/** The signs of use. What else this machine hides from us (a container, other users) is for the fabricated machines. */
const signsOn = (root: string, directories = [root]): readonly InUseReason[] =>
  detectInUse({ localRoot: root, directories }).reasons.filter(reason => ['lock-held', 'file-open', 'file-mapped'].includes(reason.code))

function someStore(parent = temporaryDirectory()): string {
  const root = join(parent, 'store')
  for (const name of [SEGMENT, 'consumequeue/orders/0/00000000000000000000', 'config/topics.json', 'lock']) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), 'lock')
  }
  return root
}

describe.runIf(isLinux)('a store on this machine', () => {
  test('is free when nobody has it', () => {
    expect(signsOn(someStore())).toEqual([])
  })

  test('is not in use by ourselves', () => {
    const root = someStore()
    const fd = openSync(join(root, SEGMENT), 'r')
    expect(signsOn(root)).toEqual([])
    closeSync(fd)
  })

  test('is in use while a process has a file open, as a broker that still loads has', async () => {
    const root = someStore()
    const holder = await startHolder('open', join(root, 'lock'))
    expect(signsOn(root)).toEqual([{ code: 'file-open', pid: holder.pid, path: join(root, 'lock'), command: expect.stringContaining('hold-file') }])
    await holder.kill()
    expect(signsOn(root)).toEqual([])
  })

  test.runIf(hasKoffi)('is in use while a process has a file mapped and no longer open', async () => {
    const root = someStore()
    const { pid } = await startHolder('map', join(root, SEGMENT))
    expect(signsOn(root)).toMatchObject([{ code: 'file-mapped', pid, path: join(root, SEGMENT) }])
  })

  test.runIf(hasKoffi)('is in use while a process holds the lock, and the line that says so is shown', async () => {
    const root = someStore()
    const { pid } = await startHolder('lock', join(root, 'lock'))
    expect(detectInUse({ localRoot: root, directories: [root] }).state).toBe('in-use')
    expect(signsOn(root)).toContainEqual(expect.objectContaining({ code: 'lock-held', pid, raw: expect.stringMatching(/POSIX +ADVISORY +WRITE/) }))
  })

  test.runIf(hasJava)('is in use while a Java program holds the lock as a broker does', { timeout: 30_000 }, async () => {
    const root = someStore()
    const source = join(root, '..', 'Hold.java')
    writeFileSync(source, `
      class Hold {
        public static void main(String[] args) throws Exception {
          var lock = new java.io.RandomAccessFile(args[0], "rw").getChannel().tryLock(0, 1, false);
          System.out.println(lock == null ? "held by another" : "ready");
          System.in.read();
        }
      }`)
    const { pid, answer } = await startProgram('java', [source, join(root, 'lock')])
    expect(answer).toBe('ready')
    expect(signsOn(root).filter(reason => reason.pid === pid).map(reason => reason.code)).toEqual(['lock-held', 'file-open'])
  })

  test('is in use while a process reads a file, and that is told apart', async () => {
    const root = someStore()
    const { pid } = await startProgram('sh', ['-c', 'exec 9<"$1"; echo ready; exec sleep 60', 'sh', join(root, SEGMENT)])
    expect(signsOn(root)).toEqual([{ code: 'file-open', pid, path: join(root, SEGMENT), command: expect.any(String), readsOnly: true }])
  })

  test('is free while a process has the same files of a copy', async () => {
    const root = someStore()
    const copy = join(temporaryDirectory(), 'store')
    cpSync(root, copy, { recursive: true })
    await startHolder('open', join(root, 'lock'))
    await startHolder('open', join(root, SEGMENT))
    expect(signsOn(copy)).toEqual([])
  })

  test('is in use by who opened it through a link', async () => {
    const root = someStore()
    symlinkSync(root, join(root, '../link'))
    await startHolder('open', join(root, '../link', SEGMENT))
    expect(signsOn(root)).toMatchObject([{ code: 'file-open', path: join(root, SEGMENT) }])
  })

  test('is not in use by a directory that somebody has open, nor by a neighbour with a longer name', async () => {
    const root = someStore()
    writeFileSync(`${root}-2`, '')
    await startHolder('open', `${root}-2`)
    await startProgram('sh', ['-c', 'exec 9<"$1"; echo ready; exec sleep 60', 'sh', join(root, 'commitlog')])
    expect(signsOn(root)).toEqual([])
  })

  test('counts files of all its directories', async () => {
    const root = someStore()
    const elsewhere = join(temporaryDirectory(), 'disk2')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, '00000000000000001024'), '')
    await startHolder('open', join(elsewhere, '00000000000000001024'))
    expect(signsOn(root)).toEqual([])
    expect(signsOn(root, [root, elsewhere])).toMatchObject([{ code: 'file-open' }])
  })

  test.runIf(canUnshare).each(['open', 'map', 'lock'] as const)('is in use when a container has it %s under another path', async how => {
    const root = someStore()
    const mounted = temporaryDirectory()
    const name = how === 'map' ? SEGMENT : 'lock'
    const container = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$1" "$2" && shift 2 && exec "$@"', 'sh', root, mounted] as const
    const { pid, answer } = await startHolderWithin([...container], how, join(mounted, name))
    expect(answer).toBe('ready')
    expect(signsOn(root)).toContainEqual(
      expect.objectContaining({ code: how === 'map' ? 'file-mapped' : 'file-open', pid, path: join(root, name) }),
    )
  })

  test.runIf(canUnshare)('is free when a container has another store under the same path', async () => {
    const root = someStore()
    const other = someStore()
    const container = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$1" "$2" && shift 2 && exec "$@"', 'sh', other, root] as const
    const { answer } = await startHolderWithin([...container], 'lock', join(root, 'lock'))
    expect(answer).toBe('ready')
    expect(signsOn(root)).toEqual([])
    expect(signsOn(other)).not.toEqual([])
  })

  test.runIf(canUnshare)('is in use by a broker in a pid namespace of its own', async () => {
    const root = someStore()
    await startHolderWithin(['unshare', '--pid', '--fork', '--kill-child'], 'lock', join(root, 'lock'))
    expect(signsOn(root).map(reason => reason.code)).toEqual(['lock-held', 'file-open'])
  })

  test.runIf(hasKoffi)('is not in use by the lock that a cleanup of our own holds', () => {
    const root = someStore()
    const hold = acquireStoreLock(root, join(root, '.store-inspector'))
    expect(execFileSync('cat', ['/proc/locks'], { encoding: 'utf8' })).toContain('OFDLCK')
    expect(signsOn(root)).toEqual([])
    hold.release()
  })

  test.runIf(hasKoffi)('is not in use by the lock file of another cleanup, which refuses by itself', async () => {
    const root = someStore()
    mkdirSync(join(root, '.store-inspector'))
    writeFileSync(join(root, '.store-inspector/lock'), '')
    await startHolder('lock', join(root, '.store-inspector/lock'))
    expect(signsOn(root)).toEqual([])
  })
})
