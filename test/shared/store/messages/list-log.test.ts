import { expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { flipBit } from '../../../../shared/store/builders/faults'
import { logOf } from '../../../../shared/store/messages/find-place'
import { listLog, type LogRow } from '../../../../shared/store/messages/list-log'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import type { MemoryFiles } from '../../../helpers/memory-files'

const healthy = inMemory(buildStore(everything))

function list(files: MemoryFiles, from: number, count: number): LogRow[] {
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`, {}))
  return listLog(files, logOf(snapshot, 'local', undefined), from, count)
}

test('a segment is its messages and the filler that closes it, without a gap', () => {
  const rows = list(healthy, 0, 1000)
  expect(rows.at(-1)?.kind).toBe('filler')
  expect(rows.slice(0, -1).every(({ kind, topic, keys }) => kind === 'message' && topic !== null && keys.length === 1)).toBe(true)
  rows.reduce((end, { physicalOffset, sizeBytes }) => {
    expect(physicalOffset).toBe(end)
    return physicalOffset + sizeBytes
  }, 0)
  expect(rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(8192)
})

test('pages follow each other, from whichever byte they are asked', () => {
  const all = list(healthy, 0, 1000)
  expect(list(healthy, all[5]?.physicalOffset ?? 0, 3)).toEqual(all.slice(5, 8))
  expect(list(healthy, (all[5]?.physicalOffset ?? 0) + 1, 3)).toEqual(all.slice(6, 9))
  expect(list(healthy, 8192, 1)[0]?.physicalOffset).toBe(8192)
})

test('what is damaged is a stretch of its own, and the messages behind it follow', () => {
  const all = list(healthy, 0, 1000)
  const broken = all[4]
  const rows = list(inMemory(buildStore(everything, flipBit(`store/${broken?.path}`, (broken?.at ?? 0) + 5))), 0, 1000)
  expect(rows[4]).toMatchObject({ kind: 'damage', physicalOffset: broken?.physicalOffset, sizeBytes: broken?.sizeBytes })
  expect(rows.toSpliced(4, 1)).toEqual(all.toSpliced(4, 1))
})

test('past the log there is nothing', () => expect(list(healthy, 2 ** 50, 10)).toEqual([]))
