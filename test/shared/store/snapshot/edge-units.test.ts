import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { encodeUnit } from '../../../../shared/store/builders/encode-unit'
import { overwrite, queueFilesOf, type Fault } from '../../../../shared/store/builders/faults'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { decodeUnit } from '../../../../shared/store/formats/consume-queue-unit'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const store = { ...everything, groups: [] }
const built = buildStore(store)
const segmentBytes = 8192

/** Unit `index` of file `number` of a queue of topic orders. */
function unit(queueId: number, number: number, index: number): { readonly path: string; readonly at: number; readonly physicalOffset: number; readonly sizeBytes: number } {
  const file = queueFilesOf(built, { topic: 'orders', queueId })[number]
  if (file === undefined) throw new Error(`orders/${queueId} has no file ${number}`)
  const found = decodeUnit(new DataView(file.bytes.buffer, file.bytes.byteOffset), index * 20)
  if (found.kind !== 'message') throw new Error(`unit ${index} of ${file.path} is ${found.kind}`)
  return { path: file.path, at: index * 20, physicalOffset: found.physicalOffset, sizeBytes: found.sizeBytes }
}

const pointAt = ({ path, at }: { path: string; at: number }, physicalOffset: number, sizeBytes: number): Fault => overwrite(path, at, encodeUnit(physicalOffset, sizeBytes, 0n))

function findingsAfter(...faults: readonly Fault[]): string[] {
  const files = inMemory(buildStore(store, ...faults))
  return checkStore(takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`)))
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code, subject, range, count, evidence }) => `${severity} ${code} ${subject.topic}/${subject.queueId} [${range?.start}, ${range?.end}) ${count} ${evidence?.path.split('/').at(-1)}:${evidence?.at}`)
}

const first = unit(1, 1, 0)
const last = unit(1, 2, 9)
const other = unit(0, 2, 9)

describe('the first and the last unit of a queue file', () => {
  test('land on their messages in a healthy store', () => expect(findingsAfter()).toEqual([]))

  test.each([
    ['beside the beginning of a record', pointAt(first, first.physicalOffset + 4, first.sizeBytes), 'queue-unit-misaligned orders/1 [10, 11) 1 00000000000000000200:0'],
    ['with less than a record', pointAt(first, first.physicalOffset, 40), 'queue-unit-misaligned orders/1 [10, 11) 1 00000000000000000200:0'],
    ['with another size', pointAt(last, last.physicalOffset, last.sizeBytes - 1), 'queue-unit-mismatched orders/1 [29, 30) 1 00000000000000000400:180'],
    ['on the message of another queue', pointAt(last, other.physicalOffset, other.sizeBytes), 'queue-unit-mismatched orders/1 [29, 30) 1 00000000000000000400:180'],
    ['over the end of a segment', pointAt(first, Math.ceil(first.physicalOffset / segmentBytes) * segmentBytes - 60, 120), 'queue-unit-crosses-segment orders/1 [10, 11) 1 00000000000000000200:0'],
  ])('%s', (_, fault, expected) => expect(findingsAfter(fault)).toContain(`error ${expected}`))

  test('that is none leaves the others of its file in their classes', () => {
    expect(findingsAfter(pointAt(first, -5, 100))).toEqual(['error queue-unit-invalid orders/1 [10, 11) 1 00000000000000000200:0'])
  })
})
