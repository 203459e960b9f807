import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'
import koffi from 'koffi'
import { describe, expect, test } from 'vitest'
import { executePlan } from '../../../shared/store/cleanup/execute'
import { purgeCleanup } from '../../../shared/store/cleanup/purge'
import { undoCleanup } from '../../../shared/store/cleanup/undo'
import { QUARANTINE_NAME } from '../../../shared/store/snapshot/census'
import { builtCli, runCli } from '../../helpers/built-cli'
import { kindsOfStore, planFor, realEnvironment, rootOf, writeCrashStore } from '../../helpers/crash/crash-stores'
import { contentsOf, storeTree } from '../../helpers/crash/settled'
import { temporaryDirectory } from '../../helpers/temporary-directory'

const isSuperuser = process.geteuid?.() === 0
const libc = process.platform === 'linux' ? koffi.load(null) : undefined
const setAttribute = libc?.func('int setxattr(const char *path, const char *name, const char *value, size_t size, int flags)') as ((path: string, name: string, value: string, size: number, flags: number) => number) | undefined
const getAttribute = libc?.func('int64_t getxattr(const char *path, const char *name, _Out_ uint8_t *value, size_t size)') as ((path: string, name: string, value: Uint8Array, size: number) => number) | undefined

const attributeOf = (path: string): string => {
  const value = new Uint8Array(64)
  const length = getAttribute?.(path, 'user.note', value, value.length) ?? -1
  return length < 0 ? '-' : new TextDecoder().decode(value.subarray(0, length))
}
const hasAttributes = (() => {
  const probe = resolve(import.meta.dirname, '../../../out')
  return setAttribute?.(probe, 'user.note', 'x', 1, 0) === 0
})()

/** Every file and directory of the store: content, size, times to the nanosecond, mode, owner, inode, names, blocks, attribute. */
function everythingOf(home: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [path, { content, facts }] of storeTree(home)) found[path] = `${content} ${facts} ${lstatSync(join(home, path)).nlink} ${attributeOf(join(home, path))}`
  return found
}

describe.each(kindsOfStore.map(kind => [kind.name, kind] as const))('%s', (_, kind) => {
  test(`undo gives back content, times to the nanosecond, mode, ${isSuperuser ? 'owner, ' : ''}hard links, holes${hasAttributes ? ' and attributes' : ' (no user attributes on this file system)'}`, () => {
    const home = temporaryDirectory()
    const store = writeCrashStore(kind, home)
    const planned = planFor(store, kind.cut).steps.map(step => join(step.base, step.path))
    mkdirSync(join(home, 'elsewhere'))
    for (const [index, path] of planned.entries()) {
      chmodSync(path, [0o600, 0o640, 0o444, 0o664][index % 4]!)
      if (isSuperuser) chownSync(path, 1000 + index, 2000 + index)
      if (hasAttributes) expect(setAttribute?.(path, 'user.note', `file ${index}`, `file ${index}`.length, 0)).toBe(0)
      linkSync(path, join(home, 'elsewhere', String(index)))
      execFileSync('touch', ['-d', `2026-01-05 08:00:00.${String(123_456_789 + index)}`, path])
    }
    const before = everythingOf(home)
    const plan = planFor(store, kind.cut)
    expect(plan.blockers).toEqual([])
    const receipt = executePlan(plan, realEnvironment(store))
    expect(everythingOf(home)).not.toEqual(before)
    expect(undoCleanup(rootOf(store), receipt.id, realEnvironment(store)).state).toBe('undone')
    expect(everythingOf(home)).toEqual(before)
  })

  test('a file is sparse before, while set aside and after', () => {
    const home = temporaryDirectory()
    const store = writeCrashStore(kind, home)
    const plan = planFor(store, kind.cut)
    const allocated = (paths: readonly string[]): number[] => paths.map(path => lstatSync(path).blocks)
    const sources = plan.steps.filter(({ action }) => action === 'set-aside').map(step => join(step.base, step.path))
    const before = allocated(sources)
    const { id } = executePlan(plan, realEnvironment(store))
    expect(allocated(plan.steps.filter(({ action }) => action === 'set-aside').map(step => join(step.base, QUARANTINE_NAME, id, step.path)))).toEqual(before)
    undoCleanup(rootOf(store), id, realEnvironment(store))
    expect(allocated(sources)).toEqual(before)
  })

  test.each([
    ['written its checkpoint', (root: string) => utimesSync(join(root, 'checkpoint'), 1, 1), 'checkpoint'],
    ['removed a segment', (root: string) => execFileSync('sh', ['-c', `rm "$(ls -d ${root}/commitlog/* | tail -1)"`]), 'commitlog'],
  ])('undo after a broker has %s is refused, with what changed and what can still be done', (_name, change, where) => {
    const home = temporaryDirectory()
    const store = writeCrashStore(kind, home)
    const plan = planFor(store, kind.cut)
    const { id } = executePlan(plan, realEnvironment(store))
    change(rootOf(store))
    const changed = contentsOf(storeTree(home))
    const paths = store.commitLogPaths === undefined ? [] : ['--commitlog', store.commitLogPaths.join(',')]
    const { code, err } = runCli(['undo', store.directory, id, '--assume-stopped', ...paths])
    expect([code, err]).toEqual([2, expect.stringContaining(where)])
    expect(err).toMatch(/--accept-writes|stays where it is/)
    expect(contentsOf(storeTree(home))).toEqual(changed)
    expect(purgeCleanup(rootOf(store), id, realEnvironment(store)).state).toBe('purged')
  })
})

