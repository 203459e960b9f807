import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import type { BuiltFile } from '../../../../shared/store/builders/built-file'
import * as faults from '../../../../shared/store/builders/faults'
import { checkStore } from '../../../../shared/store/checks/check-store'
import type { Finding } from '../../../../shared/store/checks/finding'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../../../helpers/built-store'
import { deepCheckOf } from '../../../helpers/deep-check'
import type { MemoryFiles } from '../../../helpers/memory-files'
import { slotOf, TIMERS_WRITTEN_AT, withTimers } from '../../../helpers/with-timers'

const queue = { topic: 'rmq_sys_wheel_timer', queueId: 0 }
const plain = buildStore({ topics: [{ topic: queue.topic, queues: 1, messages: 20 }], segmentBytes: 4096, index: { slots: 16, entries: 64 } })
const records = Array.from({ length: 20 }, (_, at) => {
  const view = new DataView(new Uint8Array(faults.unitOf(plain, queue, at)).buffer)
  return { physicalOffset: Number(view.getBigInt64(0)), sizeBytes: view.getInt32(8) }
})
const healthy = withTimers(records)(plain)
/** Nine units of 52 bytes and a blank in each of its files. */
const logs = ['0', '512', '1024'].map(base => `store/timerlog/${base.padStart(20, '0')}`) as [string, string, string]

const look = (files: readonly BuiltFile[]): { readonly memory: MemoryFiles; readonly snapshot: StoreSnapshot } => {
  const memory = inMemory(files)
  return { memory, snapshot: takeSnapshot(memory, recognise(memory, `${BUILT_HOME}/store`)) }
}
const found = (files: readonly BuiltFile[]): readonly Finding[] => {
  const { memory, snapshot } = look(files)
  return deepCheckOf(memory, snapshot).filter(({ code }) => code.startsWith('timer') || code === 'not-read')
}
const after = (...of: readonly faults.Fault[]): string[] =>
  found(of.reduce<readonly BuiltFile[]>((files, fault) => fault(files), healthy)).map(
    ({ code, severity, subject, range, count, facts }) => `${severity} ${code} ${Object.values(facts).join()} ${subject.path} ${range === undefined ? '' : `[${range.start}, ${range.end}) `}${count}`,
  )
const long = (value: number): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(8))
  bytes.setBigInt64(0, BigInt(value))
  return new Uint8Array(bytes.buffer)
}

test('a look does not read the timer and says so', () => expect(checkStore(look(healthy).snapshot).filter(({ code }) => code === 'not-read')).toMatchObject([{ facts: { part: 'timer' } }]))

test('a whole timer has nothing to tell', () => expect(after()).toEqual([]))

describe('the log', () => {
  test('with units that are none says where, and which timers are no more found over them', () =>
    expect(after(faults.overwrite(logs[0], 52 * 4, new Uint8Array(104)))).toEqual([
      // The sixth timer was still to come, and the tenth is found over it; of what is delivered nothing is asked.
      `error timer-slot-wrong chain,0 timerlog/${'512'.padStart(20, '0')} [0, 52) 1`,
      `error timer-file-invalid unit timerlog/${'0'.repeat(20)} [208, 312) 2`,
    ]))

  test('may end in anything behind what was flushed', () => expect(after(faults.overwrite(logs[2], 52 * 2, new Uint8Array(100).fill(7)))).toEqual([]))

  test('without the file in the middle lacks its bytes', () =>
    expect(after(faults.removeFile(logs[1]))).toContain(`error timer-file-invalid hole timerlog/${'1024'.padStart(20, '0')} [512, 1024) 1`))

  test.each([
    ['a file of another size', faults.resizeFile(logs[1], 500), `error timer-file-invalid log-size timerlog/${'512'.padStart(20, '0')} 1`],
    ['a file of another name', faults.addFile('store/timerlog/notes.txt', 'x'), 'error timer-file-invalid name timerlog/notes.txt 1'],
    ['a wheel of another size', faults.resizeFile('store/timerwheel', 1024), 'error timer-file-invalid wheel-size timerwheel 1'],
    ['no checkpoint', faults.removeFile('store/config/timercheck'), 'warning timer-file-invalid checkpoint config/timercheck 1'],
  ])('with %s', (_, fault, line) => expect(after(fault)).toContain(line))

  test('that does not lead from a timer to the one before it in the slot says so', () =>
    expect(after(faults.overwrite(logs[0], 52 * 5 + 4, long(52 * 2)))).toEqual([`error timer-slot-wrong chain,0 timerlog/${'0'.repeat(20)} [260, 312) 1`]))
})

describe('the wheel', () => {
  const slot = slotOf(TIMERS_WRITTEN_AT + 60_500)

  test('whose slot does not lead to the last timer of its time is set anew by the next start when the log is short', () =>
    expect(after(faults.overwrite('store/timerwheel', slot + 16, long(52)))).toEqual([`warning timer-slot-wrong slot,1 timerwheel [${slot}, ${slot + 32}) 1`]))

  test('is no news after a crash', () =>
    expect(after(faults.killBroker(1), faults.overwrite('store/timerwheel', slot + 16, long(52)))).toEqual([`info timer-slot-wrong slot,1 timerwheel [${slot}, ${slot + 32}) 1`]))

  test('loses timers whose slot names a time for which the log has none', () =>
    expect(after(faults.overwrite('store/timerwheel', slotOf(TIMERS_WRITTEN_AT + 90_000), long(Math.floor(TIMERS_WRITTEN_AT / 1000) + 90)))).toMatchObject([expect.stringMatching(/^error timer-slot-wrong slot,0/)]))

  test('keeps what was delivered, and that is not judged', () => expect(after(faults.overwrite('store/timerwheel', slotOf(TIMERS_WRITTEN_AT + 20_000) + 16, long(7777)))).toEqual([]))

  test('of a broker that keeps snapshots is the newest of them', () => {
    const wheel = healthy.find(({ path }) => path === 'store/timerwheel')
    const snapshot = { ...wheel!, path: 'store/timerwheel.1144' }
    expect(after(files => [...files, snapshot], faults.overwrite('store/timerwheel', slot + 16, long(52)))).toEqual([])
  })
})

describe('a timer that is still to come', () => {
  const unitOf = (index: number): string => `${logs[index < 9 ? 0 : index < 18 ? 1 : 2].slice(6)} [${(index % 9) * 52}, ${(index % 9) * 52 + 52})`

  test('and points below the log has lost its message', () => {
    const minimum = 4096
    const below = records.filter(({ physicalOffset }, at) => physicalOffset < minimum && at % 4 !== 0).length
    const lost = found(faults.removeHeadSegments(1)(healthy))
    expect(lost.every(({ code, severity, facts }) => code === 'timer-message-lost' && severity === 'error' && facts['place'] === 'below')).toBe(true)
    expect(lost.reduce((sum, { count }) => sum + count, 0)).toBe(below)
  })

  test.each([
    ['past the log', 1_000_000, 'warning timer-message-lost past'],
    ['between records', (records[5]?.physicalOffset ?? 0) + 1, 'error timer-message-lost no-record'],
    ['at a record of another size', records[6]?.physicalOffset ?? 0, 'error timer-message-lost no-record'],
  ])('and points %s has lost its message', (_, physicalOffset, line) => expect(after(faults.overwrite(logs[0], 52 * 5 + 28, long(physicalOffset)))).toEqual([`${line} ${unitOf(5)} 1`]))

  test('and is gone is not judged once it is delivered', () => expect(after(faults.overwrite(logs[0], 52 * 4 + 28, long(1_000_000)))).toEqual([]))
})
