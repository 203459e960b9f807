import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeBuiltFiles } from '../../../electron/service/write-built-files'
import { buildStore } from '../../../shared/store/builders/build-store'
import { tiny } from '../../fuzz/store-bases'
import { runCli, type CliOptions, type CliRun } from '../../helpers/built-cli'
import { temporaryDirectory } from '../../helpers/temporary-directory'
import { fingerprintOf } from '../../helpers/untouched'

/** What a file system can hold besides plain files in plain folders, met by every command of the built command line. */
const isWhole = process.env['FILE_SYSTEMS'] === 'all'
/** Every sixth row of a long table, for each takes some seconds; `FILE_SYSTEMS=all` takes every one. */
const sampled = <R>(rows: readonly R[]): readonly R[] => (isWhole ? rows : rows.filter((_, index) => index % 6 === 1))
const isRoot = process.getuid?.() === 0
const NOBODY = 65_534
const built = buildStore(tiny)

interface Place {
  /** Holds the store, its tiered part and what is bent of it. */
  readonly home: string
  readonly root: string
  readonly tiered: string
  /** Elsewhere, with a whole store in it: nothing of it may change. */
  readonly outside: string
}

function place(): Place {
  const directory = temporaryDirectory()
  const [home, outside] = [join(directory, 'home'), join(directory, 'outside')]
  for (const each of [home, outside]) {
    mkdirSync(each)
    writeBuiltFiles(each, built)
  }
  return { home, root: join(home, 'store'), tiered: join(home, 'tiered'), outside }
}

const filesBelow = (directory: string): string[] => readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [] : [join(entry.parentPath, entry.name)])).sort()
const firstOf = (directory: string): string => filesBelow(directory)[0] ?? ''

/** Files of every kind: what a cleanup moves, and what is read beside it. */
const groups: Readonly<Record<string, (at: Place) => readonly string[]>> = {
  'the oldest segment, a queue file, an index file and a tiered file': ({ root, tiered }) => [
    firstOf(join(root, 'commitlog')), firstOf(join(root, 'consumequeue/orders/0')), firstOf(join(root, 'index')), filesBelow(tiered).find(path => path.includes('COMMIT_LOG'))!,
  ],
  'the newest segment and every file of the configuration': ({ home, root }) => [
    filesBelow(join(root, 'commitlog')).at(-1)!, ...filesBelow(join(root, 'config')), join(home, 'broker.conf'), join(root, 'checkpoint'), join(root, 'lock'), join(root, 'abort'),
  ],
}

/** What can stand where a file was. */
const standIns: Readonly<Record<string, (path: string, at: Place) => void | Promise<void>>> = {
  'a pipe': path => void execFileSync('mkfifo', [path]),
  'a socket': async path => {
    // Longer paths than a socket may have; the name is made in a short place and moved.
    const short = join(temporaryDirectory(), 's')
    const server = createServer()
    await new Promise<void>(done => server.listen(short, done))
    renameSync(short, path)
    await new Promise(done => server.close(done))
  },
  'a link to its like outside': (path, { home, outside }) => symlinkSync(join(outside, path.slice(home.length)), path),
  'a link to itself': path => symlinkSync(path, path),
  'a link to nowhere': path => symlinkSync(join(dirname(path), 'none'), path),
  'a folder': path => void mkdirSync(join(path, 'within'), { recursive: true }),
  'a second name of a file outside': (path, { home, outside }) => linkSync(existsSync(join(outside, path.slice(home.length))) ? join(outside, path.slice(home.length)) : join(outside, 'broker.conf'), path),
  'a device': path => void execFileSync('mknod', [path, 'c', '1', '5']),
}

// eslint-disable-next-line no-control-regex -- control characters are what this is about
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u
const knownCodes = [0, 1, 2, 3]

