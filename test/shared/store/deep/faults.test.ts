import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import type { BuiltFile } from '../../../../shared/store/builders/built-file'
import { encodePreBlankUnit, encodeUnit } from '../../../../shared/store/builders/encode-unit'
import * as faults from '../../../../shared/store/builders/faults'
import { seededRandom } from '../../../../shared/store/builders/random'
import type { Finding, FindingCode } from '../../../../shared/store/checks/finding'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { deepCheckOf } from '../../../helpers/deep-check'

const queue = { topic: 'orders', queueId: 1 }
const healthy = buildStore(everything)

function found(files: readonly BuiltFile[]): readonly Finding[] {
  const memory = inMemory(files)
  return deepCheckOf(memory, takeSnapshot(memory, recognise(memory, `${BUILT_HOME}/store`, {})))
}

const brief = ({ code, subject: { topic, queueId }, range, count }: Finding): string => `${code} ${topic ?? ''}/${queueId ?? ''} [${range?.start}, ${range?.end}) ${count}`
const usual = new Set(found(healthy).map(brief))
/** What a fault brought that the healthy store does not have. */
const news = (...of: readonly faults.Fault[]): Finding[] => found(of.reduce<readonly BuiltFile[]>((files, fault) => fault(files), healthy)).filter(finding => !usual.has(brief(finding)))
const told = (...of: readonly faults.Fault[]): string[] => news(...of).map(brief)

/** A unit of the healthy store, as numbers. */
function unitAt(queueOffset: number, of = queue): { readonly physicalOffset: number; readonly sizeBytes: number; readonly tagsCode: bigint } {
  const bytes = faults.unitOf(healthy, of, queueOffset)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return { physicalOffset: Number(view.getBigInt64(0)), sizeBytes: view.getInt32(8), tagsCode: view.getBigInt64(12) }
}
const encoded = ({ physicalOffset, sizeBytes, tagsCode }: ReturnType<typeof unitAt>): Uint8Array => encodeUnit(physicalOffset, sizeBytes, tagsCode)

/** Places drawn at random, the same every time: units of the middle, so that each has one before and behind it. */
const places = Array.from({ length: 12 }, (_, seed) => 1 + Math.floor(seededRandom(seed + 1)() * 57))

test('a healthy store has nothing to tell that a look would not', () => expect([...usual].filter(line => /record|index-entry|not-indexed|unit/.test(line))).toEqual([]))

