import { expect, test } from 'vitest'
import { doomedIndexFiles } from '../../../../shared/store/cleanup/doomed'
import { snapshotOf } from '../../../helpers/built-store'

test('of index files that all lie below the cut the newest stays, and says why', () => {
  const { index } = snapshotOf({ topics: [{ topic: 'orders', queues: 1, messages: 200 }] }).local!
  expect(index.length).toBeGreaterThan(2)
  const pastAll = Math.max(...index.map(({ endPhysicalOffset }) => endPhysicalOffset)) + 1
  const { files, kept } = doomedIndexFiles(index, pastAll)
  expect(files).toEqual(index.slice(0, -1))
  expect(kept).toEqual([{ path: index.at(-1)?.path, reason: 'newest-index-file' }])
})
