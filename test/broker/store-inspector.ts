import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputOf } from '../../shared/contract/contract'
import type { CleanupPlan } from '../../shared/store/cleanup/plan'
import type { BrokerVersion } from './broker-matrix'

export type Picture = OutputOf<'inspectDocument'>
export type Retention = OutputOf<'retentionDocument'>
export type Check = OutputOf<'checkDocument'>

const program = join(import.meta.dirname, '../../out/main/cli.js')

interface Answer {
  readonly exitCode: number | null
  readonly document: unknown
}

const stopAtCall = join(import.meta.dirname, '../helpers/crash/stop-at-call.ts')

/** Runs the built command line, as an administrator would, and gives its JSON; with `stops`, as `stop-at-call.ts` says. */
function run(args: readonly string[], stops?: Readonly<Record<string, string>>): Answer {
  if (!existsSync(program)) throw new Error(`${program} is not there: npm run build`)
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...(stops === undefined ? [] : ['--import', stopAtCall]), program, '--json', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...stops },
  })
  if (signal === 'SIGKILL' && stops !== undefined) return { exitCode: null, document: undefined }
  if (stdout === '') throw new Error(`store-inspector ${args.join(' ')} ended with ${status} and said nothing:\n${stderr}`)
  return { exitCode: status, document: JSON.parse(stdout) }
}

/** @throws Error with what it said, when it did not end with one of `expected` */
function documentOf(args: readonly string[], ...expected: readonly number[]): unknown {
  const { exitCode, document } = run(args)
  if (exitCode === null || !expected.includes(exitCode)) throw new Error(`store-inspector ${args.join(' ')} ended with ${exitCode}: ${JSON.stringify(document)}`)
  return document
}

/** Writes the bundled sample store: `store/`, `tiered/` and `broker.conf`. */
export const writeSample = (directory: string): unknown => documentOf(['sample', directory], 0)

/** The store in `directory`, as the broker of a version sees it; of the version found in its files when none is given. */
export function storeInspector(directory: string, version?: BrokerVersion) {
  const root = join(directory, 'store')
  const planFile = join(directory, 'plan.json')
  const assumed = version === undefined ? [] : ['--broker-version', version]
  return {
    inspect: () => documentOf(['inspect', root, ...assumed], 0) as Picture,
    check: () => documentOf(['check', root, ...assumed], 0, 1) as Check,
    retention: () => documentOf(['retention', root, ...assumed], 0) as Retention,
    /** Writes the plan beside the store, for `apply`. */
    plan: (cut: readonly string[]) => documentOf(['plan', root, ...cut, '--allow-pending', '--out', planFile, ...assumed], 0, 2) as CleanupPlan,
    // In a container it cannot be known whether a broker outside runs; here it is known.
    apply: (...options: readonly '--purge'[]) => run(['apply', planFile, '--confirm', 'broker-a', '--assume-stopped', ...options]),
    /** The names of the changing calls of the system that an apply makes. */
    callsOfApply: () => {
      const callsFile = join(directory, 'calls')
      run(['apply', planFile, '--confirm', 'broker-a', '--assume-stopped'], { CALLS_FILE: callsFile })
      return readFileSync(callsFile, 'utf8').trimEnd().split('\n')
    },
    /** Killed in place of its `call`-th changing call. */
    killApplyAt: (call: number) => run(['apply', planFile, '--confirm', 'broker-a', '--assume-stopped'], { STOP_AT_CALL: String(call) }),
    undo: () => run(['undo', root, '--assume-stopped']),
  }
}
