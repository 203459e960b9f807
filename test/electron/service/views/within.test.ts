import { expect, test } from 'vitest'
import { listQueues } from '../../../../electron/service/views/queues'
import { listSegments } from '../../../../electron/service/views/segment-map'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const files = inMemory(buildStore(everything))
const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`, {}))
const page = { offset: 0, limit: 2000 }
const segments = listSegments(snapshot, { storeId: '', page }).rows

test('a stretch of the log has the segments it touches, and their sizes add up', () => {
  const [, second, third] = segments
  const within = { start: (second?.baseOffset ?? 0) + 1, end: (third?.baseOffset ?? 0) + 1 }
  const found = listSegments(snapshot, { storeId: '', page, within })
  expect(found.rows.map(({ baseOffset }) => baseOffset)).toEqual([second?.baseOffset, third?.baseOffset])
  expect(found.sums?.['sizeBytes']).toBe((second?.sizeBytes ?? 0) + (third?.sizeBytes ?? 0))
})

test('a stretch of the log has the queues whose units point into it, and no other', () => {
  const namesWithin = (start: number, end: number): string[] =>
    listQueues(snapshot, { storeId: '', page, filter: { within: { start, end } } }).rows.map(({ topic, queueId }) => `${topic}/${queueId}`)
  const all = (snapshot.local?.queues ?? []).filter(({ runs }) => runs.some(({ physical }) => physical !== null)).map(({ topic, queueId }) => `${topic}/${queueId}`)
  expect(namesWithin(0, Number.MAX_SAFE_INTEGER)).toEqual(all)
  expect(namesWithin(2 ** 50, 2 ** 50 + 1)).toEqual([])
})

test('a list that is asked for page by page keeps its order and its sums', () => {
  const sort = [{ by: 'maxOffset', descending: true }, { by: 'name', descending: false }]
  const whole = listQueues(snapshot, { storeId: '', page, sort, filter: {} })
  const pages = whole.rows.map((_, at) => listQueues(snapshot, { storeId: '', page: { offset: at, limit: 1 }, sort, filter: {} }))
  expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows)
  expect(new Set(pages.map(({ sums }) => JSON.stringify(sums)))).toEqual(new Set([JSON.stringify(whole.sums)]))
})
