import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import type { BuiltFile } from '../../../../shared/store/builders/built-file'
import { encodeUnit } from '../../../../shared/store/builders/encode-unit'
import * as faults from '../../../../shared/store/builders/faults'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { deepCheckOf } from '../../../helpers/deep-check'
import { EXT_FILE_BYTES, EXT_UNIT_BYTES, withExtension } from '../../../helpers/with-extension'

const queue = { topic: 'orders', queueId: 1 }
const healthy = withExtension(queue, 20)(buildStore(everything))
const [first, second, third] = [0, 1, 2].map(number => `store/consumequeue_ext/orders/1/${String(number * EXT_FILE_BYTES).padStart(20, '0')}`) as [string, string, string]

const told = (...of: readonly faults.Fault[]): string[] => {
  const memory = inMemory(of.reduce<readonly BuiltFile[]>((files, fault) => fault(files), healthy))
  return deepCheckOf(memory, takeSnapshot(memory, recognise(memory, `${BUILT_HOME}/store`)))
    .filter(({ code }) => code.startsWith('queue-ext') || code === 'queue-unit-mismatched' || code === 'not-read')
    .map(({ code, severity, subject, range, count, facts }) => `${severity} ${code} ${Object.values(facts).join()} ${subject.path ?? `${subject.topic}/${subject.queueId}`} ${range === undefined ? '' : `[${range.start}, ${range.end}) `}${count}`)
}
const pointsAt = (queueOffset: number, address: bigint): faults.Fault => files => {
  const view = new DataView(new Uint8Array(faults.unitOf(files, queue, queueOffset)).buffer)
  return faults.rewriteUnit(queue, queueOffset, encodeUnit(Number(view.getBigInt64(0)), view.getInt32(8), address))(files)
}

test('a queue with its whole extension has nothing to tell', () => expect(told()).toEqual([]))

describe('a unit', () => {
  test.each([
    ['between two entries', BigInt(EXT_UNIT_BYTES * 3 + 7)],
    ['past the extension', 5000n],
    ['where no entry is written yet', BigInt(EXT_FILE_BYTES * 2 + EXT_UNIT_BYTES * 2)],
    ['where no file of nine petabytes reaches', 2n ** 60n],
  ])('that points %s has no entry', (_, offset) => expect(told(pointsAt(4, offset - 2n ** 63n))).toEqual(['warning queue-unit-mismatched extension orders/1 [4, 5) 1']))

  test('that points back at an entry of another is not told from one that does so rightly', () => expect(told(pointsAt(15, BigInt(EXT_UNIT_BYTES * 2) - 2n ** 63n))).toEqual([]))

  test('below the log is left out, for the extension is removed behind its queue', () =>
    expect(told(faults.removeHeadSegments(faults.segmentsOf(healthy).length - 1), faults.removeFile(first), faults.removeFile(second))).toEqual([]))
})

describe('the extension', () => {
  test('that does not go on in units says where, and which units have no entry', () =>
    expect(told(faults.overwrite(second, EXT_UNIT_BYTES * 3, Uint8Array.of(0x7f, 0xff))).toSorted()).toEqual([
      `warning queue-ext-invalid unit ${second.slice(6)} [84, 256) 1`,
      'warning queue-unit-mismatched extension orders/1 [12, 13) 1',
    ]))

  test('that lost a file has units without an entry', () => expect(told(faults.removeFile(second))).toEqual(['warning queue-unit-mismatched extension orders/1 [9, 18) 9']))

  test.each([
    ['a file of another size', faults.resizeFile(third, 200), `error queue-ext-invalid size ${third.slice(6)} 1`],
    ['a file of another name', faults.addFile('store/consumequeue_ext/orders/1/notes.txt', 'x'), 'error queue-ext-invalid name consumequeue_ext/orders/1/notes.txt 1'],
  ])('with %s keeps a broker from starting', (_, fault, line) => expect(told(fault)).toContain(line))
})
