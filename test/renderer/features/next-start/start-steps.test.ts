import { expect, test } from 'vitest'
import type { ForecastDocument } from '../../../../shared/contract/documents'
import { stepsOf } from '../../../../renderer/features/next-start/start-steps'
import { verdictOf } from '../../../../renderer/features/next-start/verdict'
import { fakeForecast } from '../../fake-forecast'

const outcomes = (document: ReturnType<typeof fakeForecast>): string[] => stepsOf(document).map(({ name, outcome }) => `${name} ${outcome}`)

test('a clean start goes through every step', () => {
  expect(new Set(stepsOf(fakeForecast()).map(({ outcome }) => outcome))).toEqual(new Set(['fine']))
  expect(verdictOf(fakeForecast())).toEqual({ says: 'keeps' })
})

test('a segment of the wrong size stops the start at the commitlog, and nothing after it is reached', () => {
  const document = fakeForecast({ starts: 'no', refusals: [{ code: 'commitlog-wrong-size', path: 'commitlog/00000000000000001000' }] })
  expect(outcomes(document).slice(0, 3)).toEqual(['config fine', 'commitlog stops', 'queues unreached'])
  expect(stepsOf(document).slice(2).every(({ outcome }) => outcome === 'unreached')).toBe(true)
  expect(verdictOf(document).says).toBe('refuses')
})

test('what the configuration decides does not keep the later steps from being told', () => {
  const document = fakeForecast({ starts: 'depends', refusals: [{ code: 'queue-last-file-zero', path: 'consumequeue/orders/0/0' }] })
  expect(outcomes(document).slice(2, 5)).toEqual(['queues depends', 'index fine', 'recover fine'])
  expect(verdictOf(document).says).toBe('depends')
})

const cuts: readonly (readonly [what: string, changes: Partial<ForecastDocument>, step: string])[] = [
  ['a damaged record', { commitLog: { minOffset: 0, maxOffset: 900, removedFiles: [], cutFrom: 900, cutBecause: 'body-crc', readFrom: null } }, 'cutLog'],
  ['units past the end', { queues: [{ topic: 'orders', queueId: 0, minOffset: 0, maxOffset: 17, cutUnits: 3 }] }, 'cutQueues'],
]
test.each(cuts)('%s is cut off at its own step', (_, changes, step) => {
  const document = fakeForecast(changes)
  expect(stepsOf(document).filter(({ outcome }) => outcome === 'changes').map(({ name }) => name)).toEqual([step])
  expect(verdictOf(document).says).toBe('cuts')
})

test.each([
  ['queues-destroyed', 'destroys'],
  ['minimum-stays-zero', 'serves-deleted'],
  ['hole-stays', 'hole'],
  ['queues-not-read', 'partly-known'],
  ['log-not-read', 'partly-known'],
  ['only-quick-look', 'keeps'],
] as const)('the note %s makes the verdict %s', (code, says) => {
  expect(verdictOf(fakeForecast({ notes: [{ code, message: code }] })).says).toBe(says)
})
