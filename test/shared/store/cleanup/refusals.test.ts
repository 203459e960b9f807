import { describe, expect, test } from 'vitest'
import { sealPlan } from '../../../../shared/store/cleanup/digest'
import type { CleanupEnvironment } from '../../../../shared/store/cleanup/environment'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import type { CleanupPlan, Step } from '../../../../shared/store/cleanup/plan'
import { purgeCleanup } from '../../../../shared/store/cleanup/purge'
import { recover } from '../../../../shared/store/cleanup/recover'
import { undoCleanup } from '../../../../shared/store/cleanup/undo'
import { Refusal } from '../../../../shared/store/errors'
import type { InUse } from '../../../../shared/store/in-use'
import { environmentOf, METADATA, queueFile, ROOT, segment, smallPlan, smallStore, TIERED, turnstile } from '../../../helpers/cleanup-fixture'
import { Killed, type MemoryFiles } from '../../../helpers/memory-files'

const running: InUse = { state: 'in-use', reasons: [{ code: 'lock-held', pid: 4242 }], abort: true }
const unknown: InUse = { state: 'unknown', reasons: [{ code: 'other-pid-namespace' }], abort: false }

/** The refusal of an act that must leave every file, quarantines included, as it was. */
function refusalOf(files: MemoryFiles, act: () => unknown): Refusal {
  const before = files.tree({ quarantines: true })
  let refusal: unknown
  try {
    act()
  } catch (error) {
    refusal = error
  }
  expect(refusal).toBeInstanceOf(Refusal)
  expect(files.tree({ quarantines: true })).toEqual(before)
  return refusal as Refusal
}

describe('apply refuses, and nothing is changed', () => {
  test.each<[string, (files: MemoryFiles) => void, string, string]>([
    ['a file was written', files => files.touch(queueFile(0, 80)), queueFile(0, 80), 'modified-time'],
    ['a file has another length', files => files.touch(`${ROOT}/checkpoint`, 'longer than before'), `${ROOT}/checkpoint`, 'size'],
    ['a file was replaced by a copy of the same time', files => files.put(queueFile(1, 0), files.text(queueFile(1, 0)), BigInt(files.stat(queueFile(1, 0))!.modifiedTimeNs)), queueFile(1, 0), 'inode'],
    ['a file is new', files => void files.put(segment(400), 'new'), segment(400), 'new'],
    ['a file of no step is gone', files => files.remove(`${ROOT}/lock`), `${ROOT}/lock`, 'gone'],
  ])('when %s since the plan', (_, change, path, kind) => {
    const files = smallStore()
    const plan = smallPlan(files)
    change(files)
    const refusal = refusalOf(files, () => executePlan(plan, environmentOf(files)))
    expect(refusal).toMatchObject({ code: 'changed-since-plan', details: { path, blockers: [{ path, facts: { change: kind } }] } })
    expect(refusal.message).toContain(path)
  })

  test.each<[string, InUse, boolean, string]>([
    ['a broker runs', running, false, 'store-in-use'],
    ['a broker runs, whatever the user says', running, true, 'store-in-use'],
    ['abort is there', { state: 'free', reasons: [], abort: true }, true, 'abort-present'],
    ['nothing can be known and nobody said it is stopped', unknown, false, 'liveness-unknown'],
  ])('when %s', (_, inUse, assumeStopped, code) => {
    const files = smallStore()
    const plan = smallPlan(files)
    expect(refusalOf(files, () => executePlan(plan, environmentOf(files, { liveness: () => inUse, options: { assumeStopped, tool: 'test' } }))).code).toBe(code)
  })

  test('unless what cannot be known was said aloud, which the receipt remembers', () => {
    const files = smallStore()
    const receipt = executePlan(smallPlan(files), environmentOf(files, { liveness: () => unknown, options: { assumeStopped: true, tool: 'test' } }))
    expect(receipt).toMatchObject({ state: 'set-aside', assumedStopped: true })
  })

  test('a plan with blockers', () => {
    const files = smallStore()
    const blocked = sealPlan({ ...smallPlan(files), blockers: [{ code: 'hole', message: '', facts: {} }] })
    expect(refusalOf(files, () => executePlan(blocked, environmentOf(files))).code).toBe('hole')
  })

  test('a plan without steps', () => {
    const files = smallStore()
    expect(refusalOf(files, () => executePlan(sealPlan({ ...smallPlan(files), steps: [] }), environmentOf(files))).code).toBe('nothing-to-do')
  })

  test('while another run holds the store', () => {
    const files = smallStore()
    const plan = smallPlan(files)
    const hold = turnstile()
    hold(ROOT)
    expect(refusalOf(files, () => executePlan(plan, environmentOf(files, { hold }))).code).toBe('busy')
  })

  test('while an earlier run is not finished', () => {
    const files = smallStore()
    const plan = smallPlan(files)
    interrupt(files, () => executePlan(plan, environmentOf(files)), 40)
    expect(refusalOf(files, () => executePlan(smallPlan(files, ['local']), environmentOf(files))).code).toBe('unfinished-cleanup')
  })

  test('a journal inside the store', () => {
    const files = smallStore()
    expect(refusalOf(files, () => executePlan(smallPlan(files), environmentOf(files, { options: { assumeStopped: false, tool: 'test', journalDirectory: `${ROOT}/journals` } }))).code).toBe('journal-inside-store')
  })
})

