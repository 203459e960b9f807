import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { executePlan } from '../../../shared/store/cleanup/execute'
import { builtCli, runCli } from '../../helpers/built-cli'
import { kindsOfStore, planFor, realEnvironment, writeCrashStore } from '../../helpers/crash/crash-stores'
import { contentsOf, expectSettledOnDisk, expectStartable, storeTree } from '../../helpers/crash/settled'
import { temporaryDirectory } from '../../helpers/temporary-directory'

/** Two tools at one store: the built command line, one of them held in the middle of its work by SIGSTOP. */
const stopAtCall = resolve(import.meta.dirname, '../../helpers/crash/stop-at-call.ts')
const [local] = kindsOfStore

function storeAtHand() {
  const home = temporaryDirectory()
  const store = writeCrashStore(local!, home)
  const plan = planFor(store, local!.cut)
  const planFile = join(home, 'plan.json')
  writeFileSync(planFile, JSON.stringify(plan))
  const cli = (...args: string[]) => runCli([...args, '--json'])
  return {
    home, store, plan, planFile,
    original: storeTree(home),
    apply: () => cli('apply', planFile, '--confirm', 'broker-a', '--assume-stopped'),
    undo: (id: string) => cli('undo', store.directory, id, '--assume-stopped'),
    purge: (id: string) => cli('purge', store.directory, id, '--confirm', 'broker-a'),
    recover: () => cli('recover', store.directory, '--assume-stopped'),
  }
}

/** Starts a command that stands still before its changing call number `call`. */
async function heldAt(call: number, args: readonly string[], home: string): Promise<{ pid: number; kill(): Promise<unknown> }> {
  const callsFile = join(home, 'calls')
  const child = spawn(process.execPath, ['--import', stopAtCall, builtCli, ...args], { stdio: 'ignore', env: { ...process.env, STOP_AT_CALL: String(call), STOP_SIGNAL: 'SIGSTOP', CALLS_FILE: callsFile } })
  const ended = new Promise(done => child.once('exit', done))
  const kill = (): Promise<unknown> => (child.kill('SIGKILL'), ended)
  onTestFinished(async () => void (await kill()))
  const isHeld = (): boolean => existsSync(callsFile) && readFileSync(callsFile, 'utf8').split('\n').length - 1 >= call && readFileSync(`/proc/${child.pid}/stat`, 'utf8').includes(') T ')
  await vi.waitFor(() => expect(isHeld()).toBe(true), { timeout: 60_000, interval: 50 })
  return { pid: child.pid ?? 0, kill }
}

const errorIn = (out: string) => (JSON.parse(out) as { error: { code: string; message: string } }).error

describe.runIf(process.platform === 'linux')('while one apply stands in the middle of its work', () => {
  test('a second apply, an undo, a purge and a recover are refused, naming who holds the store; killed, it leaves a run to recover, and no lock', { timeout: 180_000 }, async () => {
    const { home, store, planFile, original, apply, undo, purge, recover } = storeAtHand()
    const args = ['apply', planFile, '--confirm', 'broker-a', '--assume-stopped']
    // Behind the first file that moved: the lock, the journal, the quarantine and one announcement come before it.
    const first = await heldAt(36, args, home)
    const held = contentsOf(storeTree(home))
    expect(held).not.toEqual(contentsOf(original))
    const answers = [apply(), undo('aaaaaaaaaaaa-20260101T000000'), purge('aaaaaaaaaaaa-20260101T000000'), recover()]
    for (const { code, out } of answers) {
      expect(code).toBe(2)
      expect(['another-cleanup-is-running', 'changed-since-plan', 'no-such-receipt']).toContain(errorIn(out).code)
    }
    expect(errorIn(answers[3]!.out)).toMatchObject({ code: 'another-cleanup-is-running', message: expect.stringContaining(`process ${first.pid}`) as unknown })
    expect(contentsOf(storeTree(home))).toEqual(held)
    expectStartable(store, 'held in the middle')

    await first.kill()
    expect(errorIn(apply().out).code).toMatch(/unfinished-cleanup|changed-since-plan/)
    expect(contentsOf(storeTree(home))).toEqual(held)
    expect(recover().code).toBe(0)
    expectSettledOnDisk(store, home, { original, before: contentsOf(original), after: [] }, 'after the killed holder')
  })
})

describe.runIf(process.platform === 'linux')('while an undo stands in the middle of its work', () => {
  test('an apply is refused, and so is a second undo', { timeout: 180_000 }, async () => {
    const { home, store, plan, original, apply, undo, recover } = storeAtHand()
    const { id } = executePlan(plan, realEnvironment(store))
    const after = contentsOf(storeTree(home))
    const first = await heldAt(14, ['undo', store.directory, id, '--assume-stopped'], home)
    const held = contentsOf(storeTree(home))
    for (const { code, out } of [apply(), undo(id)]) {
      expect(code).toBe(2)
      expect(['another-cleanup-is-running', 'changed-since-plan']).toContain(errorIn(out).code)
    }
    expect(contentsOf(storeTree(home))).toEqual(held)
    await first.kill()
    expect(recover().code).toBe(0)
    expectSettledOnDisk(store, home, { original, before: contentsOf(original), after }, 'after the killed undo')
  })
})

test.runIf(process.platform === 'linux')('of two that start together at most one goes on, and the store is as after one', { timeout: 180_000 }, async () => {
  const { home, store, planFile, original } = storeAtHand()
  const run = () =>
    new Promise<string>(done => {
      const child = spawn(process.execPath, [builtCli, 'apply', planFile, '--confirm', 'broker-a', '--assume-stopped', '-q', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
      let out = ''
      child.stdout.on('data', (part: Buffer) => void (out += part.toString()))
      child.once('close', code => done(code === 0 ? 'done' : errorIn(out).code))
    })
  const declined = [
    'another-cleanup-is-running', 'unfinished-cleanup', 'changed-since-plan',
    // Each may also see the other read the store, or lose a file again and again that it is about to read.
    'store-in-use', 'ENOENT', 'truncated',
  ]
  const ends = await Promise.all([run(), run()])
  expect(ends.filter(end => end !== 'done' && !declined.includes(end))).toEqual([])
  expect(ends).not.toEqual(['done', 'done'])
  if (!ends.includes('done')) {
    expect(contentsOf(storeTree(home))).toEqual(contentsOf(original))
    expect(await run()).toBe('done')
  }
  const after = contentsOf(storeTree(home))
  expect(after).not.toEqual(contentsOf(original))
  expectSettledOnDisk(store, home, { original, before: after, after }, 'after two at once')
})
