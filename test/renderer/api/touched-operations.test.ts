import { expect, test } from 'vitest'
import { operationsTouchedBy } from '../../../renderer/api/touched-operations'

const touchedBy = (what: 'file-added' | 'file-removed' | 'file-grown' | 'configuration' | 'in-use', path: string) => operationsTouchedBy([{ what, path }])

test('a broker that stops touches only who uses the store', () => {
  expect([...touchedBy('in-use', '/s')].sort()).toEqual(['inUse', 'overview'])
})

test('a new segment touches queues too: their units may have got a target', () => {
  expect(touchedBy('file-added', '/s/commitlog/00000000001073741824').has('listQueues')).toBe(true)
})

test('a grown queue file leaves segments and index as they are', () => {
  const touched = touchedBy('file-grown', '/s/consumequeue/orders/0/00000000000000000000')
  expect([touched.has('listQueues'), touched.has('listSegments'), touched.has('listIndex')]).toEqual([true, false, false])
})

test('an event that does not say what changed touches everything', () => {
  expect(operationsTouchedBy([]).size).toBeGreaterThan(touchedBy('file-added', '/s/commitlog/0').size)
})
