import { expect, test } from 'vitest'
import { stagesOf } from '../../../../renderer/features/cleanup/run-stages'

const totals = [{ kind: 'consume-queue', files: 10 }, { kind: 'index', files: 2 }, { kind: 'commitlog', files: 3 }] as const
const told = (done: number | undefined) => stagesOf(totals, done === undefined ? undefined : { stage: 'setting-aside', done }).map(stage => `${stage.state} ${stage.done}`)

test('a kind of file is done before the next begins', () => {
  expect(told(undefined)).toEqual(['waits 0', 'waits 0', 'waits 0'])
  expect(told(0)).toEqual(['now 0', 'waits 0', 'waits 0'])
  expect(told(9)).toEqual(['now 9', 'waits 0', 'waits 0'])
  expect(told(10)).toEqual(['done 10', 'now 0', 'waits 0'])
  expect(told(13)).toEqual(['done 10', 'done 2', 'now 1'])
  expect(told(15)).toEqual(['done 10', 'done 2', 'done 3'])
})

test('what is not setting aside has not begun', () => {
  expect(stagesOf(totals, { stage: 'reading-queues', done: 7 }).map(({ state }) => state)).toEqual(['waits', 'waits', 'waits'])
})