function run(args: readonly string[], what: string, options: CliOptions = {}): CliRun {
  const ended = runCli(args, options)
  expect(knownCodes, `${what}: exit code ${ended.code}\n${ended.err}`).toContain(ended.code)
  expect(`${ended.out}${ended.err}`, what).not.toMatch(control)
  expect(ended.err, what).not.toMatch(/a defect of this program|\n\s+at .+:\d+/)
  if (ended.code === 2 || ended.code === 3) expect(`${ended.err}${ended.out}`, what).toMatch(/\S{3}/)
  return ended
}

interface Met {
  readonly codes: Readonly<Record<string, number | null>>
  readonly findings: string
}

/** Every command that looks, then a cleanup where there is one to carry out; nothing outside the store changes. */
function meet({ home, root, outside }: Place, options: CliOptions = {}, leaveOut: (path: string) => boolean = () => false): Met {
  const before = fingerprintOf(home, leaveOut)
  const isOurs = (path: string): boolean => path.includes('.store-inspector') || leaveOut(path)
  const beforeCleanup = fingerprintOf(home, isOurs)
  const beforeOutside = fingerprintOf(outside, leaveOut)
  const elsewhere = temporaryDirectory()
  chmodSync(elsewhere, 0o777)
  const plan = join(elsewhere, 'plan.json')
  const commands: Readonly<Record<string, readonly string[]>> = {
    inspect: ['inspect', root, '--verbose'],
    check: ['check', root, '--deep'],
    forecast: ['forecast', root],
    report: ['report', root, '--to', join(elsewhere, 'report.html')],
    compare: ['compare', root, join(outside, 'store'), '--bytes'],
    export: ['export', root, '--topic', 'orders', '--to', join(elsewhere, 'all.jsonl')],
    plan: ['plan', root, '--before', '2100-01-01T00:00:00Z', '--allow-pending', '--out', plan],
  }
  const env = { XDG_CONFIG_HOME: join(elsewhere, 'config') }
  const runs = Object.fromEntries(Object.entries(commands).map(([name, args]) => [name, run(args, name, { env, ...options })]))
  expect(fingerprintOf(home, leaveOut)).toEqual(before)

  const codes: Record<string, number | null> = Object.fromEntries(Object.entries(runs).map(([name, { code }]) => [name, code]))
  if (existsSync(plan)) {
    const { store } = JSON.parse(readFileSync(plan, 'utf8')) as { store: { brokerName: string } }
    codes['apply'] = run(['apply', plan, '--confirm', store.brokerName, '--assume-stopped'], 'apply', { env, ...options }).code
    codes['undo'] = run(['undo', root, '--assume-stopped'], 'undo', { env, ...options }).code
    expect(fingerprintOf(home, isOurs)).toEqual(beforeCleanup)
  }
  expect(fingerprintOf(outside, leaveOut)).toEqual(beforeOutside)
  return { codes, findings: runs['check']!.out }
}

test('a plain store is looked at, cleaned up and put back', () => {
  const { codes } = meet(place())
  expect(codes).toEqual({ inspect: 0, check: 0, forecast: 0, report: 0, compare: 0, export: 0, plan: 0, apply: 0, undo: 0 })
})

const standing = Object.entries(standIns).flatMap(([kind, standIn]) => Object.entries(groups).map(([where, find]) => ({ kind, standIn, where, find })))
test.for(sampled(standing))('$kind in the place of $where', { timeout: 180_000 }, async ({ kind, standIn, find }, context) => {
  if (kind === 'a device' && !isRoot) return context.skip('only root makes devices')
  const at = place()
  for (const path of find(at)) {
    rmSync(path, { force: true })
    await standIn(path, at)
  }
  meet(at)
})

