import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import type { BuiltFile } from '../../../../shared/store/builders/built-file'
import * as faults from '../../../../shared/store/builders/faults'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../../../helpers/built-store'
import { deepCheckOf } from '../../../helpers/deep-check'
import { COMPACTION_LOG, COMPACTION_QUEUE, withCompaction } from '../../../helpers/with-compaction'

const plain = buildStore({ topics: [{ topic: 'orders', queues: 1, messages: 10 }] })
const unitAt = (number: number): number => number * 46
const written = withCompaction('written')(plain)
const bytesOf = (path: string): DataView => {
  const file = written.find(candidate => candidate.path === path)
  return new DataView(new Uint8Array(file?.bytes ?? []).buffer)
}
/** Where the units of the first file say that their records are. */
const recordAt = (number: number): { readonly at: number; readonly sizeBytes: number } => ({ at: bytesOf(COMPACTION_QUEUE).getUint32(unitAt(number) + 4), sizeBytes: bytesOf(COMPACTION_QUEUE).getInt32(unitAt(number) + 8) })

function told(files: readonly BuiltFile[], ...of: readonly faults.Fault[]): string[] {
  const memory = inMemory(of.reduce<readonly BuiltFile[]>((store, fault) => fault(store), files))
  return deepCheckOf(memory, takeSnapshot(memory, recognise(memory, `${BUILT_HOME}/store`)))
    .filter(({ code }) => code.startsWith('compaction') || code === 'not-read')
    .map(({ severity, subject, range, count, facts }) => `${severity} ${Object.values(facts).join()} ${subject.path} ${range === undefined ? '' : `[${range.start}, ${range.end}) `}${count}`)
}

describe('a compacted topic as RocketMQ wrote it', () => {
  test.each(['written', 'compacted'] as const)('has nothing to tell when it is %s', state => expect(told(withCompaction(state)(plain))).toEqual([]))

  test('has a unit for each record, in the same order', () => {
    const log = bytesOf(COMPACTION_LOG)
    const read = Array.from({ length: 9 }, (_, number) => recordAt(number)).map(({ at, sizeBytes }) => ({ magic: log.getUint32(at + 4), size: log.getInt32(at) - sizeBytes, own: Number(log.getBigInt64(at + 28)) - at }))
    expect(read).toEqual(Array.from({ length: 9 }, () => ({ magic: 0xdaa320a7, size: 0, own: 0 })))
  })
})

describe('a compacted topic', () => {
  const [log, queue] = [COMPACTION_LOG, COMPACTION_QUEUE].map(path => path.slice(6))
  const third = recordAt(3)

  test.each([
    ['whose unit has another size', faults.flipBit(COMPACTION_QUEUE, unitAt(3) + 11), [`error unit ${queue} [138, 184) 1`]],
    ['whose unit has another queue offset', faults.flipBit(COMPACTION_QUEUE, unitAt(3) + 35), [`error unit ${queue} [138, 184) 1`]],
    ['whose unit points between records', faults.flipBit(COMPACTION_QUEUE, unitAt(3) + 7), [`error unit ${queue} [138, 184) 1`]],
    ['one of whose units is lost among the others', faults.overwrite(COMPACTION_QUEUE, unitAt(3), Uint8Array.of(0x80)), [`error unindexed ${log} [${third.at}, ${third.at + third.sizeBytes}) 1`, `error unit ${queue} [138, 184) 1`]],
    ['whose queue ends before its log', faults.overwrite(COMPACTION_QUEUE, unitAt(8), new Uint8Array(92)), [`error unindexed ${log} [${recordAt(8).at}, ${recordAt(8).at + recordAt(8).sizeBytes}) 1`]],
    ['whose log has a flipped bit', faults.flipBit(COMPACTION_LOG, third.at + 90), [`error record ${log} [${third.at}, 5060) 1`]],
    ['with a file of another size', faults.resizeFile(COMPACTION_QUEUE, 400), [`error size ${queue} 1`, `error unindexed ${log} [${recordAt(8).at}, ${recordAt(8).at + recordAt(8).sizeBytes}) 1`]],
    ['with a file of another name', faults.addFile(`${COMPACTION_LOG.slice(0, -20)}notes.txt`, 'x'), [`error name ${log?.slice(0, -20)}notes.txt 1`]],
  ])('%s says so', (_, fault, lines) => expect(told(written, fault).filter(line => !line.includes('compactionCq/states/0/notes.txt')).toSorted()).toEqual(lines.toSorted()))

  test('whose log ends before its queue has units without a record', () =>
    expect(told(written, faults.overwrite(COMPACTION_LOG, recordAt(7).at, new Uint8Array(5060 - recordAt(7).at)))).toEqual([`error unit ${queue} [322, 414) 2`]))
})