describe.each(places)('at unit %i of a queue', k => {
  const unit = unitAt(k)
  const one = `${queue.topic}/${queue.queueId} [${k}, ${k + 1}) 1`

  test('a bit of the body is a corrupt record, from its first byte to where the next begins', () => {
    const [corrupt] = news(faults.flipRecordBit(unit.physicalOffset, 95))
    expect(corrupt).toMatchObject({ code: 'record-corrupt', range: { start: unit.physicalOffset }, facts: { reason: 'body-crc' } })
    expect(corrupt?.range?.end).toBeGreaterThanOrEqual(unit.physicalOffset + unit.sizeBytes)
  })

  test('a bit of the record’s own offset is a corrupt record', () =>
    expect(news(faults.flipRecordBit(unit.physicalOffset, 34)).find(({ code }) => code === 'record-corrupt')).toMatchObject({ range: { start: unit.physicalOffset }, facts: { reason: 'own-offset' } }))

  test('a unit that points between records is misaligned, and its record is in no queue', () =>
    expect(told(faults.rewriteUnit(queue, k, encoded({ ...unit, physicalOffset: unit.physicalOffset + 7, sizeBytes: 100 })))).toEqual([`queue-unit-misaligned ${one}`, `message-not-indexed ${one}`]))

  test('a unit of another size is mismatched', () =>
    expect(told(faults.rewriteUnit(queue, k, encoded({ ...unit, sizeBytes: unit.sizeBytes - 1 })))).toEqual([`queue-unit-mismatched ${one}`, `message-not-indexed ${one}`]))

  test('other tags are a warning', () => {
    const [tags, ...others] = news(faults.rewriteUnit(queue, k, encoded({ ...unit, tagsCode: unit.tagsCode + 1n })))
    expect(others).toEqual([])
    expect(tags).toMatchObject({ code: 'queue-unit-mismatched', severity: 'warning', facts: { what: 'tags' }, range: { start: k, end: k + 1 } })
  })

  test.each([
    ['zeros', new Uint8Array(20)],
    ['filler', encodePreBlankUnit()],
    ['a negative offset', encodeUnit(-5, 100, 0n)],
    ['no size', encodeUnit(unit.physicalOffset, 0, 5n)],
  ])('%s among units are none', (_, bytes) => expect(told(faults.rewriteUnit(queue, k, bytes))).toEqual([`queue-unit-invalid ${one}`, `message-not-indexed ${one}`]))

  test('two units that changed places are out of order, and each lands on the other’s record', () => {
    const codes = new Set<FindingCode>(news(faults.swapUnits(queue, k, k + 1)).map(({ code }) => code))
    expect([...codes].toSorted()).toEqual(['message-not-indexed', 'queue-not-increasing', 'queue-unit-mismatched'])
  })

  test('a unit of another queue’s record is mismatched', () => {
    const before = unitAt(k - 1).physicalOffset
    const other = { topic: 'orders', queueId: 0 }
    const foreign = Array.from({ length: 60 }, (_, index) => unitAt(index, other)).find(({ physicalOffset }) => physicalOffset > before && physicalOffset < unitAt(k + 1).physicalOffset)
    if (foreign !== undefined) expect(told(faults.rewriteUnit(queue, k, encoded(foreign)))).toEqual([`queue-unit-mismatched ${one}`, `message-not-indexed ${one}`])
  })
})

describe('an index', () => {
  const path = healthy.find(file => file.path.startsWith('store/index/'))?.path ?? ''
  const entryAt = (number: number): number => 40 + 4 * 16 + 20 * number

  test('whose entry has another hash has one entry wrong', () => {
    const [wrong, ...others] = news(faults.flipBit(path, entryAt(7) + 3))
    expect(others).toEqual([])
    expect(wrong).toMatchObject({ code: 'index-entry-wrong', count: 1, range: { start: entryAt(7), end: entryAt(8) }, rangeKind: 'byte' })
  })

  test('whose entries point between records has them wrong, told together', () => {
    const [wrong] = news(faults.flipBit(path, entryAt(7) + 11), faults.flipBit(path, entryAt(8) + 11))
    expect(wrong).toMatchObject({ code: 'index-entry-wrong', count: 2, range: { start: entryAt(7), end: entryAt(9) } })
  })
})

describe('a tiered queue', () => {
  const [log] = faults.tieredFilesOf(healthy, queue, 'COMMIT_LOG')
  const [units] = faults.tieredFilesOf(healthy, queue, 'CONSUME_QUEUE')
  const path = (file: BuiltFile | undefined): string => file?.path ?? ''

  test('with a flipped bit in a body has a record that is none', () =>
    expect(news(faults.flipBit(path(log), 95))).toMatchObject([{ code: 'tiered-record-mismatch', facts: { reason: 'body-crc' }, range: { start: 0 }, subject: queue }]))

  test('with a unit of another size has one that does not land on its record', () =>
    expect(news(faults.flipBit(path(units), 3 * 20 + 11))).toMatchObject([{ code: 'tiered-record-mismatch', facts: { reason: expect.stringMatching(/^unit-/) }, range: { start: 3, end: 4 }, count: 1 }]))

  test('with zeros for a unit has none there, although the broker’s own store may end so', () =>
    expect(news(faults.overwrite(path(units), 3 * 20, new Uint8Array(20)))).toMatchObject([{ code: 'tiered-record-mismatch', facts: { reason: 'unit-unwritten' }, range: { start: 3, end: 4 } }]))

  test('with a record of another queue says so', () =>
    expect(news(faults.flipBit(path(log), 15))).toContainEqual(expect.objectContaining({ code: 'tiered-record-mismatch', facts: { reason: 'queue' } })))
})
