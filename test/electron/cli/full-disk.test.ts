import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, type TestContext } from 'vitest'
import { runCli } from '../../helpers/built-cli'
import { crashProgram } from '../../helpers/crash/crash-program'
import { kindsOfStore, planFor, writeCrashStore } from '../../helpers/crash/crash-stores'
import { contentsOf, storeTree } from '../../helpers/crash/settled'
import { fill, mountSmall, smallFileSystems, type SmallFileSystem } from '../../helpers/small-file-system'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const [local, , both] = kindsOfStore
const MIDDLE = '16384'

/** A store on a disk that is filled to the last byte, and a directory for journals on another. */
function fullDisk(context: TestContext, type: SmallFileSystem, kind = local!) {
  const disk = mountSmall(type)
  if (disk === undefined) return context.skip(`a small ${type} cannot be mounted here (that needs root)`)
  const store = writeCrashStore(kind, disk)
  fill(disk)
  const elsewhere = temporaryDirectory()
  const journals = join(elsewhere, 'journals')
  mkdirSync(journals)
  const plan = join(elsewhere, 'plan.json')
  const paths = store.commitLogPaths === undefined ? [] : ['--commitlog', store.commitLogPaths.join(',')]
  return {
    disk, store, elsewhere, journals, plan,
    before: contentsOf(storeTree(disk)),
    free: () => statfsSync(disk).bavail * statfsSync(disk).bsize,
    makePlan: (...cut: string[]) => runCli(['plan', store.directory, ...paths, ...cut, '--allow-pending', '--out', plan, '--json']),
    apply: (...options: string[]) => runCli(['apply', plan, '--confirm', 'broker-a', '--assume-stopped', ...options]),
    on: (verb: string, ...options: string[]) => runCli([verb, store.directory, ...paths, ...options]),
  }
}
type FullDisk = ReturnType<typeof fullDisk>

describe.each(smallFileSystems)('on a full %s', type => {
  test('a plan is made, and changes nothing', context => {
    const { makePlan, disk, before } = fullDisk(context, type)
    expect(makePlan('--keep-from', MIDDLE).code).toBe(0)
    expect(contentsOf(storeTree(disk))).toEqual(before)
  })

  test('apply without room for its journal says what needs none, and leaves the store as it was', context => {
    const { makePlan, apply, on, disk, before } = fullDisk(context, type)
    makePlan('--keep-from', MIDDLE)
    const { code, err } = apply()
    expect([code, err]).toEqual([3, expect.stringContaining('ENOSPC')])
    expect(err).toContain('"apply --purge --journal DIR"')
    expect(contentsOf(storeTree(disk))).toEqual(before)
    expect(on('recover', '--assume-stopped').out).toContain('no unfinished cleanup')
    expect(contentsOf(storeTree(disk))).toEqual(before)
  })

  test('apply --purge with its journal elsewhere needs not one byte, and says how much was really freed', context => {
    const { makePlan, apply, on, disk, before, journals, free } = fullDisk(context, type)
    makePlan('--keep-from', MIDDLE)
    expect(free()).toBe(0)
    const { code, out } = apply('--purge', '--journal', journals)
    expect([code, out]).toEqual([0, expect.stringMatching(/freed .+; the file system had 0 B free before and has .+ now/)])
    const after = contentsOf(storeTree(disk))
    expect(before.filter(line => !after.includes(line)).map(line => line.split(' ')[0])).toEqual([
      'store/commitlog/00000000000000000000', 'store/commitlog/00000000000000008192', 'store/consumequeue/orders/0/00000000000000000000',
      'store/consumequeue/orders/1/00000000000000000000', 'store/index/20260105080410829',
    ])
    const receipt = JSON.parse(on('receipts', '--journal', journals, '--json').out) as { receipts: { state: string; freedBytes: number; fileSystem: { freeBytesBefore: number; freeBytesAfter: number } }[] }
    expect(receipt.receipts).toMatchObject([{ state: 'purged', fileSystem: { freeBytesBefore: 0 } }])
    expect(receipt.receipts[0]?.fileSystem.freeBytesAfter).toBe(free())
    expect(free()).toBeGreaterThanOrEqual(receipt.receipts[0]?.freedBytes ?? 0)
    expect(readdirSync(join(disk, 'store'))).not.toContain('.store-inspector')
  })
})

