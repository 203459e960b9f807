import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { writeSampleStore } from '../../../../electron/service/sample-store'
import { compareStores, type StoreComparison } from '../../../../shared/store/compare/compare-stores'
import { firstDifference } from '../../../../shared/store/compare/first-difference'
import { unwatched } from '../../../../shared/store/progress'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { describeRealStores, realStores } from '../../../helpers/real-stores'
import { copyOfStore } from '../../../helpers/store-copy'
import { temporaryDirectory } from '../../../helpers/temporary-directory'

const files = createStoreFiles(chooseByteSources())
const pictureOf = (home: string) => takeSnapshot(files, recognise(files, join(home, 'store')), {}, unwatched)
const compared = (left: string, right: string, bytes = true): StoreComparison =>
  compareStores(pictureOf(left), pictureOf(right), bytes ? { files, watch: unwatched } : undefined)

/** The sample store twice, the second to be changed. */
function twoSamples(): [string, string] {
  const left = join(temporaryDirectory(), 'left')
  const right = join(temporaryDirectory(), 'right')
  writeSampleStore(left)
  execFileSync('cp', ['-a', '--sparse=always', left, right])
  return [left, right]
}

function overwrite(path: string, at: number, byte: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Uint8Array.of(byte), 0, 1, at)
  closeSync(file)
}

test('a store and its copy have no difference, and every byte of log and queues was compared', () => {
  const [left, right] = twoSamples()
  const { commitLog, ...rest } = compared(left, right)
  expect(rest).toMatchObject({ depth: 'bytes', same: true, queues: [] })
  expect(rest.equalQueues).toBeGreaterThan(3)
  expect(commitLog).toMatchObject({ segments: [], firstDifference: null })
  const { common } = commitLog!
  expect(rest.bytesCompared).toBeGreaterThan(common!.end - common!.start)
})

test('one byte of a body is found at its physical offset, and only where bytes are compared', () => {
  const [left, right] = twoSamples()
  const { commitLog } = pictureOf(right).local!
  const segment = commitLog.segments[1]!
  overwrite(segment.absolutePath, 5000, 0xee)
  expect(compared(left, right, false)).toMatchObject({ depth: 'ranges', same: true, bytesCompared: 0 })
  const found = compared(left, right)
  expect(found.same).toBe(false)
  expect(found.commitLog).toMatchObject({
    segments: [{ baseOffset: segment.baseOffset, difference: 'bytes' }],
    firstDifference: { physicalOffset: segment.baseOffset + 5000, leftPath: segment.path, rightHex: expect.stringMatching(/^ee/) },
  })
  expect(found.queues).toEqual([])
})

test('another unit is found at its queue offset', () => {
  const [left, right] = twoSamples()
  const queue = pictureOf(right).local!.queues.find(({ maxOffset, minOffset, kind, files: [file] }) => kind === 'simple' && file !== undefined && maxOffset - minOffset > 5)!
  const file = queue.files.at(-1)!
  overwrite(file.absolutePath, 3 * 20 + 19, 0x5a)
  const found = compared(left, right)
  expect(found.commitLog).toMatchObject({ segments: [] })
  expect(found.queues).toEqual([
    {
      side: 'local', topic: queue.topic, queueId: queue.queueId, difference: 'bytes',
      left: { start: queue.minOffset, end: queue.maxOffset }, right: { start: queue.minOffset, end: queue.maxOffset },
      firstDifference: { path: file.path, at: 79, queueOffset: file.startOffset + 3 },
    },
  ])
})

test('a queue and a segment that only one has are named, whichever it is', () => {
  const [left, right] = twoSamples()
  const { commitLog, queues } = pictureOf(right).local!
  const { topic, queueId, files: gone } = queues.find(queue => queue.files.length > 0)!
  for (const { absolutePath } of gone) rmSync(absolutePath)
  rmSync(join(right, 'store/consumequeue', topic, String(queueId)), { recursive: true })
  rmSync(commitLog.segments[0]!.absolutePath)
  expect(compared(left, right)).toMatchObject({ same: false, commitLog: { segments: [{ baseOffset: commitLog.segments[0]!.baseOffset, difference: 'only-left' }] } })
  expect(compared(left, right).queues).toContainEqual(expect.objectContaining({ topic, queueId, difference: 'only-left', right: null }))
  expect(compared(right, left)).toMatchObject({ commitLog: { segments: [{ difference: 'only-right' }] } })
  expect(compared(right, left).queues).toContainEqual(expect.objectContaining({ topic, queueId, difference: 'only-right', left: null }))
})

