import { expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { blankQueueHead, flipBit, removeHeadSegments, removeSegment, type Fault } from '../../../../shared/store/builders/faults'
import { Refusal } from '../../../../shared/store/errors'
import { logOf, messageAtOffset, messageAtUnit, type LocatedMessage } from '../../../../shared/store/messages/find-place'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import type { StoreSnapshot } from '../../../../shared/store/snapshot/snapshot'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import type { MemoryFiles } from '../../../helpers/memory-files'

interface Opened {
  readonly files: MemoryFiles
  readonly snapshot: StoreSnapshot
}

function opened(...faults: readonly Fault[]): Opened {
  const files = inMemory(buildStore(everything, ...faults))
  return { files, snapshot: takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`, {})) }
}

const orders = { side: 'local', topic: 'orders', queueId: 1 } as const
const at = ({ files, snapshot }: Opened, offset: number): LocatedMessage => messageAtOffset(files, snapshot, logOf(snapshot, 'local', undefined), offset)

function refusalOf(read: () => unknown): { readonly code: string; readonly facts: unknown } {
  try {
    read()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.details.facts }
    throw error
  }
  throw new Error('there is a message')
}

test('every unit of a healthy queue leads to its message, and the message back to the unit', () => {
  const store = opened()
  for (const side of ['local', 'tiered'] as const) {
    const queue = store.snapshot[side]?.queues.find(({ topic, queueId }) => topic === 'orders' && queueId === 1)
    for (let queueOffset = queue?.minOffset ?? 0; queueOffset < (queue?.maxOffset ?? 0); queueOffset += 1) {
      const { message, unit } = messageAtUnit(store.files, store.snapshot, { ...orders, side }, queueOffset)
      expect([message.topic, message.header.queueId, message.queueOffset, message.bodyChecksum.intact]).toEqual(['orders', 1, queueOffset, true])
      const log = logOf(store.snapshot, side, orders)
      expect(messageAtOffset(store.files, store.snapshot, log, message.header.physicalOffset).unit).toEqual(unit)
    }
  }
})

test('an offset inside a record names that record', () => {
  const store = opened()
  const { message } = messageAtUnit(store.files, store.snapshot, orders, 7)
  const { physicalOffset: start, sizeBytes } = message.header
  expect(refusalOf(() => at(store, start + sizeBytes - 1))).toMatchObject({ code: 'offset-inside-record', facts: { start, end: start + sizeBytes } })
})

test('the filler of a segment, the end of the log and what lies behind it are no records', () => {
  const store = opened()
  const log = store.snapshot.local?.commitLog
  const [first] = log?.segments ?? []
  expect(refusalOf(() => at(store, (first?.endOffset ?? 0) - 4)).code).toBe('offset-in-filler')
  expect(refusalOf(() => at(store, log?.maxOffset ?? 0))).toMatchObject({ code: 'offset-past-log', facts: { maxOffset: log?.maxOffset } })
  expect(refusalOf(() => at(store, 2 ** 50)).code).toBe('offset-past-log')
})

test('below the log, and in a hole of it, the place is named', () => {
  const headless = opened(removeHeadSegments(2))
  expect(refusalOf(() => at(headless, 0))).toMatchObject({ code: 'offset-below-log', facts: { minOffset: headless.snapshot.local?.commitLog.minOffset } })
  const holed = opened(removeSegment(2))
  const [hole] = holed.snapshot.local?.commitLog.holes ?? []
  expect(refusalOf(() => at(holed, (hole?.start ?? 0) + 10))).toMatchObject({ code: 'offset-in-hole', facts: hole })
})

test('a dangling unit is named with what is missing where it points', () => {
  const store = opened(removeHeadSegments(2))
  const refusal = refusalOf(() => messageAtUnit(store.files, store.snapshot, orders, 0))
  expect(refusal).toMatchObject({ code: 'offset-below-log', facts: { topic: 'orders', queueId: 1, queueOffset: 0 } })
})

test('a damaged record breaks the chain, and what lies behind it is read all the same', () => {
  const healthy = opened()
  const { path, at: byte, message } = messageAtUnit(healthy.files, healthy.snapshot, orders, 3)
  const store = opened(flipBit(`store/${path}`, byte + 5))
  expect(refusalOf(() => at(store, message.header.physicalOffset))).toMatchObject({ code: 'record-damaged', facts: { at: byte, reason: 'magic' } })
  expect(at(store, message.header.physicalOffset + message.header.sizeBytes).message.topic).not.toBe('')
})

test('a changed body is shown, and said to be changed', () => {
  const healthy = opened()
  const { path, at: byte, message } = messageAtUnit(healthy.files, healthy.snapshot, orders, 3)
  const store = opened(flipBit(`store/${path}`, byte + message.header.bodyAt))
  expect(at(store, message.header.physicalOffset).message.bodyChecksum.intact).toBe(false)
})

test('units that are none are told apart', () => {
  const store = opened(blankQueueHead({ topic: 'orders', queueId: 1 }, 2))
  expect(refusalOf(() => messageAtUnit(store.files, store.snapshot, orders, 1))).toMatchObject({ code: 'unit-without-record', facts: { unitClass: 'pre-blank' } })
  expect(refusalOf(() => messageAtUnit(store.files, store.snapshot, orders, 60)).code).toBe('no-such-unit')
  expect(refusalOf(() => messageAtUnit(store.files, store.snapshot, orders, 1_000_000)).code).toBe('no-such-unit')
  expect(refusalOf(() => messageAtUnit(store.files, store.snapshot, { ...orders, queueId: 9 }, 0)).code).toBe('no-such-queue')
})