describe('what we write', () => {
  test('is for its owner alone, and has no byte of a message in it', () => {
    const home = temporaryDirectory()
    const marked = { ...kindsOfStore[2]!, spec: { ...kindsOfStore[2]!.spec, topics: [{ topic: 'orders', queues: 2, messages: 90, body: () => new TextEncoder().encode('BODY-OF-A-MESSAGE'.padEnd(150, '.')) }] } }
    const store = writeCrashStore(marked, home)
    const paths = ['--commitlog', (store.commitLogPaths ?? []).join(',')]
    const planFile = join(home, 'plan.json')
    const said = [runCli(['plan', store.directory, ...paths, '--before', '2026-01-05T13:00:00Z', '--allow-pending', '--out', planFile, '--verbose'])]
    const before = storeTree(home)
    expect([...before.keys()].some(path => readFileSync(join(home, path), 'latin1').includes('BODY-OF-A-MESSAGE'))).toBe(true)
    said.push(runCli(['apply', planFile, '--confirm', 'broker-a', '--assume-stopped', '--verbose']), runCli(['receipts', store.directory, ...paths, '--json']))
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0])

    const ours: string[] = [planFile]
    const visit = (directory: string): void => {
      for (const entry of readdirSync(directory, { withFileTypes: true })) {
        const path = join(directory, entry.name)
        if (entry.isDirectory()) {
          if (path.includes(QUARANTINE_NAME)) expect([path, (lstatSync(path).mode & 0o777).toString(8)]).toEqual([path, '700'])
          visit(path)
        } else if (path.includes(QUARANTINE_NAME) && ![...before.values()].some(({ inode }) => inode === lstatSync(path, { bigint: true }).ino)) ours.push(path)
      }
    }
    visit(home)
    expect(ours.length).toBeGreaterThan(3)
    for (const path of ours) {
      expect([path, (lstatSync(path).mode & 0o777).toString(8)]).toEqual([path, '600'])
      expect(readFileSync(path, 'latin1'), path).not.toContain('BODY-OF-A-MESSAGE')
    }
    for (const { out, err } of said) expect(out + err).not.toContain('BODY-OF-A-MESSAGE')
  })

  test('is for its owner alone whatever the umask allows', () => {
    const home = temporaryDirectory()
    const store = writeCrashStore(kindsOfStore[0]!, home)
    const planFile = join(home, 'plan.json')
    const { status } = spawnSync('sh', ['-c', `umask 000 && ${process.execPath} ${builtCli} plan ${store.directory} --keep-from 16384 --out ${planFile} -q`])
    expect([status, (lstatSync(planFile).mode & 0o777).toString(8)]).toEqual([0, '600'])
  })
})
