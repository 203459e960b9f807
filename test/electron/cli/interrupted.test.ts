import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { receiptDocument } from '../../../shared/contract/documents'
import { buildStore } from '../../../shared/store/builders/build-store'
import type { CleanupPlan } from '../../../shared/store/cleanup/plan'
import { writeBuiltFiles } from '../../../electron/service/write-built-files'
import { builtCli, runCli, startCli, type CliRun } from '../../helpers/built-cli'
import { kindsOfStore, writeCrashStore, type KindOfStore } from '../../helpers/crash/crash-stores'
import { contentsOf, expectSettledOnDisk, expectStartable, storeTree } from '../../helpers/crash/settled'
import { temporaryDirectory } from '../../helpers/temporary-directory'
import { fingerprintOf } from '../../helpers/untouched'

/** Ctrl-C and `kill`, at the built command line as it works on real files. */
const stopAtCall = join(import.meta.dirname, '../../helpers/crash/stop-at-call.ts')
const [local, , both] = kindsOfStore
const signals = ['SIGINT', 'SIGTERM'] as const
const verbs = ['apply', 'apply --purge', 'undo', 'purge'] as const
const INTERRUPTED = 130

interface Interruption {
  readonly signal: (typeof signals)[number]
  /** It comes before this changing call of a thread. */
  readonly call: number
}

/** A store with a plan, and for `undo` and `purge` with the plan carried out. */
function prepare(kind: KindOfStore, verb: (typeof verbs)[number]) {
  const home = temporaryDirectory()
  const store = writeCrashStore(kind, home)
  const paths = store.commitLogPaths === undefined ? [] : ['--commitlog', store.commitLogPaths.join(',')]
  const planFile = join(home, 'plan.json')
  const callsFile = join(home, 'calls')
  const { cut } = kind
  if (cut.kind !== 'before') throw new Error('the stores for crashes are cut by time')
  expect(runCli(['plan', store.directory, ...paths, '--before', new Date(cut.time).toISOString(), '--allow-pending', '--out', planFile]).code).toBe(0)
  const original = storeTree(home)
  const apply = ['apply', planFile, '--confirm', 'broker-a', '--assume-stopped']
  const isApply = verb === 'apply' || verb === 'apply --purge'
  if (!isApply) expect(runCli(apply).code).toBe(0)
  const args = {
    apply,
    'apply --purge': [...apply, '--purge'],
    undo: ['undo', store.directory, ...paths, '--assume-stopped'],
    purge: ['purge', store.directory, ...paths, '--confirm', 'broker-a'],
  }[verb]
  return {
    home, store, original,
    before: contentsOf(storeTree(home)),
    plan: JSON.parse(readFileSync(planFile, 'utf8')) as CleanupPlan,
    /** Carries it out, all of it or until a signal; also says which changing calls it makes. */
    run: (...options: readonly string[]) => (stop?: Interruption): CliRun & { readonly calls: readonly string[] } => {
      rmSync(callsFile, { force: true })
      const env = { CALLS_FILE: callsFile, NODE_OPTIONS: `--import ${stopAtCall}`, ...(stop && { STOP_AT_CALL: String(stop.call), STOP_SIGNAL: stop.signal, HEARD_FILE: join(home, 'heard') }) }
      const ended = runCli([...args, ...options], { env })
      return { ...ended, calls: existsSync(callsFile) ? readFileSync(callsFile, 'utf8').trimEnd().split('\n') : [] }
    },
    on: (name: string, ...options: string[]) => runCli([name, store.directory, ...paths, ...options]),
  }
}

/** Some of the calls that move or free a file. The last of all is that of the receipt: the work is done by then. */
function movesIn(calls: readonly string[]): { readonly among: readonly number[]; readonly last: number } {
  const moves = calls.flatMap((name, index) => (/^(?:renameat2|rename|unlink)$/.test(name) ? [index + 1] : []))
  return { among: [moves[1]!, moves[Math.floor(moves.length / 2)]!], last: moves.at(-1)! }
}

const cases = [...verbs.map(verb => [verb, local!.name, local!] as const), ...(['apply', 'undo'] as const).map(verb => [verb, both!.name, both!] as const)]

test.each(cases)('%s of a store that is %s, interrupted, ends after the step it is at and says what to do, and recover does it', { timeout: 180_000 }, (verb, _, kind) => {
  const whole = prepare(kind, verb)
  const { calls } = whole.run()()
  const after = contentsOf(storeTree(whole.home))

  const { among, last } = movesIn(calls)

  for (const [index, call] of among.entries()) {
    const { home, store, original, before, plan, run, on } = prepare(kind, verb)
    const signal = signals[index % 2]!
    const place = `${verb}: ${signal} before call ${call} (${calls[call - 1]})`
    const { code, out, err, calls: made } = run()({ signal, call })
    expect({ code, out: verb.startsWith('apply') ? '' : out, err }, place).toEqual({ code: INTERRUPTED, out: '', err: expect.stringContaining('interrupted: ') as string })
    expect(err, place).toContain(`recover ${store.directory}`)
    expect(made.length, place).toBeLessThan(calls.length)
    expectStartable(store, place)

    if (verb === 'apply') {
      const gone = plan.steps.filter(({ base, path, action }) => action === 'set-aside' && !existsSync(join(base, path))).map(({ order }) => order)
      const done = plan.steps.filter(({ action }) => action === 'set-aside').map(({ order }) => order)
      expect(gone, place).toEqual(done.slice(0, gone.length))
    }
    expect(on('plan', '--dangling').code, place).toBe(2)
    const recovered = on('recover', '--assume-stopped', '--json')
    expect({ code: recovered.code, err: recovered.err }, place).toEqual({ code: 0, err: '' })
    receiptDocument.parse(JSON.parse(recovered.out))
    expectSettledOnDisk(store, home, { original, before, after }, place)
  }

  const { home, store, original, before, run } = prepare(kind, verb)
  expect(run()({ signal: 'SIGTERM', call: last }).code, `${verb}: SIGTERM when all is done`).toBe(0)
  expectSettledOnDisk(store, home, { original, before, after }, verb)
})

