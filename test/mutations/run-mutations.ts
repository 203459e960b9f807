import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { mutations, type Mutation } from './mutations.ts'

/**
 * Switches off each safety, one at a time, in a copy of the project, and expects tests to fail: `npm run test:mutations [WORD…]`, with
 * words only those whose safety or description has one of them. Ends with a table; exit code 1 when a mutant survives.
 */
const project = resolve(import.meta.dirname, '../..')
const words = process.argv.slice(2)
const chosen = mutations.filter(({ safety, what }) => words.length === 0 || words.some(word => `${safety} ${what}`.includes(word)))

const copy = mkdtempSync(join(tmpdir(), 'store-inspector-mutations-'))
for (const name of ['shared', 'electron', 'renderer', 'test', 'package.json', 'vitest.config.ts', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.tools.json'])
  cpSync(join(project, name), join(copy, name), { recursive: true, filter: path => !path.includes('node_modules') })
symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
mkdirSync(join(copy, 'out'))

interface Report {
  readonly testResults: readonly { readonly message: string; readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[]
}

/** @returns the first failing test; undefined when all pass */
function firstFailure({ tests, named }: Pick<Mutation, 'tests' | 'named'>): string | undefined {
  const report = join(copy, 'report.json')
  const { status } = spawnSync(
    process.execPath,
    [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'node', '--bail', '1', '--reporter', 'json', `--outputFile.json=${report}`, ...(named === undefined ? [] : ['-t', named]), ...tests],
    { cwd: copy, stdio: 'ignore' },
  )
  if (status === 0) return undefined
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(result => result.status === 'failed')
  return failed?.fullName ?? testResults.map(({ message }) => message.split('\n')[0]).join(' ')
}

/** @returns the test that notices; undefined when none does */
function killerOf(mutation: Mutation): string | undefined {
  const path = join(copy, mutation.file)
  const source = readFileSync(path, 'utf8')
  if (source.split(mutation.from).length !== 2) throw new Error(`${mutation.file}: "${mutation.from}" does not occur exactly once; the list of mutations is out of date`)
  writeFileSync(path, source.replace(mutation.from, () => mutation.to))
  try {
    return firstFailure(mutation)
  } finally {
    writeFileSync(path, source)
  }
}

let survivors = 0
try {
  const unharmed = firstFailure({ tests: [...new Set(chosen.flatMap(({ tests }) => tests))] })
  if (unharmed !== undefined) throw new Error(`without any mutation a test fails already: ${unharmed}`)
  console.log('| safety | switched off | noticed by |\n|---|---|---|')
  for (const mutation of chosen) {
    const killer = killerOf(mutation)
    if (killer === undefined) survivors += 1
    console.log(`| ${mutation.safety} | ${mutation.what} | ${killer ?? '**nothing**'} |`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
console.log(`\n${chosen.length} mutations, ${survivors} survived`)
process.exitCode = survivors === 0 ? 0 : 1