test('a full tmpfs still takes directories: what is set aside there with its journal elsewhere is found again with --journal, and undone', context => {
  const { makePlan, apply, on, disk, before, journals } = fullDisk(context, 'tmpfs')
  makePlan('--keep-from', MIDDLE)
  expect(apply('--journal', journals).code).toBe(0)
  expect(on('receipts').out).toContain('no cleanup')
  const blocked = on('plan', '--dangling')
  expect([blocked.code, blocked.out]).toEqual([2, expect.stringContaining('unfinished-cleanup')])
  expect(on('undo', '--journal', join(journals, 'mistyped')).err).toContain('does not exist')
  expect(on('undo', '--journal', journals, '--assume-stopped').code).toBe(0)
  expect(contentsOf(storeTree(disk))).toEqual(before)
})

test('a full ext4 takes no directory: setting aside fails before the first file, and recover --journal closes the run', context => {
  const { makePlan, apply, on, disk, before, journals } = fullDisk(context, 'ext4')
  makePlan('--keep-from', MIDDLE)
  const { code, err } = apply('--journal', journals)
  expect([code, err]).toEqual([3, expect.stringContaining(`--journal ${journals}`)])
  expect(contentsOf(storeTree(disk))).toEqual(before)
  expect(on('recover', '--journal', journals, '--assume-stopped').code).toBe(0)
  expect(contentsOf(storeTree(disk))).toEqual(before)
})

test('tiered metadata needs room for its new text: first the local log is freed, then both go', context => {
  const { makePlan, apply, on, disk, before, journals } = fullDisk(context, 'ext4', both)
  makePlan('--before', '2026-01-05T13:00:00Z')
  expect(apply('--purge', '--journal', journals).code).toBe(3)
  on('recover', '--journal', journals, '--assume-stopped')
  expect(contentsOf(storeTree(disk))).toEqual(before)
  expect(makePlan('--keep-from', MIDDLE).code).toBe(0)
  expect(apply('--purge', '--journal', journals).code).toBe(0)
  expect(makePlan('--before', '2026-01-05T13:00:00Z').code).toBe(0)
  const second = apply('--purge', '--journal', journals)
  expect([second.code, second.out]).toEqual([0, expect.stringContaining('freed')])
})

test('a disk that is mounted read-only blocks the plan, which is written all the same', context => {
  const { makePlan, disk, plan } = fullDisk(context, 'tmpfs')
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const { code, out } = makePlan('--keep-from', MIDDLE)
  expect([code, out]).toEqual([2, expect.stringContaining('"read-only-file-system"')])
  expect(readFileSync(plan, 'utf8')).toContain('"read-only-file-system"')
})

describe('killed on a full disk', () => {
  const runProgram = crashProgram()
  test('while files are being removed, with the journal elsewhere, recover --journal finishes', async context => {
    const jobOn = ({ store, journals }: FullDisk) => ({ store: { ...store, journalPath: journals }, verb: 'apply', plan: planFor(store, local!.cut), purge: true }) as const
    const whole = fullDisk(context, 'ext4')
    const { calls } = await runProgram(jobOn(whole), whole.elsewhere)
    const removals = calls.flatMap((name, index) => (name === 'unlink' ? [index + 1] : []))

    const killed = fullDisk(context, 'ext4')
    const { disk, before, journals, on } = killed
    expect((await runProgram(jobOn(killed), killed.elsewhere, { call: removals[3]!, halfway: false })).signal).toBe('SIGKILL')
    expect(contentsOf(storeTree(disk)).length).toBeLessThan(before.length)
    expect(contentsOf(storeTree(disk)).length).toBeGreaterThan(before.length - 5)
    expect(on('recover', '--journal', journals, '--assume-stopped', '--json').out).toContain('"state": "purged"')
    expect(contentsOf(storeTree(disk))).toHaveLength(before.length - 5)
    expect(readFileSync(join(journals, readdirSync(journals).at(-1) ?? '', 'journal'), 'utf8')).toContain('"kind":"applied"')
  })
})
