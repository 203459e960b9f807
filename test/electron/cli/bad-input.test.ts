import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCli, type CliOptions, type CliRun } from '../../helpers/built-cli'
import { temporaryDirectory } from '../../helpers/temporary-directory'
import { fingerprintOf } from '../../helpers/untouched'
import { sharedTemporaryDirectory } from '../../helpers/shared-temporary-directory'

/** Runs the command line and proves that nothing below `directory` changed. */
function looking(directory: string, args: readonly string[], options: CliOptions = {}): CliRun {
  const before = fingerprintOf(directory)
  const run = runCli(args, options)
  expect(fingerprintOf(directory)).toEqual(before)
  return run
}

const sentencesIn = (err: string): number => err.trimEnd().split('\n').length

describe('what is no store is refused with one sentence', () => {
  const refused = (make: (directory: string) => string, code: number, says: RegExp, options: CliOptions = {}): void => {
    const directory = temporaryDirectory()
    const path = make(directory)
    for (const command of [['inspect', path], ['check', path], ['plan', path, '--dangling'], ['receipts', path]]) {
      const run = looking(directory, [...command, '--quiet'], options)
      expect(run.code).toBe(code)
      expect(run.out).toBe('')
      expect(run.err).toMatch(says)
      expect(sentencesIn(run.err)).toBe(1)
    }
    const { error } = JSON.parse(looking(directory, ['inspect', path, '--json'], options).out) as { error: { kind: string; code: string } }
    expect(error).toMatchObject({ kind: code === 2 ? 'refusal' : 'failure' })
  }

  test('a folder that does not exist', () => refused(directory => join(directory, 'none'), 2, /none does not exist/))
  test('an empty folder', () => refused(directory => directory, 2, /is no RocketMQ store: looked for/))
  test('a file instead of a folder', () =>
    refused(
      directory => {
        writeFileSync(join(directory, 'file'), 'text')
        return join(directory, 'file')
      },
      2,
      /file is no folder/,
    ))
  test('a folder full of garbage names', () =>
    refused(
      directory => {
        for (const name of ['a b', 'new\nline', '\u001b[2J', '00000000000000000000x', '订单', 'commitlog.bak', '..x']) writeFileSync(join(directory, name), '')
        return directory
      },
      2,
      /is no RocketMQ store/,
    ))
  test('a link that points at itself', () =>
    refused(
      directory => {
        symlinkSync('self', join(directory, 'self'))
        return join(directory, 'self')
      },
      3,
      /ELOOP/,
    ))
  test('a folder that may not be read', ({ skip }) => {
    const isRoot = process.getuid?.() === 0
    if (process.platform === 'win32') skip('modes mean nothing there')
    // Root reads everything; someone else is who this happens to.
    refused(
      directory => {
        chmodSync(directory, 0o755)
        const closed = join(directory, 'closed')
        mkdirSync(join(closed, 'commitlog'), { recursive: true })
        chmodSync(closed, isRoot ? 0o700 : 0o000)
        return closed
      },
      3,
      /closed.*(EACCES|permission)/i,
      isRoot ? { uid: 65_534 } : {},
    )
  })
})

