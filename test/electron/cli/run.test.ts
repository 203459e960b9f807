import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CheckDocument, PlanDocument } from '../../../shared/contract/documents'
import type { PlanSummary } from '../../../shared/contract/schemas'
import { planDocument } from '../../../shared/contract/documents'
import { runWith, type Answers } from './fake-shell'

const errorIn = (out: string): unknown => (JSON.parse(out) as { error: unknown }).error

describe('wrong usage ends with 64', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['inspekt', '/store']],
    ['an unknown option', ['inspect', '/store', '--fast']],
    ['a missing directory', ['inspect']],
    ['one argument too many', ['inspect', '/store', '/other']],
    ['an unknown language', ['inspect', '/store', '--lang', 'fr']],
    ['an unknown backend', ['inspect', '/store', '--io', 'dma']],
    ['units without a topic', ['units', '/store', '--queue', '0']],
    ['a queue that is no number', ['units', '/store', '--topic', 'orders', '--queue', 'first']],
    ['a count of nothing', ['units', '/store', '--topic', 'orders', '--queue', '0', '--count', '0']],
    ['a plan without a cut', ['plan', '/store']],
    ['a plan with two cuts', ['plan', '/store', '--dangling', '--free', '1G']],
    ['a repair of what none mends', ['plan', '/store', '--repair', 'record-corrupt']],
    ['a repair at no place', ['plan', '/store', '--repair', 'tiered-hole=']],
    ['a repair and another cut', ['plan', '/store', '--repair', 'tiered-hole', '--dangling']],
    ['strays without dangling', ['plan', '/store', '--free', '1G', '--strays']],
    ['a size that is none', ['plan', '/store', '--free', 'much']],
    ['an unknown code of findings', ['check', '/store', '--code', 'commitlog-hole,nonsense']],
    ['a port that is none', ['serve', '--port', '70000']],
    ['a rate for a quick check', ['check', '/store', '--max-rate', '10M']],
    ['a rate that is none', ['check', '/store', '--deep', '--max-rate', 'slow']],
    ['a version that is none', ['inspect', '/store', '--broker-version', 'newest']],
    ['a message without a place', ['message', '/store']],
    ['a message at two places', ['message', '/store', '--offset', '0', '--topic', 'orders', '--queue', '0', '--at', '0']],
    ['a queue offset without its queue', ['message', '/store', '--at', '5']],
    ['an offset of no tiered log', ['message', '/store', '--side', 'tiered', '--offset', '0']],
  ])('%s', async (_, argv) => {
    const { code, out, err, calls } = await runWith(argv)
    expect(code).toBe(64)
    expect(out).toBe('')
    expect(err).not.toBe('')
    expect(calls).toEqual([])
  })

  test('for machines it is one JSON document', async () => {
    const { code, out, err } = await runWith(['plan', '/store', '--free', 'much', '--json'])
    expect(code).toBe(64)
    expect(errorIn(out)).toEqual({ kind: 'usage', code: 'invalid-size', message: '--free takes a size such as 50G, 512MiB or a number of bytes, not "much"' })
    expect(err).toBe('')
  })

  test('also where the command line could not be read', async () => {
    const { code, out } = await runWith(['inspect', '--json', '--fast'])
    expect(code).toBe(64)
    expect(errorIn(out)).toMatchObject({ kind: 'usage', code: 'unknown-option' })
  })
})

test.each([['--help'], ['--version'], ['help', 'plan'], ['plan', '--help']])('%s is no mistake', async (...argv) => {
  const { code, out, err } = await runWith(argv)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).not.toBe('')
})

