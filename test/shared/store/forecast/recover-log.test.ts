import { expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { addFile, flipBit, killBroker, overwrite, preallocateSegment, removeFile, removeSegment, resizeFile, segmentsOf, type Fault } from '../../../../shared/store/builders/faults'
import type { StoreSpec } from '../../../../shared/store/builders/store-spec'
import { checkStore } from '../../../../shared/store/checks/check-store'
import type { Forecast } from '../../../../shared/store/forecast/forecast'
import { foretellStart } from '../../../../shared/store/forecast/foretell-start'
import { recoverLog } from '../../../../shared/store/forecast/recover-log'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../../../helpers/built-store'

const spec: StoreSpec = { topics: [{ topic: 'orders', queues: 2, messages: 120 }], queueFileBytes: 400, segmentBytes: 4096, index: { slots: 20, entries: 50 } }

/** The n-th newest segment; 1 is the newest. */
const segment = (fromEnd: number): { readonly path: string; readonly sizeBytes: number } => {
  const found = segmentsOf(buildStore(spec)).at(-fromEnd)
  if (found === undefined) throw new Error(`the built store has no segment ${fromEnd} from its end`)
  return found
}
const shown = (fromEnd: number): string => segment(fromEnd).path.replace('store/', '')
const base = (fromEnd: number): number => Number(segment(fromEnd).path.slice(-20))
/** Into the body of the first record. */
const damage = (fromEnd: number): Fault => flipBit(segment(fromEnd).path, 100)

function foretold(brokerVersion: string, ...faults: readonly Fault[]): Forecast {
  const files = inMemory(buildStore(spec, ...faults))
  const location = recognise(files, `${BUILT_HOME}/store`)
  const snapshot = takeSnapshot(files, location, { brokerVersion, recoverLog })
  return foretellStart(snapshot, checkStore(snapshot), { configuration: location.configuration, now: 0 })
}

test.each([
  ['4.9', 3],
  ['5.3.1', 3],
  ['5.3.3', 1],
  ['5.4', 1],
])('after a clean stop %s begins to read at the segment %i from the end', (version, fromEnd) => {
  const start = foretold(version)
  expect(start.commitLog).toMatchObject({ readFrom: shown(fromEnd), cutFrom: null, cutBecause: null, removedFiles: [] })
  expect(start.notes.map(({ code }) => code)).not.toContain('only-quick-look')
})

test('damage in the second newest segment ends the log of a broker that reads the last three, and is not seen by one that reads what is indexed', () => {
  const cut = foretold('4.9', damage(2))
  expect(cut.commitLog).toMatchObject({ maxOffset: base(2), cutFrom: base(2), cutBecause: 'body-crc', removedFiles: [shown(1)] })
  expect(cut.queues.every(({ cutUnits }) => cutUnits > 0)).toBe(true)
  expect(foretold('5.3.3', damage(2)).commitLog).toMatchObject({ cutFrom: null, removedFiles: [] })
})

test('a damaged newest segment is not where reading begins: the one before it is', () => {
  expect(foretold('5.3.3', damage(1)).commitLog).toMatchObject({ readFrom: shown(2), cutFrom: base(1), cutBecause: 'body-crc', removedFiles: [] })
})

test('a closing blank leads over a missing segment', () => {
  const newest = segmentsOf(buildStore(spec)).length - 1
  expect(foretold('4.9', removeSegment(newest - 1)).commitLog).toMatchObject({ cutFrom: null, removedFiles: [] })
})

test('without the newest segment the log ends before the blank of the one before', () => {
  const start = foretold('4.9', removeFile(segment(1).path))
  expect(start.commitLog.maxOffset).toBeLessThan(base(1))
  expect(start.commitLog).toMatchObject({ cutFrom: start.commitLog.maxOffset, cutBecause: 'blank' })
})

test('an unwritten segment in front of a written one ends the log there', () => {
  const start = foretold('4.9', overwrite(segment(2).path, 0, new Uint8Array(segment(2).sizeBytes)))
  expect(start.commitLog).toMatchObject({ maxOffset: base(2), cutBecause: 'unwritten', removedFiles: [shown(1)] })
})

test('a segment prepared behind one that is not full is removed, and nothing is cut', () => {
  const start = foretold('5.4', preallocateSegment())
  expect(start.commitLog.removedFiles).toHaveLength(1)
  expect(start.commitLog.cutFrom).toBeNull()
})

test('after a crash without a checkpoint everything is read, and damage at the very beginning takes it all', () => {
  const oldest = segmentsOf(buildStore(spec)).length
  const crash: readonly Fault[] = [killBroker(4242), removeFile('store/checkpoint')]
  expect(foretold('5.3.3', ...crash).commitLog).toMatchObject({ readFrom: shown(oldest), cutFrom: null })
  const lost = foretold('5.3.3', ...crash, damage(oldest))
  expect(lost).toMatchObject({ recovery: 'abnormal', commitLog: { minOffset: 0, maxOffset: 0, cutFrom: 0, cutBecause: 'body-crc' } })
  expect(lost.commitLog.removedFiles).toHaveLength(oldest - 1)
  expect(lost.queues.map(({ minOffset, maxOffset }) => [minOffset, maxOffset])).toEqual([[0, 0], [0, 0]])
  expect(lost.removedFiles.filter(path => path.startsWith('consumequeue/orders/0/'))).not.toHaveLength(0)
})

test('5.4 looks back ten segments at most', () => {
  expect(segmentsOf(buildStore(spec)).length).toBeGreaterThan(10)
  expect(foretold('5.4', killBroker(4242), removeFile('store/checkpoint')).commitLog.readFrom).toBe(shown(10))
})

test('queue files that begin behind the end of the log go with it', () => {
  const files = buildStore(spec)
  const newest = segmentsOf(files).length
  const start = foretold('5.3.3', killBroker(4242), removeFile('store/checkpoint'), damage(newest - 1))
  expect(start.removedFiles.every(path => /^(?:consumequeue|index)\//.test(path))).toBe(true)
  expect(start.queues.every(({ maxOffset }) => maxOffset < 60)).toBe(true)
})

test('a last file without a byte is removed, and a segment that is too short stops the start before anything is read', () => {
  const next = `store/commitlog/${String(base(1) + 4096).padStart(20, '0')}`
  expect(foretold('5.4', addFile(next, new Uint8Array(0))).commitLog.removedFiles).toEqual([next.replace('store/', '')])
  expect(foretold('5.4', resizeFile(segment(2).path, 1000))).toMatchObject({ starts: 'no', commitLog: { readFrom: null } })
})