describeRealStores('of two tiered stores', () => {
  const openOf = (directory: string) => takeSnapshot(files, recognise(files, directory), {}, unwatched)
  const compareDirectories = (left: string, right: string, bytes = true) => compareStores(openOf(left), openOf(right), bytes ? { files, watch: unwatched } : undefined)
  const { directory } = realStores.find(({ name }) => name === 'tiered-5.4.0-clean')!

  test('a copy has no difference, and every byte of units and records was compared', () => {
    const { same, queues, bytesCompared } = compareDirectories(directory, copyOfStore(directory))
    expect({ same, queues }).toEqual({ same: true, queues: [] })
    const tiered = openOf(directory).tiered!.queues.flatMap(queue => [...queue.consumeQueue.segments, ...queue.commitLog.segments])
    expect(tiered.length).toBeGreaterThan(0)
    expect(bytesCompared).toBeGreaterThan(tiered.reduce((sum, segment) => sum + segment.fileSizeBytes!, 0))
  })

  test('another byte of a record or a unit is found in its file, when bytes are compared', () => {
    const copy = copyOfStore(directory)
    const queue = openOf(copy).tiered!.queues.find(({ maxOffset, minOffset }) => maxOffset - minOffset > 5)!
    const [record, unit] = [queue.commitLog.segments[0]!, queue.consumeQueue.segments[0]!]
    const at = { side: 'tiered', topic: queue.topic, queueId: queue.queueId, difference: 'bytes' }
    overwrite(record.absolutePath, 100, 0xee)
    expect(compareDirectories(directory, copy, false).queues).toEqual([])
    expect(compareDirectories(directory, copy).queues).toMatchObject([{ ...at, firstDifference: { path: record.path, at: 100, queueOffset: null } }])
    overwrite(unit.absolutePath, 2 * 20 + 3, 0xee)
    expect(compareDirectories(directory, copy).queues).toMatchObject([{ ...at, firstDifference: { path: unit.path, at: 43, queueOffset: queue.firstOffset + 2 } }])
  })

  test('a file that is shorter or gone is told, and nothing is read past its end', () => {
    const copy = copyOfStore(directory)
    const [queue] = openOf(copy).tiered!.queues.filter(({ commitLog }) => commitLog.segments.length > 0)
    const [segment] = queue!.commitLog.segments
    truncateSync(segment!.absolutePath, segment!.fileSizeBytes! - 10)
    const told = () => compareDirectories(directory, copy).queues.filter(({ topic, queueId }) => topic === queue!.topic && queueId === queue!.queueId)
    expect(told()).toMatchObject([{ difference: expect.stringMatching(/^(file-size|range)$/) }])
    rmSync(segment!.absolutePath)
    expect(told()).toMatchObject([{ difference: expect.stringMatching(/^(file-size|range)$/) }])
  })
})

test('the first byte that differs is found wherever it lies, also past the end of the shorter one', () => {
  const source = (bytes: Uint8Array) => ({
    path: '/f', sizeBytes: bytes.length, close: () => undefined,
    readInto: (target: Uint8Array, offset: number) => {
      const part = bytes.subarray(offset, offset + target.length)
      target.set(part)
      return part.length
    },
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600_000 }), fc.nat(), fc.nat(), fc.boolean(), (length, at, from, isCut) => {
      const bytes = new Uint8Array(length).fill(7)
      const place = at % length
      const other = isCut ? bytes.slice(0, place) : bytes.slice()
      if (!isCut) other[place] = 8
      const start = from % (length + 1)
      const expected = isCut ? Math.max(place, start) : place
      expect(firstDifference(source(bytes), source(other), start, length, () => undefined)).toBe(start >= length || expected < start ? undefined : expected)
    }),
    { numRuns: 200 },
  )
})