describe('what the service answers decides the exit code', () => {
  const failing = (kind: 'refusal' | 'failure' | 'usage' | 'cancelled' | 'bug'): Answers => ({
    openDirectory: { fails: { kind, code: 'some-code', message: 'what happened', path: '/store/x' } },
  })
  test.each([
    ['refusal', 2],
    ['failure', 3],
    ['usage', 64],
    ['cancelled', 130],
    ['bug', 3],
  ] as const)('a %s is %d', async (kind, code) => {
    const forPeople = await runWith(['inspect', '/store'], failing(kind))
    expect(forPeople.code).toBe(code)
    expect(forPeople.out).toBe('')
    expect(forPeople.err).toMatch(/: what happened \(\/store\/x\)\n$/)
    const forMachines = await runWith(['inspect', '/store', '--json'], failing(kind))
    expect(forMachines.code).toBe(code)
    expect(errorIn(forMachines.out)).toEqual({ kind, code: 'some-code', message: 'what happened', path: '/store/x' })
  })

  test('blockers of a refusal are listed', async () => {
    const { err } = await runWith(['recover', '/store'], {
      recoverCleanup: { fails: { kind: 'refusal', code: 'blocked', message: 'in the way', blockers: [{ code: 'store-in-use', message: 'pid 4242\u001b[2J holds it' }] } },
    })
    expect(err).toBe('refused: in the way\n  store-in-use: pid 4242\\x1b[2J holds it\n')
  })

  test.each(['failure', 'cancelled', 'bug'] as const)('a change that ends in a %s says what to run next', async kind => {
    const { err } = await runWith(['recover', '/store'], { recoverCleanup: { fails: { kind, code: 'ENOSPC', message: 'no space is left' } } })
    expect(err).toMatch(/: no space is left; the store is as after the last finished step; run "store-inspector recover \/store" before anything else\n$/)
  })

  test('after Ctrl-C nothing more is asked', async () => {
    const stop = new AbortController()
    const { code, calls } = await runWith(['recover', '/store'], { openDirectory: () => (stop.abort(), { storeId: 's', root: '/store', brokerName: 'b' }) }, { signal: stop.signal })
    expect(code).toBe(130)
    expect(calls.map(([name]) => name)).toEqual(['openDirectory'])
  })
})

describe('check', () => {
  const document = (severities: readonly ('error' | 'warning' | 'info')[]): CheckDocument => ({
    schema: 'check/1',
    depth: 'quick',
    summary: { error: severities.filter(s => s === 'error').length, warning: severities.filter(s => s === 'warning').length, info: severities.filter(s => s === 'info').length },
    scanned: { files: 3, bytes: 4096, units: 0, records: 0, seconds: 0.1 },
    findings: severities.map(severity => ({ code: 'queue-dead', severity, subject: {}, count: 1, message: 'm', consequence: 'c', remedy: 'r', issues: ['#8076'] })),
  })
  test.each([
    ['nothing', [], 0],
    ['only info', ['info', 'info'], 0],
    ['a warning', ['info', 'warning'], 1],
    ['an error', ['error'], 1],
  ] as const)('with %s in its findings ends with the right code', async (_, severities, code) => {
    expect((await runWith(['check', '/store'], { checkDocument: document(severities) })).code).toBe(code)
  })

  test('tells findings of one code together, with what they mean once, in the language asked for', async () => {
    const { findings, ...rest } = document(['error', 'error', 'error'])
    const [first, second, third] = findings as [CheckDocument['findings'][number], CheckDocument['findings'][number], CheckDocument['findings'][number]]
    const answers = { checkDocument: { ...rest, findings: [first, { ...second, code: 'queue-hole' as const, message: '缺失' }, { ...third, message: 'n' }] } }
    const { out } = await runWith(['check', '/store', '--lang', 'zh'], answers)
    expect(out.split('\n').slice(0, 9)).toEqual(['错误 queue-dead  #8076', '  m', '  n', '  后果：c', '  处理：r', '', '错误 queue-hole  #8076', '  缺失', '  后果：c'])
  })

  test('tells the repair of a finding as a command, and why there is none', async () => {
    const [first, second] = document(['error', 'error']).findings as [CheckDocument['findings'][number], CheckDocument['findings'][number]]
    const findings = [
      { ...first, code: 'tiered-hole' as const, mendedBy: { kind: 'repair' as const, code: 'tiered-hole' as const, place: 'orders/3' } },
      { ...second, notMended: { reason: 'bytes-gone' as const, message: 'they are nowhere' } },
    ]
    const { out } = await runWith(['check', '/store'], { checkDocument: { ...document(['error', 'error']), findings } })
    expect(out).toContain('  repair: plan DIR --repair tiered-hole=orders/3\n')
    expect(out).toContain('  no repair: they are nowhere\n')
  })

  test('asks in the language of --lang, else of the locale', async () => {
    const answers = { checkDocument: document([]) }
    const asked = async (argv: readonly string[], LANG: string): Promise<unknown> => (await runWith(['check', '/store', ...argv], answers, { environment: { LANG } })).calls.at(-1)?.[1]
    expect(await asked([], 'zh_CN.UTF-8')).toMatchObject({ lang: 'zh' })
    expect(await asked([], 'C.UTF-8')).toMatchObject({ lang: 'en' })
    expect(await asked(['--lang', 'en'], 'zh_CN.UTF-8')).toMatchObject({ lang: 'en' })
    expect(await asked(['--code', 'queue-dead,commitlog-hole'], '')).toMatchObject({ codes: ['queue-dead', 'commitlog-hole'] })
  })
})

