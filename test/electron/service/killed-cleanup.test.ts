import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { executePlan } from '../../../shared/store/cleanup/execute'
import { recover } from '../../../shared/store/cleanup/recover'
import type { CleanupJob } from '../../helpers/crash/cleanup-job'
import { crashProgram, type Stop } from '../../helpers/crash/crash-program'
import { kindsOfStore, planFor, realEnvironment, rootOf, writeCrashStore, type KindOfStore, type Opened } from '../../helpers/crash/crash-stores'
import { contentsOf, expectSettledOnDisk, expectStartable, storeTree, type Ends } from '../../helpers/crash/settled'

/**
 * Real processes over a real file system, ended by SIGKILL before each of their changing calls of the system (and halfway
 * through each write). `KILLS=all` takes every call; without it every so many, another share for each operation.
 */
const STRIDE = process.env['KILLS'] === 'all' ? 1 : 17
const AT_ONCE = 2

const verbs = ['apply', 'apply that removes at once', 'undo', 'purge'] as const
type VerbName = (typeof verbs)[number]

const runProgram = crashProgram()
const kills = { sampled: 0, possible: 0, ofRecover: 0 }

interface Prepared {
  readonly home: string
  readonly store: Opened
  readonly job: CleanupJob
  readonly ends: Omit<Ends, 'after'>
}

/** A store at the moment before the operation, and the operation. */
function prepare(kind: KindOfStore, verb: VerbName): Prepared {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'store-inspector-killed-')))
  const store = writeCrashStore(kind, home)
  const plan = planFor(store, kind.cut)
  expect(plan.blockers).toEqual([])
  const original = storeTree(home)
  if (verb === 'apply' || verb === 'apply that removes at once') return { home, store, ends: { original, before: contentsOf(original) }, job: { store, verb: 'apply', plan, purge: verb !== 'apply' } }
  const receipt = executePlan(plan, realEnvironment(store))
  return { home, store, ends: { original, before: contentsOf(storeTree(home)) }, job: { store, verb, receiptId: receipt.id } }
}

/** Runs tasks, some at the same time; all have ended when one failed. */
async function together(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks]
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await task()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

const stopsAmong = (calls: readonly string[]): Stop[] => calls.flatMap((name, index) => [{ call: index + 1, halfway: false }, ...(name === 'write' ? [{ call: index + 1, halfway: true }] : [])])

describe.each(kindsOfStore.map(kind => [kind.name, kind] as const))('%s', (kindName, kind) => {
  test.each(verbs)('%s, killed before its changing calls, is recovered to before or after', { timeout: 600_000 }, async verb => {
    const whole = prepare(kind, verb)
    const { calls } = await runProgram(whole.job, whole.home)
    const after = contentsOf(storeTree(whole.home))
    rmSync(whole.home, { recursive: true })

    const stops = stopsAmong(calls)
    const first = (verbs.indexOf(verb) * 2 + kindName.length) % STRIDE
    const chosen = stops.filter((_, index) => index % STRIDE === first)
    kills.possible += stops.length
    await together(
      chosen.map((stop, index) => async () => {
        const { home, store, job, ends } = prepare(kind, verb)
        const place = `${kindName}, ${verb}, killed ${stop.halfway ? 'halfway through' : 'before'} call ${stop.call} (${calls[stop.call - 1]})`
        const ended = await runProgram(job, home, stop)
        expect(ended.signal, place).toBe('SIGKILL')
        expectStartable(store, place, kind.damage?.finding)
        kills.sampled += 1
        // Every third recovery is killed too, at one call after another until one comes to its end.
        if (index % 3 === 0)
          for (let call = 1 + (index % 5), signal: string | null = 'SIGKILL'; signal === 'SIGKILL'; call += STRIDE > 1 ? 13 : 2) {
            ;({ signal } = await runProgram({ store, verb: 'recover' }, home, { call, halfway: false }))
            expectStartable(store, `${place}, its recovery before call ${call}`, kind.damage?.finding)
            if (signal === 'SIGKILL') kills.ofRecover += 1
          }
        else recover(rootOf(store), realEnvironment(store))
        expectSettledOnDisk(store, home, { ...ends, after }, place)
        rmSync(home, { recursive: true })
      }),
    )
    expect(chosen.length).toBeGreaterThan(0)
  })
})

afterAll(() => console.log(`killed processes: ${kills.sampled} of ${kills.possible} places, and ${kills.ofRecover} kills of recover (KILLS=all takes every place)`))