describe('a folder that is a link', () => {
  const linked: Readonly<Record<string, (at: Place) => void>> = {
    'the root': ({ root, outside }) => moveBehindLink(root, join(outside, 'moved')),
    'the commitlog': ({ root, outside }) => moveBehindLink(join(root, 'commitlog'), join(outside, 'moved/commitlog')),
    'the consume queues': ({ root, outside }) => moveBehindLink(join(root, 'consumequeue'), join(outside, 'moved/consumequeue')),
    'a topic': ({ root, outside }) => moveBehindLink(join(root, 'consumequeue/orders'), join(outside, 'moved/orders')),
    'a queue': ({ root, outside }) => moveBehindLink(join(root, 'consumequeue/orders/0'), join(outside, 'moved/0')),
    'the configuration': ({ root, outside }) => moveBehindLink(join(root, 'config'), join(outside, 'moved/config')),
    'the tiered root': ({ tiered, outside }) => moveBehindLink(tiered, join(outside, 'moved')),
    'its cluster': ({ tiered, outside }) => moveBehindLink(join(tiered, readdirSync(tiered)[0]!), join(outside, 'moved/cluster')),
    'one that leads back to the root': ({ root }) => symlinkSync(root, join(root, 'consumequeue/orders/7')),
    'one of two that lead to each other': ({ root }) => {
      symlinkSync(join(root, 'commitlog/b'), join(root, 'commitlog/a'))
      symlinkSync(join(root, 'commitlog/a'), join(root, 'commitlog/b'))
    },
  }
  /** What is the store's own may lie elsewhere; the whole store beside it may not change in any way. */
  test.each(sampled(Object.entries(linked)))('%s', { timeout: 180_000 }, (_, link) => {
    const at = place()
    link(at)
    const bystander = join(at.outside, 'store')
    const before = fingerprintOf(bystander)
    meet({ ...at, outside: at.outside }, {}, path => path.startsWith('moved'))
    expect(fingerprintOf(bystander)).toEqual(before)
  })
})

test('a .store-inspector that is a link is refused, and nothing is written behind it', { timeout: 180_000 }, () => {
  const at = place()
  const behind = join(at.outside, 'behind')
  mkdirSync(behind)
  for (const base of [at.root, at.tiered]) {
    symlinkSync(behind, join(base, '.store-inspector'))
    const { codes } = meet(at)
    expect(codes).toMatchObject({ inspect: 0, check: 0, plan: 2, apply: 2, undo: 2 })
    for (const verb of ['recover', 'undo', 'purge']) run([verb, at.root, ...(verb === 'purge' ? ['--confirm', 'broker-a'] : [])], verb)
    expect(readdirSync(behind)).toEqual([])
    rmSync(join(base, '.store-inspector'))
  }
})

function moveBehindLink(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  renameSync(from, to)
  symlinkSync(to, from)
}

describe('names', () => {
  const odd = ['new\nline', 'carriage\rreturn', '\u001b]0;title\u0007', '\u001b[2J\u001b[31m', 'right\u202eleft', 'ni\u0085l', '\u2066isolated', '订单', 'x'.repeat(255), ' ', '-rf', '$(reboot)']
  test('of folders, topics, strays and groups', { timeout: 180_000 }, () => {
    const at = place()
    for (const name of odd)
      for (const folder of ['commitlog', 'consumequeue', 'consumequeue/orders', 'consumequeue/orders/0', 'index', 'config', '.']) writeFileSync(join(at.root, folder, name), name)
    const topics = odd.map(name => name.slice(0, 200))
    for (const topic of topics) cpSync(join(at.root, 'consumequeue/orders/1'), join(at.root, `consumequeue/${topic}.topic/1`), { recursive: true })
    writeFileSync(join(at.root, 'config/consumerOffset.json'), JSON.stringify({ offsetTable: Object.fromEntries(odd.flatMap(name => [[`orders@${name}`, { 0: 5_000_000 }], [`${name}@GID`, { 0: 7 }]])) }))
    expect(meet(at).codes).toMatchObject({ inspect: 0, check: 1, plan: 2 })
  })

  test('of the store itself and of everything it is told to write', { timeout: 180_000 }, () => {
    const odd = place()
    const home = join(dirname(odd.home), 'a\u001b]0;title\u0007\nb\u202ec')
    renameSync(odd.home, home)
    const at = { ...odd, home, root: join(home, 'store'), tiered: join(home, 'tiered') }
    meet(at)
    const elsewhere = join(home, 'elsewhere')
    mkdirSync(elsewhere)
    run(['sample', join(elsewhere, 'sample')], 'sample')
    for (const args of [['receipts', at.root], ['recover', at.root], ['undo', at.root], ['inspect', join(at.root, 'none')], ['inspect', join(at.root, 'checkpoint')], ['apply', join(at.root, 'checkpoint')]])
      run(args, args[0]!)
  })

  test('that are no UTF-8 are findings where a broker would stumble over them', { timeout: 180_000 }, () => {
    const at = place()
    for (const folder of ['commitlog', 'consumequeue', 'consumequeue/orders', 'consumequeue/orders/0', 'index', 'config']) writeFileSync(Buffer.concat([Buffer.from(`${join(at.root, folder)}/`), Buffer.from([0xff, 0xfe, 0x80])]), 'text')
    mkdirSync(Buffer.concat([Buffer.from(`${join(at.root, 'consumequeue')}/`), Buffer.from([0xc3, 0x28])]))
    expect(meet(at, {}, path => path.includes('\ufffd')).findings).toContain('commitlog-stray-file')
  })
})