test('what cannot be seen from the folder is passed on, with absolute paths', async () => {
  const { calls } = await runWith(['inspect', 'store', '--tiered', '../tiered', '--config', '/etc/broker.conf', '--commitlog', 'a,/b', '--broker-version', '4.9', '--json'], { inspectDocument: {} as never })
  expect(calls[0]).toEqual([
    'openDirectory',
    { path: '/home/operator/store', tieredPath: '/home/tiered', configurationPath: '/etc/broker.conf', commitLogPaths: ['/home/operator/a', '/b'], brokerVersion: '4.9' },
  ])
})

test('serve prints the address and knows its port', async () => {
  const { code, out, served } = await runWith(['serve', '/store', '--port', '8080', '--no-browser'])
  expect({ code, out }).toEqual({ code: 0, out: 'http://127.0.0.1:1/#token=t\n' })
  expect(served).toEqual([{ io: undefined, store: { path: '/store' }, port: 8080, startBrowser: false }])
})

test('open --sample opens the sample only where no directory is given', async () => {
  const answers = { openSample: { storeId: 's', root: '/tmp/sample/store', brokerName: 'b' } }
  expect((await runWith(['open', '--sample'], answers)).served[0]?.store).toEqual({ path: '/tmp/sample/store' })
  expect((await runWith(['open', '/store', '--sample'], answers)).served[0]?.store).toEqual({ path: '/store' })
  expect((await runWith(['open'], answers)).served[0]?.store).toBeUndefined()
})

