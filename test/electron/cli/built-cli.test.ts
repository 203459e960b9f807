import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDocument, forecastDocument, inspectDocument, planDocument, receiptDocument } from '../../../shared/contract/documents'
import { builtCli, runCli, startCli } from '../../helpers/built-cli'
import { expectGolden } from '../../helpers/golden'
import { describeRealStores, realStores } from '../../helpers/real-stores'
import { copyOfStore } from '../../helpers/store-copy'
import { temporaryDirectory } from '../../helpers/temporary-directory'
import { fingerprintOf } from '../../helpers/untouched'

const directoryOf = (name: string): string => realStores.find(store => store.name === name)?.directory ?? ''
const setAside = (path: string): boolean => path.includes('.store-inspector')
const json = (args: readonly string[], code: number): unknown => {
  const run = runCli([...args, '--json', '--quiet'])
  expect({ code: run.code, err: run.err }).toEqual({ code, err: '' })
  return JSON.parse(run.out)
}

test('the package names this very file as its command', () => {
  const { bin } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { bin: Record<string, string> }
  expect(bin).toEqual({ 'store-inspector': './out/main/cli.js' })
  expect(readFileSync(join(import.meta.dirname, '../../../out/main/cli.js'), 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node'])
})

describeRealStores('on a store that a real broker wrote', () => {
  /** What `check` ends with: 1 where the store was damaged or its broker killed. */
  const checkCode = (name: string): number => (/killed|removed|hole/.test(name) ? 1 : 0)

  test.each(realStores.map(({ name, directory }) => ({ name, directory })))('$name: inspect, check and forecast answer in documents and in tables, as they did before, and change nothing', async ({ name, directory }) => {
    const before = fingerprintOf(directory)
    const root = join(directory, 'store')
    const picture = inspectDocument.parse(json(['inspect', root], 0))
    expect(picture.store.root).toBe(root)
    const findings = checkDocument.parse(json(['check', root], checkCode(name)))
    expect(runCli(['inspect', root, '--io', 'read', '--json']).out).toBe(JSON.stringify(picture, null, 2) + '\n')
    const words = runCli(['check', root, '--lang', 'zh'])
    expect(words.code).toBe(checkCode(name))
    for (const { code } of findings.findings) expect(words.out).toContain(code)
    const deep = checkDocument.parse(json(['check', root, '--deep'], checkCode(name)))
    const forecast = forecastDocument.parse(json(['forecast', root], 0))
    await expectGolden(name, root, { inspect: picture, check: findings, 'check --deep': deep, forecast })
    expect(fingerprintOf(directory)).toEqual(before)
  })

  test('--verbose says on stderr how the bytes are read and how the store was found', () => {
    const { code, err } = runCli(['inspect', join(directoryOf('local-5.4.0-clean'), 'store', 'commitlog'), '--verbose', '--io', 'read'])
    expect(code).toBe(0)
    expect(err).toMatch(/^io: read \(asked for\)$/m)
    expect(err).toMatch(/^found: the root lies above the given folder: .*\/store$/m)
  })

  test.each([
    ['local-5.3.3-head-removed', []],
    ['tiered-5.3.1-log-removed', []],
  ])('%s: plan, apply, check and undo in a row', (name, remaining) => {
    const home = copyOfStore(directoryOf(name))
    const root = join(home, 'store')
    const file = join(temporaryDirectory(), 'plan.json')
    const before = fingerprintOf(home)

    const plan = planDocument.parse(json(['plan', root, '--dangling', '--out', file], 0))
    expect(plan.steps.length).toBeGreaterThan(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(plan)
    expect(fingerprintOf(home)).toEqual(before)

    expect(runCli(['apply', file, '--confirm', 'somebody-else']).code).toBe(2)
    expect(fingerprintOf(home)).toEqual(before)

    const receipt = receiptDocument.parse(json(['apply', file, '--confirm', plan.store.brokerName], 0))
    expect(receipt).toMatchObject({ state: 'set-aside', stepsDone: plan.steps.length, freedBytes: 0 })
    const { findings } = checkDocument.parse(json(['check', root], 0))
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code)).toEqual(remaining)

    expect(runCli(['apply', file, '--confirm', plan.store.brokerName]).code).toBe(2)
    expect(receiptDocument.parse(json(['undo', root], 0)).state).toBe('undone')
    expect(fingerprintOf(home, setAside)).toEqual(before)
    expect(json(['recover', root], 0)).toBeNull()
  })

  test('local-5.4.0-clean: a cut, and its purge', () => {
    const home = copyOfStore(directoryOf('local-5.4.0-clean'))
    const root = join(home, 'store')
    const file = join(temporaryDirectory(), 'plan.json')
    const plan = planDocument.parse(json(['plan', root, '--free', '600K', '--allow-pending', '--out', file], 0))
    expect(plan.effects.allocatedBytes).toBeGreaterThanOrEqual(600 * 1024)
    json(['apply', file, '--confirm', plan.store.brokerName], 0)
    expect(runCli(['purge', root, '--confirm', 'somebody-else']).code).toBe(2)
    const purged = receiptDocument.parse(json(['purge', root, '--confirm', plan.store.brokerName], 0))
    expect(purged.state).toBe('purged')
    expect(purged.freedBytes).toBeGreaterThanOrEqual(600 * 1024)
    expect(runCli(['undo', root]).code).toBe(2)
    json(['check', root], 0)
  })

  test('a plan whose bytes were changed is refused', () => {
    const home = copyOfStore(directoryOf('local-5.3.3-head-removed'))
    const file = join(temporaryDirectory(), 'plan.json')
    const plan = planDocument.parse(json(['plan', join(home, 'store'), '--dangling', '--out', file], 0))
    const before = fingerprintOf(home)
    writeFileSync(file, JSON.stringify({ ...plan, steps: plan.steps.slice(1) }))
    expect(runCli(['apply', file, '--confirm', plan.store.brokerName]).code).toBe(2)
    expect(fingerprintOf(home)).toEqual(before)
  })
})

describe('serve', () => {
  test('prints one line with the address and the token, answers there, and ends with Ctrl-C', async () => {
    const serving = startCli(['serve', '--no-browser'])
    try {
      const [line] = (await once(serving.stdout, 'data')) as [Buffer]
      expect(line.toString()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/)
      const { origin } = new URL(line.toString())
      expect((await fetch(origin)).status).toBe(200)
      expect((await fetch(`${origin}/call/listOpen`, { method: 'POST' })).status).toBe(401)
    } finally {
      serving.kill('SIGINT')
    }
    expect(await once(serving, 'exit')).toEqual([0, null])
  })

  test('of a folder that is no store is refused', () => {
    const run = runCli(['serve', temporaryDirectory(), '--no-browser'])
    expect(run.code).toBe(2)
    expect(run.out).toBe('')
  })
})

// --quiet here and above: on a busy machine there would be progress on stderr.
test('a long document arrives whole through a pipe, and a reader that leaves early ends it without a word', () => {
  const directory = join(temporaryDirectory(), 'sample')
  runCli(['sample', directory])
  const { out, err } = runCli(['inspect', join(directory, 'store'), '--json', '--quiet'])
  expect(err).toBe('')
  expect(out.length).toBeGreaterThan(100_000)
  expect(inspectDocument.safeParse(JSON.parse(out)).success).toBe(true)

  const head = spawnSync('sh', ['-c', '"$0" "$1" inspect "$2" --json --quiet | head -c 10', process.execPath, builtCli, join(directory, 'store')], { encoding: 'utf8' })
  expect(head).toMatchObject({ status: 0, stdout: '{\n  "schem', stderr: '' })
})