describe('a damaged store is looked at calmly', () => {
  let sample: string
  beforeAll(() => {
    const home = sharedTemporaryDirectory()
    sample = join(home, 'sample')
    expect(runCli(['sample', sample]).code).toBe(0)
  })
  const damaged = (): string => {
    const directory = temporaryDirectory()
    cpSync(sample, directory, { recursive: true, preserveTimestamps: true })
    return directory
  }
  const codesOf = (directory: string): string[] => {
    const { code, out, err } = looking(directory, ['check', join(directory, 'store'), '--json', '--quiet'])
    expect({ code, err }).toEqual({ code: 1, err: '' })
    return (JSON.parse(out) as { findings: { code: string }[] }).findings.map(finding => finding.code)
  }

  test('garbage names in segment directories are findings', () => {
    const directory = damaged()
    writeFileSync(join(directory, 'store/commitlog/notes \u001b[2J.txt'), 'x')
    writeFileSync(join(directory, 'store/consumequeue/orders/0/latest'), 'x')
    expect(codesOf(directory)).toEqual(expect.arrayContaining(['commitlog-stray-file', 'queue-stray-file']))
    const { out } = looking(directory, ['inspect', join(directory, 'store')])
    expect(out).toContain('notes \\x1b[2J.txt')
    expect(out).not.toContain('\u001b')
    expect(looking(directory, ['plan', join(directory, 'store'), '--dangling']).code).toBe(2)
  })

  test('files of length zero are findings', () => {
    const directory = damaged()
    const { local } = JSON.parse(runCli(['inspect', join(directory, 'store'), '--json']).out) as { local: { commitLog: { segments: { path: string }[] }; queues: { files: { path: string }[] }[] } }
    const queue = local.queues.find(({ files }) => files.length > 1)
    truncateSync(join(directory, 'store', local.commitLog.segments[0]!.path), 0)
    truncateSync(join(directory, 'store', queue!.files[0]!.path), 0)
    expect(codesOf(directory)).toEqual(expect.arrayContaining(['commitlog-wrong-size', 'queue-wrong-size']))
    expect(looking(directory, ['plan', join(directory, 'store'), '--dangling']).code).toBe(2)
  })

  test.each(['config/topics.json', 'config/consumerOffset.json', 'config/tieredStoreMetadata.json'])('%s cut in half is a finding', name => {
    const directory = damaged()
    const file = join(directory, 'store', name)
    const content = readFileSync(file)
    writeFileSync(file, content.subarray(0, content.length >> 1))
    writeFileSync(`${file}.bak`, '{')
    expect(codesOf(directory)).toContain(name.includes('tiered') ? 'tiered-metadata-unreadable' : 'config-unreadable')
    if (name.includes('tiered')) expect(looking(directory, ['plan', join(directory, 'store'), '--dangling']).code).toBe(2)
  })

  test('a position that no queue can reach is a finding with every digit', () => {
    const directory = damaged()
    const file = join(directory, 'store/config/consumerOffset.json')
    writeFileSync(file, '{"offsetTable":{"orders@GID_far":{0:9223372036854775807},"orders@GID_next":{0:9007199254740993}}}')
    expect(codesOf(directory).filter(code => code === 'offset-beyond-max')).toHaveLength(2)
    const { out } = looking(directory, ['check', join(directory, 'store')])
    expect(out).toContain('GID_far stands at 9,223,372,036,854,775,807 on orders/0')
    expect(out).toContain('GID_next stands at 9,007,199,254,740,993 on orders/0')
  })

  test('links that go round in circles are not followed for ever', () => {
    const directory = damaged()
    symlinkSync('.', join(directory, 'store/commitlog/again'))
    symlinkSync('../..', join(directory, 'store/consumequeue/orders/up'))
    symlinkSync('self', join(directory, 'store/config/self'))
    const run = looking(directory, ['inspect', join(directory, 'store'), '--json', '--quiet'])
    expect(run.code).toBe(0)
    expect(looking(directory, ['check', join(directory, 'store')]).code).toBe(1)
  })
})

describe('a file that is named on the command line', () => {
  const said = (args: readonly string[]): { code: number | null; error: { kind: string; code: string; message: string } } => {
    const { code, out } = runCli([...args, '--json'])
    return { code, ...(JSON.parse(out) as { error: { kind: string; code: string; message: string } }) }
  }

  test('a plan that does not exist', () => {
    const plan = join(temporaryDirectory(), 'plan.json')
    expect(said(['apply', plan, '--confirm', 'x'])).toEqual({ code: 2, error: { kind: 'refusal', code: 'not-found', message: `${plan} does not exist; "plan --out" writes a plan`, path: plan } })
  })

  test('a plan in a folder that does not exist', () => {
    const directory = temporaryDirectory()
    expect(runCli(['sample', join(directory, 'sample')]).code).toBe(0)
    const plan = join(directory, 'none', 'plan.json')
    expect(said(['plan', join(directory, 'sample/store'), '--dangling', '--out', plan])).toMatchObject({
      code: 3,
      error: { kind: 'failure', code: 'ENOENT', message: `cannot write the plan to ${plan}: no such file or directory (ENOENT)` },
    })
  })

  test('a file where the sample should go', () => {
    const file = join(temporaryDirectory(), 'file')
    writeFileSync(file, '')
    expect(said(['sample', file])).toMatchObject({ code: 2, error: { kind: 'refusal', code: 'not-empty' } })
  })
})

test('a 5 GB file of zeros as the only segment is answered at once', () => {
  const directory = temporaryDirectory()
  mkdirSync(join(directory, 'commitlog'))
  const segment = join(directory, 'commitlog', '0'.repeat(20))
  writeFileSync(segment, '')
  truncateSync(segment, 5 * 2 ** 30)
  const started = Date.now()
  const run = runCli(['inspect', directory, '--json'])
  expect(Date.now() - started).toBeLessThan(20_000)
  expect(run.code).toBe(0)
  expect(JSON.parse(run.out)).toMatchObject({ local: { commitLog: { minOffset: 0, maxOffset: 0, segments: [{ sizeBytes: 5 * 2 ** 30, state: 'wrong-size' }] } } })
  // No broker writes or maps a segment beyond 2 GiB.
  expect(runCli(['check', directory]).code).toBe(1)
  expect(runCli(['plan', directory, '--free', '1G']).code).toBe(2)
})