describe('plan and apply', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'store-inspector-test-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const plan = (blockers: PlanDocument['blockers'] = []): PlanDocument => ({
    schema: 'plan/1',
    id: 'abc',
    digest: 'sha256:abc',
    createdAt: 0,
    store: { root: '/store', tieredRoot: null, brokerName: 'broker-a', commitLogDirectories: ['/store/commitlog'] },
    cut: { kind: 'dangling', newMinOffset: null, requested: null },
    blockers,
    steps: [],
    kept: [],
    effects: { setAsideBytes: 0, allocatedBytes: 0, messages: 0, topics: [], queues: [], unread: [], delayedMessages: 0, timerMessages: 0, halfMessages: 0 },
    bound: [],
  })
  const summaryOf = ({ steps: _steps, kept: _kept, bound, ...rest }: PlanDocument): PlanSummary => ({ ...rest, stepTotals: [], keptTotals: [], boundFiles: bound.length, cliArguments: [] })
  const blocked = plan([{ code: 'store-in-use', message: 'a broker holds it', facts: {} }])
  const answers = (of: PlanDocument): Answers => ({ planCleanup: summaryOf(of), planDocument: of, adoptPlan: summaryOf(of) })

  test.each([
    ['--dangling', { kind: 'dangling', strays: false }],
    ['--dangling --strays', { kind: 'dangling', strays: true }],
    ['--keep-from 4096', { kind: 'keep-from', physicalOffset: 4096 }],
    ['--before 2026-01-01T00:00:00Z', { kind: 'before', time: 1_767_225_600_000 }],
    ['--free 2GiB', { kind: 'free', sizeBytes: 2 ** 31 }],
    ['--repair commitlog-hole', { kind: 'repair', code: 'commitlog-hole' }],
    ['--repair tiered-hole=orders/3', { kind: 'repair', code: 'tiered-hole', place: 'orders/3' }],
    ['--repair commitlog-stray-file=commitlog/a=b', { kind: 'repair', code: 'commitlog-stray-file', place: 'commitlog/a=b' }],
  ])('%s asks for that cut', async (options, cut) => {
    const { calls } = await runWith(['plan', '/store', ...options.split(' '), '--allow-pending'], answers(plan()))
    expect(calls[1]).toEqual(['planCleanup', { storeId: 's1', lang: 'en', cut, allowPending: true }])
  })

  test('a plan that nothing blocks ends with 0 and is written for its owner only', async () => {
    const { code, err } = await runWith(['plan', '/store', '--dangling', '--out', 'p.json'], answers(plan()), { workingDirectory: directory })
    expect(code).toBe(0)
    expect(err).toBe(`plan written to ${directory}/p.json\n`)
    expect(planDocument.parse(JSON.parse(readFileSync(join(directory, 'p.json'), 'utf8')))).toEqual(plan())
    expect(statSync(join(directory, 'p.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['p.json'])
  })

  test('a blocked plan ends with 2, is printed and written all the same, and an older file is replaced', async () => {
    writeFileSync(join(directory, 'p.json'), 'older', { mode: 0o644 })
    const { code, out } = await runWith(['plan', '/store', '--dangling', '--json', '--out', 'p.json'], answers(blocked), { workingDirectory: directory })
    expect(code).toBe(2)
    expect(JSON.parse(out)).toEqual(blocked)
    expect(JSON.parse(readFileSync(join(directory, 'p.json'), 'utf8'))).toEqual(blocked)
    expect(statSync(join(directory, 'p.json')).mode & 0o777).toBe(0o600)
  })

  test('a plan is never written into the store', async () => {
    const inStore = plan()
    const of = { ...inStore, store: { ...inStore.store, root: directory } }
    const { code, err } = await runWith(['plan', directory, '--dangling', '--out', 'p.json'], answers(of), { workingDirectory: directory })
    expect(code).toBe(64)
    expect(err).toContain('lies in the store')
    expect(readdirSync(directory)).toEqual([])
  })

  test('a folder that is not there is a failure, and nothing is left behind', async () => {
    const { code, err } = await runWith(['plan', '/store', '--dangling', '--out', 'none/p.json'], answers(plan()), { workingDirectory: directory })
    expect(code).toBe(3)
    expect(err).toContain(join(directory, 'none'))
    expect(readdirSync(directory)).toEqual([])
  })

  const receipt = (checkAfter: { error: number; warning: number; info: number }) => ({
    schema: 'receipt/1' as const, id: 'abc-1', state: 'set-aside' as const, planDigest: 'sha256:abc', cutKind: 'dangling', startedAt: 0, finishedAt: 1, stepsDone: 2, stepsTotal: 2,
    setAsideBytes: 5, freedBytes: 0, fileSystem: null, quarantine: [], checkAfter, assumedStopped: false, tool: 't',
  })
  const apply = async (argv: readonly string[], more: Answers = {}, shell = {}) => {
    writeFileSync(join(directory, 'p.json'), JSON.stringify(plan()))
    return runWith(['apply', 'p.json', ...argv], { ...answers(plan()), applyPlan: receipt({ error: 0, warning: 0, info: 2 }), ...more }, { workingDirectory: directory, ...shell })
  }

  test('apply opens the store that the plan names and names plan and digest', async () => {
    const { code, calls } = await apply(['--confirm', 'broker-a', '--assume-stopped', '--tiered', '/elsewhere', '--json'])
    expect(code).toBe(0)
    expect(calls.map(([name]) => name)).toEqual(['openDirectory', 'adoptPlan', 'applyPlan'])
    expect(calls[0]?.[1]).toEqual({ path: '/store' })
    expect(calls[2]?.[1]).toEqual({ storeId: 's1', lang: 'en', planId: 'abc', digest: 'sha256:abc', confirm: 'broker-a', purge: false, assumeStopped: true })
  })

  test('apply ends with 1 when the check afterwards still finds something', async () => {
    expect((await apply(['--confirm', 'broker-a'], { applyPlan: receipt({ error: 0, warning: 1, info: 0 }) })).code).toBe(1)
  })

  test('without a terminal the name must be given', async () => {
    const { code, calls } = await apply([])
    expect(code).toBe(64)
    expect(calls.map(([name]) => name)).not.toContain('applyPlan')
  })

  const terminal = { inIsTerminal: true, errIsTerminal: true }
  test('on a terminal it is asked for, after the plan was shown', async () => {
    const { code, out, calls } = await apply([], {}, { ...terminal, ask: () => Promise.resolve(' broker-a ') })
    expect(code).toBe(0)
    expect(out).toContain('what already points nowhere')
    expect(calls.at(-1)?.[1]).toMatchObject({ confirm: 'broker-a' })
  })

  test('Ctrl-C at the question changes nothing and ends with 130', async () => {
    const { code, calls } = await apply([], {}, { ...terminal, ask: () => Promise.resolve(undefined) })
    expect(code).toBe(130)
    expect(calls.map(([name]) => name)).not.toContain('applyPlan')
  })

  test('machines are never asked', async () => {
    expect((await apply(['--json'], {}, { ...terminal, ask: () => Promise.reject(new Error('asked')) })).code).toBe(64)
  })

  test.each([
    ['cut in half', JSON.stringify(plan()).slice(0, 200), 2, 'is not JSON, or only a part of it'],
    ['empty', '', 2, 'is not JSON'],
    ['of something else', '{"schema":"receipt/1"}', 2, 'is no plan of the schema plan/1'],
  ])('a plan file %s is refused before anything is opened', async (_, content, code, says) => {
    writeFileSync(join(directory, 'p.json'), content)
    const ran = await runWith(['apply', 'p.json', '--confirm', 'broker-a'], {}, { workingDirectory: directory })
    expect(ran.code).toBe(code)
    expect(ran.err).toContain(says)
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    expect(ran.calls).toEqual([])
  })

  test.each([
    ['that does not exist is refused', 'missing.json', 2],
    ['that cannot be read is a failure', '.', 3],
  ])('a plan file %s', async (_, path, code) => {
    const ran = await runWith(['apply', path, '--confirm', 'broker-a'], {}, { workingDirectory: directory })
    expect(ran.code).toBe(code)
    expect(ran.calls).toEqual([])
  })

  test('undo takes the newest that is set aside, purge asks for the name', async () => {
    const older = { ...receipt({ error: 0, warning: 0, info: 0 }), id: 'older', startedAt: 1 }
    const newer = { ...older, id: 'newer', startedAt: 2 }
    const gone = { ...older, id: 'gone', startedAt: 3, state: 'purged' as const }
    const list = { listReceipts: [gone, newer, older], undoCleanup: newer, purgeCleanup: newer }
    expect((await runWith(['undo', '/store'], list)).calls.at(-1)).toEqual(['undoCleanup', { storeId: 's1', lang: 'en', receiptId: 'newer', assumeStopped: false, acceptWrites: false }])
    expect((await runWith(['undo', '/store', '--accept-writes'], list)).calls.at(-1)?.[1]).toMatchObject({ acceptWrites: true })
    expect((await runWith(['undo', '/store', 'older'], list)).calls.at(-1)?.[1]).toMatchObject({ receiptId: 'older' })
    expect((await runWith(['undo', '/store', 'none'], list)).code).toBe(2)
    expect((await runWith(['undo', '/store'], { listReceipts: [gone] })).code).toBe(2)
    expect((await runWith(['purge', '/store'], list)).code).toBe(64)
    expect((await runWith(['purge', '/store', '--confirm', 'broker-a'], list)).calls.at(-1)?.[1]).toMatchObject({ receiptId: 'newer', confirm: 'broker-a' })
  })

  test('recover puts back, and goes on only with --finish', async () => {
    const answers = { recoverCleanup: null }
    expect((await runWith(['recover', '/store'], answers)).calls.at(-1)?.[1]).toMatchObject({ finish: false })
    expect((await runWith(['recover', '/store', '--finish'], answers)).calls.at(-1)?.[1]).toMatchObject({ finish: true })
  })

  test('--journal names the directory whatever the command', async () => {
    const [name, input] = (await runWith(['receipts', '/store', '--journal', '/disk2/journals'], { listReceipts: [] })).calls[0] ?? []
    expect([name, input]).toEqual(['openDirectory', expect.objectContaining({ journalPath: '/disk2/journals' })])
  })
})
