import { expect, test } from 'vitest'
import type { Bridge } from '../../../shared/contract/bridge'
import type { Reply } from '../../../shared/contract/schemas'
import { watchChanges } from '../../../electron/main/running-changes'

/** Calls run until they are cancelled. */
function endlessBridge(): Bridge {
  const running = new Map<string, (reply: Reply) => void>()
  return {
    call: (_, __, callId) => new Promise(resolve => running.set(callId, resolve)),
    cancel: callId => running.get(callId)?.({ ok: false, error: { kind: 'cancelled', code: 'cancelled', message: '' } }),
    subscribe: () => () => undefined,
  }
}

test.each(['applyPlan', 'undoCleanup', 'purgeCleanup', 'recoverCleanup'])('%s is a change until it is answered', async name => {
  const changes = watchChanges(endlessBridge())
  const reply = changes.bridge.call(name, {}, '1')
  expect(changes.isRunning()).toBe(true)
  changes.bridge.cancel('1')
  await reply
  expect(changes.isRunning()).toBe(false)
})

test('looking is no change', () => {
  const changes = watchChanges(endlessBridge())
  void changes.bridge.call('overview', {}, '1')
  expect(changes.isRunning()).toBe(false)
})

test('stopping ends every change and leaves the rest alone', async () => {
  const changes = watchChanges(endlessBridge())
  const replies = ['1', '2'].map(callId => changes.bridge.call('applyPlan', {}, callId))
  let isLooking = true
  void changes.bridge.call('overview', {}, '3').then(() => (isLooking = false))

  await changes.stop()
  expect(changes.isRunning()).toBe(false)
  expect((await Promise.all(replies)).map(reply => reply.ok)).toEqual([false, false])
  expect(isLooking).toBe(true)
})

test('stopping waits until the step under way is done', async () => {
  const step = Promise.withResolvers<Reply>()
  const changes = watchChanges({ ...endlessBridge(), call: () => step.promise })
  void changes.bridge.call('applyPlan', {}, '1')

  let isStopped = false
  const stopped = changes.stop().then(() => (isStopped = true))
  await new Promise(setImmediate)
  expect(isStopped).toBe(false)

  step.resolve({ ok: true, value: null })
  await stopped
  expect(changes.isRunning()).toBe(false)
})