test('with --json an interruption is a document, and still on its own', () => {
  const { run } = prepare(local!, 'apply')
  const { code, out, err } = run('--json')({ signal: 'SIGINT', call: 30 })
  expect([code, err]).toEqual([INTERRUPTED, ''])
  expect(JSON.parse(out)).toMatchObject({ error: { kind: 'cancelled', code: 'cancelled', message: expect.stringContaining('recover') as string } })
})

describe('reading', () => {
  /** More than a pipe holds, however its messages are told. */
  function manyMessages(): { readonly home: string; readonly root: string; readonly untouched: () => void } {
    const home = temporaryDirectory()
    writeBuiltFiles(home, buildStore({ topics: [{ topic: 'orders', queues: 2, messages: 6000 }], segmentBytes: 1_048_576 }))
    const root = join(home, 'store')
    const before = fingerprintOf(root)
    return { home, root, untouched: () => expect(fingerprintOf(root)).toEqual(before) }
  }

  test.each(signals)('a deep check ends with %s, and goes on where it was when it is asked again', async signal => {
    const { home, root, untouched } = manyMessages()
    const env = { ...process.env, XDG_CONFIG_HOME: join(home, 'config') }
    const checking = spawn(process.execPath, [builtCli, 'check', root, '--deep', '--max-rate', '200K'], { stdio: ['ignore', 'pipe', 'pipe'], env })
    let err = ''
    checking.stderr.on('data', chunk => {
      // Its first word of progress: it is at work.
      if (err === '') checking.kill(signal)
      err += String(chunk)
    })
    expect(await once(checking, 'close')).toEqual([INTERRUPTED, null])
    expect(err).toContain('interrupted: stopped on request\n')
    untouched()
    expect(runCli(['check', root, '--deep'], { env }).code).toBe(0)
  })

  test.each([
    ...['jsonl', 'csv', 'raw'].flatMap(format => [{ format, presses: 'one', call: 50 }, { format, presses: 'a second', call: 50 }]),
    // So few rows are written at its end only.
    { format: 'parquet', presses: 'a second', call: 1 },
  ])('an export as $format leaves nothing after $presses Ctrl-C', ({ format, presses, call }) => {
    const { home, root, untouched } = manyMessages()
    const to = join(home, 'exported')
    const env = { NODE_OPTIONS: `--import ${stopAtCall}`, STOP_AT_CALL: String(call), STOP_SIGNAL: 'SIGINT', ...(presses === 'one' ? {} : { STOP_TWICE: '1' }) }
    const { code, out, err } = runCli(['export', root, '--topic', 'orders', '--to', to, '--format', format], { env })
    // A slow machine has had the time to say how far it is.
    expect([code, out, err.replaceAll(/^.+ \(\d+ %\).*\n/gm, '')]).toEqual([INTERRUPTED, '', presses === 'one' ? 'interrupted: stopped on request\n' : ''])
    expect(existsSync(to) ? readdirSync(to) : []).toEqual([])
    expect(readdirSync(home).filter(name => name.startsWith('.'))).toEqual([])
    untouched()
  })

  test.each(signals)('a search ends with %s after whole lines', async signal => {
    const { root, untouched } = manyMessages()
    const searching = startCli(['find', root, '--topic', 'orders'])
    // What it says first; then it waits, for nobody reads on.
    await once(searching.stdout, 'readable')
    searching.kill(signal)
    let out = ''
    searching.stdout.on('data', chunk => (out += String(chunk)))
    const err = searching.stderr.toArray()
    expect(await once(searching, 'close')).toEqual([INTERRUPTED, null])
    expect(String(await err)).toBe('interrupted: stopped on request\n')
    const lines = out.split('\n')
    expect(lines.at(-1)).toBe('')
    expect(lines.length).toBeLessThan(6000)
    untouched()
  })

  test.each(['find "$2" --topic orders | head -n 1', 'find "$2" --topic orders --json | head -c 1', 'check "$2" --verbose 2>&1 | head -c 1', 'find "$2" --topic orders --verbose 2>&1 | head -n 1'])(
    'a reader that leaves early ends it without a word: %s',
    line => {
      const { root, untouched } = manyMessages()
      const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; "$0" "$1" ${line}`, process.execPath, builtCli, root], { encoding: 'utf8' })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      untouched()
    },
  )

  test('where the output has no room it fails with a sentence; notes without room are let go', context => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full here')
    const { root, untouched } = manyMessages()
    const inspect = (to: string) => spawnSync('sh', ['-c', `"$0" "$1" inspect "$2" --verbose ${to}`, process.execPath, builtCli, root], { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8' } })
    expect(inspect('>/dev/full')).toMatchObject({ status: 3, stderr: expect.stringMatching(/^failed: the output cannot be written: ENOSPC.*\n$/m) as string })
    expect(inspect('2>/dev/full')).toMatchObject({ status: 0, stdout: expect.stringContaining('orders') as string })
    untouched()
  })
})