describe('rows of the tiered metadata', () => {
  test.each([
    ['climb', ['../../../outside/store', 'broker-a/../../outside/0', 'broker-a/orders/0/../../../..']],
    ['name places', ['/etc', '..', '.', '', '\\..\\..', 'broker-a//0']],
    ['are odd', ['a\0b/orders/0', 'broker-a/or\u001b[2Jders/0', 'broker-a/orders/-1', 'broker-a/orders/99999999999', `broker-a/${'x'.repeat(300)}/0`]],
  ])('that %s', { timeout: 180_000 }, (_, paths) => {
    const at = place()
    const file = join(at.root, 'config/tieredStoreMetadata.json')
    const text = readFileSync(file, 'utf8')
    let number = 0
    const bent = text.replaceAll('"broker-a/orders/0"', () => JSON.stringify(paths[(number += 1) % paths.length]))
    expect(number).toBeGreaterThan(5)
    writeFileSync(file, bent)
    meet(at)
  })
})

test('a queue of 100,000 files is looked at in bounded memory', { timeout: 600_000 }, () => {
  const at = place()
  const queue = join(at.root, 'consumequeue/orders/0')
  const sizeBytes = 200
  const last = filesBelow(queue).length
  for (let number = last; number < 100_000; number += 1) writeFileSync(join(queue, String(number * sizeBytes).padStart(20, '0')), Buffer.alloc(sizeBytes))
  const { code, out } = run(['inspect', at.root, '--json'], 'inspect', { env: { NODE_OPTIONS: '--max-old-space-size=512' } })
  expect(code).toBe(0)
  const { local } = JSON.parse(out) as { local: { queues: { topic: string; queueId: number; files: unknown[] }[] } }
  expect(local.queues.find(({ topic, queueId }) => topic === 'orders' && queueId === 0)?.files).toHaveLength(100_000)
  run(['check', at.root], 'check', { env: { NODE_OPTIONS: '--max-old-space-size=512' } })
})

test('files that are cut, removed, closed and put back all the while are met with calm', { timeout: 180_000 }, () => {
  const at = place()
  const files = [firstOf(join(at.root, 'commitlog')), firstOf(join(at.root, 'consumequeue/orders/0')), firstOf(join(at.root, 'index')), join(at.root, 'config/topics.json'), join(at.tiered, readdirSync(at.tiered)[0]!, 'broker-a/orders/0')]
  const churn = 'while :; do for f; do mv "$f" "$f.away"; mv "$f.away" "$f"; [ -f "$f" ] && { cp -p "$f" "$0/copy"; : > "$f"; cp -p "$0/copy" "$f"; chmod 0 "$f"; chmod 644 "$f"; }; done; done'
  const churning = spawn('sh', ['-c', churn, dirname(at.home), ...files], { stdio: 'ignore' })
  onTestFinished(() => void churning.kill('SIGKILL'))
  const elsewhere = temporaryDirectory()
  for (let round = 0; round < 3; round += 1)
    for (const args of [['inspect', at.root], ['check', at.root, '--deep'], ['forecast', at.root], ['plan', at.root, '--dangling'], ['find', at.root, '--topic', 'orders'], ['export', at.root, '--topic', 'orders', '--to', join(elsewhere, `${round}.jsonl`)], ['compare', at.root, join(at.outside, 'store'), '--bytes']])
      run(args, args[0]!, { env: { XDG_CONFIG_HOME: elsewhere } })
})

