// First, so that everything below goes through it.
import { interpose, type Rule } from '../../helpers/crash/stop-at-call'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createCleanupFiles } from '../../../electron/host/node-cleanup-files'
import type { CleanupEnvironment } from '../../../shared/store/cleanup/environment'
import { executePlan } from '../../../shared/store/cleanup/execute'
import { purgeCleanup } from '../../../shared/store/cleanup/purge'
import { recover } from '../../../shared/store/cleanup/recover'
import { undoCleanup } from '../../../shared/store/cleanup/undo'
import { Failure, Refusal } from '../../../shared/store/errors'
import { kindsOfStore, planFor, realEnvironment, rootOf, writeCrashStore, type KindOfStore, type Opened } from '../../helpers/crash/crash-stores'
import { contentsOf, expectSettledOnDisk, expectStartable, storeTree, type Ends } from '../../helpers/crash/settled'
import { temporaryDirectory } from '../../helpers/temporary-directory'

/** One fault at one changing call of the system, over real files. `FAULTS=all` takes every call; without it every so many. */
const STRIDE = process.env['FAULTS'] === 'all' ? 1 : 23

type Errno = keyof typeof constants.errno

const systemError = (code: Errno, name: string): Error => Object.assign(new Error(`${code}: ${name}`), { code, errno: -constants.errno[code], syscall: name })

const faults: Readonly<Record<string, (at: number) => Rule>> = {
  ...Object.fromEntries(
    (['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EDQUOT'] as const).map(code => [
      code,
      (at: number): Rule => ({
        before: (name, number) => {
          if (number === at) throw systemError(code, name)
        },
      }),
    ]),
  ),
  'an error although it happened': at => ({
    after: (name, number) => {
      if (number === at) throw systemError('EIO', name)
    },
  }),
  'half of a write, then a full disk': at => ({
    before: (name, number, half) => {
      if (number !== at) return
      half()
      throw systemError('ENOSPC', name)
    },
  }),
  'a disk that takes nothing any more': at => ({
    before: (name, number) => {
      if (number >= at) throw systemError('EIO', name)
    },
  }),
}

const verbs = ['apply', 'apply that removes at once', 'undo', 'purge'] as const
type VerbName = (typeof verbs)[number]

interface Prepared {
  readonly home: string
  readonly store: Opened
  readonly environment: CleanupEnvironment
  readonly ends: Omit<Ends, 'after'>
  readonly run: () => unknown
}

function prepare(kind: KindOfStore, verb: VerbName): Prepared {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'store-inspector-failing-')))
  const store = writeCrashStore(kind, home)
  const root = rootOf(store)
  const plan = planFor(store, kind.cut)
  const environment = realEnvironment(store)
  const original = storeTree(home)
  const options = { ...environment.options, removeAtOnce: verb === 'apply that removes at once' }
  if (verb === 'apply' || verb === 'apply that removes at once')
    return { home, store, environment, ends: { original, before: contentsOf(original) }, run: () => executePlan(plan, { ...environment, options }) }
  const { id } = executePlan(plan, environment)
  const run = verb === 'undo' ? () => undoCleanup(root, id, environment) : () => purgeCleanup(root, id, environment)
  return { home, store, environment, ends: { original, before: contentsOf(storeTree(home)) }, run }
}

/** Runs it with a rule between it and the system. @returns what it threw */
function under(rule: Rule, act: () => unknown): unknown {
  interpose(rule)
  try {
    act()
    return undefined
  } catch (error) {
    return error
  } finally {
    interpose(undefined)
  }
}

let cases = 0
let possible = 0

// Repairs replace a file as the tiered metadata is replaced.
const kinds = kindsOfStore.filter(({ damage }) => damage === undefined || STRIDE === 1)

describe.each(kinds.map(kind => [kind.name, kind] as const))('%s', (kindName, kind) => {
  describe.each(verbs)('%s', verb => {
    const whole = prepare(kind, verb)
    const calls: string[] = []
    expect(under({ before: name => void calls.push(name) }, whole.run)).toBeUndefined()
    const after = contentsOf(storeTree(whole.home))
    rmSync(whole.home, { recursive: true })

    test.each(Object.keys(faults))('%s at a changing call of the system leaves a store a broker starts on, and recover ends it', { timeout: 600_000 }, fault => {
      possible += calls.length
      const first = (Object.keys(faults).indexOf(fault) * 5 + verbs.indexOf(verb) * 2 + kindName.length) % STRIDE
      for (let at = 1 + (first % calls.length); at <= calls.length; at += STRIDE) {
        const { home, store, environment, ends, run } = prepare(kind, verb)
        const place = `${kindName}, ${verb}, ${fault} at call ${at} (${calls[at - 1]})`
        const error = under(faults[fault]!(at), run)
        expect(error === undefined || error instanceof Failure || (error instanceof Refusal && error.code === 'read-only-file-system'), `${place}: ${String(error)}`).toBe(true)
        expectStartable(store, place, kind.damage?.finding)
        recover(rootOf(store), environment)
        expectSettledOnDisk(store, home, { ...ends, after }, place)
        rmSync(home, { recursive: true })
        cases += 1
      }
    })
  })
})

describe('what the port promises to be durable is, when it returns', () => {
  const callsOf = (act: () => void): string[] => {
    const calls: string[] = []
    expect(under({ before: name => void calls.push(name) }, act)).toBeUndefined()
    return calls
  }
  const port = createCleanupFiles()

  test.each([
    ['a new file', (home: string) => port.writeNew(join(home, 'new'), new Uint8Array(3)), ['open', 'write', 'fsync']],
    ['what is appended', (home: string) => port.append(join(home, 'journal'), new Uint8Array(3)), ['open', 'write', 'fsync']],
    ['the names in a directory', (home: string) => port.syncDirectory(home), ['fsync']],
  ])('%s', (_, act, calls) => {
    const home = temporaryDirectory()
    expect(callsOf(() => act(home))).toEqual(calls)
  })

  test('and a line that cannot be made durable is cut off again', () => {
    const path = join(temporaryDirectory(), 'journal')
    port.append(path, new TextEncoder().encode('one\n'))
    const failsToSync: Rule = {
      before: name => {
        if (name === 'fsync') throw systemError('EIO', name)
      },
    }
    expect(under(failsToSync, () => port.append(path, new TextEncoder().encode('two\n')))).toBeInstanceOf(Failure)
    expect(readFileSync(path, 'utf8')).toBe('one\n')
  })
})

afterAll(() => console.log(`failing system calls: ${cases} faults of ${possible} possible (FAULTS=all takes every one)`))