describe('a .store-inspector that is no folder', () => {
  const inItsPlace = (files: MemoryFiles, base: string): MemoryFiles => files.put(`${base}/.store-inspector`, 'leads elsewhere')
  const reason = { code: 'layout-not-supported', details: { facts: { reason: 'quarantine-no-folder' } } }

  test.each([ROOT, '/disk2', TIERED])('in %s keeps apply from beginning', base => {
    const files = smallStore()
    const plan = smallPlan(inItsPlace(files, base))
    expect(refusalOf(files, () => executePlan(plan, environmentOf(files)))).toMatchObject({ ...reason, details: { path: `${base}/.store-inspector` } })
  })
  test('keeps undo, purge and recover from beginning', () => {
    const files = inItsPlace(smallStore(), ROOT)
    for (const act of [undoCleanup, purgeCleanup]) expect(refusalOf(files, () => act(ROOT, 'any', environmentOf(files)))).toMatchObject(reason)
    expect(refusalOf(files, () => recover(ROOT, environmentOf(files)))).toMatchObject(reason)
  })
})

describe('a broker that starts between two stages', () => {
  test('stops the run before the next stage, and recover puts everything back once it has stopped', () => {
    const files = smallStore()
    const before = files.tree()
    let asked = 0
    const environment = environmentOf(files, { liveness: () => (++asked > 4 ? running : { state: 'free', reasons: [], abort: false }) })
    expect(() => executePlan(smallPlan(files), environment)).toThrow(expect.objectContaining({ code: 'store-in-use' }))
    expect(() => recover(ROOT, environmentOf(files, { liveness: () => running }))).toThrow(expect.objectContaining({ code: 'store-in-use' }))
    expect(recover(ROOT, environmentOf(files))).toMatchObject({ state: 'rolled-back' })
    expect(files.tree()).toEqual(before)
  })

  test('stops an undo too, which goes on once it has stopped', () => {
    const files = smallStore()
    const before = files.tree()
    const { id } = executePlan(smallPlan(files), environmentOf(files))
    let asked = 0
    const environment = environmentOf(files, { liveness: () => (++asked > 3 ? running : { state: 'free', reasons: [], abort: false }) })
    expect(() => undoCleanup(ROOT, id, environment)).toThrow(expect.objectContaining({ code: 'store-in-use' }))
    expect(files.tree()).not.toEqual(before)
    expect(recover(ROOT, environmentOf(files))).toMatchObject({ state: 'undone' })
    expect(files.tree()).toEqual(before)
  })

  test('is not what only reads the store: before the run it is refused, in the run it is let be', () => {
    const reader: InUse = { state: 'in-use', reasons: [{ code: 'file-open', pid: 4242, readsOnly: true }], abort: false }
    const files = smallStore()
    const plan = smallPlan(files)
    expect(refusalOf(files, () => executePlan(plan, environmentOf(files, { liveness: () => reader }))).code).toBe('store-in-use')
    let asked = 0
    expect(executePlan(plan, environmentOf(files, { liveness: () => (++asked > 1 ? reader : { ...reader, state: 'free', reasons: [] }) })).state).toBe('set-aside')
    expect(asked).toBeGreaterThan(2)
  })

  test('is not hidden by what only reads: what else is known, or cannot be known, still stops the run', () => {
    const read = { code: 'file-open', pid: 4242, readsOnly: true } as const
    for (const [reason, code] of [[{ code: 'file-mapped', pid: 7 }, 'store-in-use'], [{ code: 'processes-not-visible' }, 'liveness-unknown']] as const) {
      const files = smallStore()
      let asked = 0
      const liveness = (): InUse => (++asked > 2 ? { state: 'in-use', reasons: [read, reason], abort: false } : { state: 'free', reasons: [], abort: false })
      expect(() => executePlan(smallPlan(files), environmentOf(files, { liveness }))).toThrow(expect.objectContaining({ code }))
    }
  })

  test('and changes a file is found out by the file too', () => {
    const files = smallStore()
    let stages = 0
    const environment = environmentOf(files, {
      liveness: () => {
        if (++stages === 6) files.touch(segment(300))
        return { state: 'free', reasons: [], abort: false }
      },
    })
    expect(() => executePlan(smallPlan(files), environment)).toThrow(expect.objectContaining({ code: 'changed-since-plan', details: expect.objectContaining({ path: segment(300) }) as unknown }))
  })
})

