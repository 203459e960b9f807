import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputOf } from '../../shared/contract/contract'
import type { CleanupPlan } from '../../shared/store/cleanup/plan'
import type { BrokerVersion } from './broker-matrix'

export type Picture = OutputOf<'inspectDocument'>
export type Check = OutputOf<'checkDocument'>

const program = join(import.meta.dirname, '../../out/main/cli.js')

interface Answer<Document> {
  readonly exitCode: number | null
  readonly document: Document
}

/** Runs the built command line, as an administrator would, and gives its JSON. */
function run<Document>(args: readonly string[]): Answer<Document> {
  if (!existsSync(program)) throw new Error(`${program} is not there: npm run build`)
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--json', ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (stdout === '') throw new Error(`store-inspector ${args.join(' ')} ended with ${status} and said nothing:\n${stderr}`)
  return { exitCode: status, document: JSON.parse(stdout) as Document }
}

/** @throws Error with what it said, when it did not end with one of `expected` */
function expectExit<Document>(args: readonly string[], ...expected: readonly number[]): Document {
  const { exitCode, document } = run<Document>(args)
  if (exitCode === null || !expected.includes(exitCode)) throw new Error(`store-inspector ${args.join(' ')} ended with ${exitCode}: ${JSON.stringify(document)}`)
  return document
}

/** The store in `directory`, as the broker of a version sees it; of the version found in its files when none is given. */
export function storeInspector(directory: string, version?: BrokerVersion) {
  const root = join(directory, 'store')
  const planFile = join(directory, 'plan.json')
  const assumed = version === undefined ? [] : ['--broker-version', version.split('.').slice(0, 2).join('.')]
  return {
    inspect: (): Picture => expectExit(['inspect', root, ...assumed], 0),
    check: (): Check => expectExit(['check', root, ...assumed], 0, 1),
    /** Writes the plan beside the store, for `apply`. */
    plan: (cut: readonly string[]): CleanupPlan => expectExit(['plan', root, ...cut, '--allow-pending', '--out', planFile, ...assumed], 0, 2),
    // In a container it cannot be known whether a broker outside runs; here it is known.
    apply: (...options: readonly '--purge'[]): Answer<{ readonly error?: { readonly kind: string; readonly code: string } }> =>
      run(['apply', planFile, '--confirm', 'broker-a', '--assume-stopped', ...options]),
    undo: (): void => void expectExit(['undo', root, '--assume-stopped'], 0),
  }
}