describe.runIf(process.platform !== 'win32')('what may not be read', () => {
  /** Root reads everything; someone else is who this happens to. */
  const asSomeoneElse: CliOptions = isRoot ? { uid: NOBODY } : {}
  const openToAll = ({ home, outside }: Place): void => {
    chmodSync(dirname(home), 0o755)
    if (isRoot) execFileSync('chown', ['-R', `${NOBODY}`, home, outside])
  }
  const close = (path: string, mode = 0o000): void => {
    if (isRoot) execFileSync('chown', ['root', path])
    chmodSync(path, isRoot ? 0o700 & ~mode : mode)
  }

  test.each([
    ['a queue', 'consumequeue/orders/0', 'orders/1'],
    ['a topic', 'consumequeue/orders', 'SCHEDULE_TOPIC_XXXX/17'],
    ['the index', 'index', 'orders/0'],
  ])('the folder of %s is a finding, and keeps a cleanup from beginning; the rest is shown', { timeout: 180_000 }, (_, folder, shown) => {
    const at = place()
    openToAll(at)
    close(join(at.root, folder))
    const { codes, findings } = meetClosed(at, join(at.root, folder))
    expect(codes).toMatchObject({ inspect: 0, check: 1, plan: 2, apply: 2 })
    expect(findings).toContain(`The folder ${folder} could not be listed (EACCES).`)
    expect(findings).not.toMatch(/^error/m)
    const { local } = JSON.parse(run(['inspect', at.root, '--json'], 'inspect', asSomeoneElse).out) as { local: { queues: { topic: string; queueId: number }[] } }
    const queues = local.queues.map(({ topic, queueId }) => `${topic}/${queueId}`)
    expect(queues).toContain(shown)
    if (folder.startsWith('consumequeue')) expect(queues).not.toContain('orders/0')
  })

  test('a tiered folder is a finding, its rows are no ghosts', { timeout: 180_000 }, () => {
    const at = place()
    openToAll(at)
    const folder = dirname(filesBelow(at.tiered).find(path => path.includes('COMMIT_LOG'))!)
    close(folder)
    const { codes, findings } = meetClosed(at, folder)
    expect(codes).toMatchObject({ inspect: 0, check: 1, plan: 2, apply: 2 })
    expect(findings).toContain('could not be listed (EACCES)')
    expect(findings).not.toMatch(/^error/m)
  })

  test.each([
    ['the commitlog', 'commitlog'],
    ['the configuration', 'config'],
  ])('without %s there is no picture: it fails with a sentence', { timeout: 180_000 }, (_, folder) => {
    const at = place()
    openToAll(at)
    close(join(at.root, folder))
    const { code, err } = run(['inspect', at.root], 'inspect', asSomeoneElse)
    expect([code, err]).toEqual([3, expect.stringMatching(/^failed: cannot (?:list|examine) .*\(EACCES\)\n$/)])
  })

  test('files', { timeout: 180_000 }, () => {
    const at = place()
    openToAll(at)
    for (const path of [firstOf(join(at.root, 'commitlog')), firstOf(join(at.root, 'consumequeue/orders/0')), firstOf(join(at.root, 'index')), join(at.root, 'config/topics.json')]) close(path)
    expect(meetClosed(at).codes).toMatchObject({ inspect: 0, check: 1, plan: 2 })
  })

  function meetClosed(at: Place, closed?: string): Met {
    // A test that is not root opens it for itself to take its fingerprint.
    const met = meet(at, asSomeoneElse, isRoot || closed === undefined ? undefined : path => closed.endsWith(path) || join(at.home, path).startsWith(closed))
    if (!isRoot && closed !== undefined) chmodSync(closed, 0o700)
    return met
  }
})