describe('a plan that was tampered with is refused', () => {
  test('whatever single value below its digest is changed', () => {
    const files = smallStore()
    const plan = smallPlan(files)
    const text = JSON.stringify(plan)
    let tampered = 0
    for (const [match] of text.matchAll(/(?<=[:[,])(?:\d+|"[^"]+")(?=[,}\]])/g)) {
      if (match === '"plan/1"' || match === `"${plan.digest}"`) continue
      const other = text.replace(match, match.startsWith('"') ? `"x${match.slice(1)}` : String(Number(match) + 1))
      expect(refusalOf(files, () => executePlan(JSON.parse(other) as CleanupPlan, environmentOf(files))).code, match).toBe('plan-invalid')
      tampered += 1
    }
    expect(tampered).toBeGreaterThan(100)
  })

  test('a plan of a later format', () => {
    const files = smallStore()
    const later = { ...smallPlan(files), schema: 'plan/2' } as unknown as CleanupPlan
    expect(refusalOf(files, () => executePlan(later, environmentOf(files)))).toMatchObject({ code: 'plan-invalid', details: { facts: { reason: 'schema' } } })
  })

  test.each<[string, (steps: readonly Step[]) => readonly object[], string]>([
    ['climbs out of its base', ([first, ...rest]) => [{ ...first, path: '../../etc/passwd' }, ...rest], 'path'],
    ['names an absolute path', ([first, ...rest]) => [{ ...first, path: '/etc/passwd' }, ...rest], 'path'],
    ['has an empty part', ([first, ...rest]) => [{ ...first, path: 'consumequeue//x' }, ...rest], 'path'],
    ['reaches into a quarantine', ([first, ...rest]) => [{ ...first, path: '.store-inspector/x' }, ...rest], 'path'],
    ['has a relative base', ([first, ...rest]) => [{ ...first, base: 'data' }, ...rest], 'path'],
    ['names a file that was not reviewed', ([first, ...rest]) => [{ ...first, path: `consumequeue/orders/0/${'9'.repeat(20)}` }, ...rest], 'not-reviewed'],
    ['calls a checkpoint a queue file', ([first, ...rest]) => [{ ...first, path: 'checkpoint' }, ...rest], 'place'],
    ['takes a file twice', ([first, , ...rest]) => [first!, { ...first, order: 2 }, ...rest], 'twice'],
    ['takes the log before its queues', steps => steps.toReversed().map((step, index) => ({ ...step, order: index + 1 })), 'order'],
    ['is numbered wrongly', ([first, ...rest]) => [{ ...first, order: 5 }, ...rest], 'order'],
  ])('also with a fresh digest when a step %s', (_, tamper, reason) => {
    const files = smallStore()
    const plan = smallPlan(files, ['local'])
    const tampered = sealPlan({ ...plan, steps: tamper(plan.steps) as readonly Step[] })
    expect(refusalOf(files, () => executePlan(tampered, environmentOf(files)))).toMatchObject({ code: 'plan-invalid', details: { facts: { reason } } })
  })
})

describe('undo refuses, and nothing is moved', () => {
  const undoable = (change: (files: MemoryFiles, id: string) => void): { files: MemoryFiles; id: string } => {
    const files = smallStore()
    const { id } = executePlan(smallPlan(files), environmentOf(files))
    change(files, id)
    return { files, id }
  }
  test.each<[string, (files: MemoryFiles, id: string) => void, string]>([
    ['something stands where a file came from', files => void files.put(queueFile(0, 0), 'taken'), 'destination-taken'],
    ['the log’s first surviving segment is gone', files => files.remove(segment(200)), 'log-not-contiguous'],
    ['a queue’s first surviving file is gone', files => files.remove(queueFile(1, 80)), 'queue-not-contiguous'],
    ['the broker wrote its tiered metadata', files => files.touch(METADATA, files.text(METADATA).replace('"size":20', '"size":21')), 'metadata-rewritten'],
    ['a set-aside file was changed', (files, id) => files.touch(`${ROOT}/.store-inspector/${id}/consumequeue/orders/0/${'0'.repeat(20)}`), 'quarantine-changed'],
    ['a set-aside file is gone', (files, id) => files.remove(`/disk2/.store-inspector/${id}/commitlog/${'100'.padStart(20, '0')}`), 'quarantine-changed'],
  ])('when %s', (_, change, reason) => {
    const { files, id } = undoable(change)
    expect(refusalOf(files, () => undoCleanup(ROOT, id, environmentOf(files)))).toMatchObject({ code: 'undo-blocked', details: { facts: { reason } } })
  })

  test('when a broker runs', () => {
    const { files, id } = undoable(() => undefined)
    expect(refusalOf(files, () => undoCleanup(ROOT, id, environmentOf(files, { liveness: () => running }))).code).toBe('store-in-use')
  })

  test('what is purged, undone or unknown', () => {
    const { files, id } = undoable((store, receipt) => void purgeCleanup(ROOT, receipt, environmentOf(store)))
    expect(refusalOf(files, () => undoCleanup(ROOT, id, environmentOf(files)))).toMatchObject({ code: 'wrong-state', details: { facts: { state: 'purged' } } })
    expect(refusalOf(files, () => undoCleanup(ROOT, 'ffffffffffff-20260101T000000', environmentOf(files))).code).toBe('unknown-receipt')
  })

  test.each<[string, (files: MemoryFiles) => void, string, string]>([
    ['appended to its log', files => files.touch(segment(300), 'a longer segment'.padEnd(200)), segment(300), 'size'],
    ['wrote its checkpoint', files => files.touch(`${ROOT}/checkpoint`), `${ROOT}/checkpoint`, 'modified-time'],
    ['began a segment', files => void files.put(segment(400), 'new'), segment(400), 'new'],
    ['removed a file', files => files.remove(`${ROOT}/lock`), `${ROOT}/lock`, 'gone'],
  ])('when a broker ran and %s, unless what it wrote is accepted', (_, change, path, kind) => {
    const { files, id } = undoable(change)
    const refusal = refusalOf(files, () => undoCleanup(ROOT, id, environmentOf(files)))
    expect(refusal).toMatchObject({ code: 'written-since', details: { path, blockers: [{ path, facts: { change: kind } }] } })
    expect(undoCleanup(ROOT, id, environmentOf(files, { options: { assumeStopped: false, tool: 'test', acceptWrites: true } })).state).toBe('undone')
  })
})

describe('recover refuses, and nothing is moved', () => {
  const journalOf = (files: MemoryFiles): string => Object.keys(files.tree({ quarantines: true })).find(path => path.endsWith('/journal'))!
  const interrupted = (): MemoryFiles => {
    const files = smallStore()
    interrupt(files, () => executePlan(smallPlan(files), environmentOf(files)), 70)
    return files
  }

  test.each<[string, (text: string) => string, string]>([
    ['a flipped bit in its journal', text => text.replace('"way":"aside"', '"way":"asidf"'), 'journal-damaged'],
    ['a journal that lost its beginning', text => text.slice(text.indexOf('\n') + 1), 'journal-damaged'],
  ])('with %s', (_, change, code) => {
    const files = interrupted()
    files.touch(journalOf(files), change(files.text(journalOf(files))))
    expect(refusalOf(files, () => recover(ROOT, environmentOf(files))).code).toBe(code)
    expect(refusalOf(files, () => executePlan(smallPlan(smallStore()), environmentOf(files))).code).toBe('unfinished-cleanup')
  })

  test('with the journal of another store', () => {
    const files = interrupted()
    const moved = smallStore()
    const path = journalOf(files)
    moved.put(path.replace(ROOT, '/data/other'), files.text(path))
    expect(refusalOf(moved, () => recover('/data/other', environmentOf(moved)))).toMatchObject({ code: 'foreign-store', details: { facts: { root: ROOT } } })
  })

  test('without its journal', () => {
    const files = interrupted()
    files.remove(journalOf(files))
    expect(refusalOf(files, () => recover(ROOT, environmentOf(files))).code).toBe('journal-missing')
  })
})

describe('recover goes forward when told to', () => {
  test('and carries the rest of the plan out', () => {
    const files = smallStore()
    const clean = smallStore()
    executePlan(smallPlan(clean), environmentOf(clean))
    interrupt(files, () => executePlan(smallPlan(files), environmentOf(files)), 60)
    expect(recover(ROOT, environmentOf(files), 'forward')).toMatchObject({ state: 'set-aside', stepsDone: 13 })
    expect(Object.keys(files.tree()).sort()).toEqual(Object.keys(clean.tree()).sort())
  })

  test('but not past a file that changed', () => {
    const files = smallStore()
    interrupt(files, () => executePlan(smallPlan(files), environmentOf(files)), 60)
    files.touch(segment(300))
    expect(() => recover(ROOT, environmentOf(files), 'forward')).toThrow(expect.objectContaining({ code: 'changed-since-plan' }))
    expect(recover(ROOT, environmentOf(files))).toMatchObject({ state: 'rolled-back' })
  })
})

test('a cancelled run is rolled back by recover', () => {
  const files = smallStore()
  const before = files.tree()
  let reports = 0
  const watch: CleanupEnvironment['watch'] = { progress: () => void (reports += 1), cancelled: () => reports > 4 }
  expect(() => executePlan(smallPlan(files), environmentOf(files, { watch }))).toThrow('cancelled')
  expect(files.tree()).not.toEqual(before)
  recover(ROOT, environmentOf(files))
  expect(files.tree()).toEqual(before)
})

test('a journal elsewhere keeps the store’s file system free of everything but what is set aside', () => {
  const files = smallStore().put('/elsewhere/here', '')
  const options = { assumeStopped: false, tool: 'test', journalDirectory: '/elsewhere' }
  const { id } = executePlan(smallPlan(files), environmentOf(files, { options }))
  expect(files.list(`/elsewhere/${id}`)!.map(({ name }) => name)).toEqual(['journal', 'receipt.json', 'reserve'])
  expect(() => undoCleanup(ROOT, id, environmentOf(files))).toThrow(expect.objectContaining({ code: 'journal-missing' }))
  expect(undoCleanup(ROOT, id, environmentOf(files, { options })).state).toBe('undone')
})

test('removing at once with a journal elsewhere writes not one byte beside the local store', () => {
  const files = smallStore().put('/elsewhere/here', '')
  const plan = smallPlan(files, ['local'])
  const written: string[] = []
  files.interference = { before: (call, _, path) => void (['writeNew', 'append', 'makeDirectory', 'rename', 'link'].includes(call) && written.push(path)) }
  const receipt = executePlan(plan, environmentOf(files, { options: { assumeStopped: false, tool: 'test', journalDirectory: '/elsewhere', removeAtOnce: true } }))
  expect(receipt).toMatchObject({ state: 'purged', freedBytes: 7 * 4096 })
  expect(written.filter(path => !path.startsWith('/elsewhere/'))).toEqual([])
})

function interrupt(files: MemoryFiles, act: () => unknown, after: number): void {
  files.changes = 0
  files.interference = {
    after: (_, number) => {
      if (number >= after) throw new Killed()
    },
  }
  expect(act).toThrow(Killed)
  files.interference = {}
}
