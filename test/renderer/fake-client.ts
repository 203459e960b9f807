import type { Bridge } from '../../shared/contract/bridge'
import type { Handlers, OperationName } from '../../shared/contract/contract'
import { createDispatcher, EventHub } from '../../shared/contract/dispatch'
import type { ServiceEvent } from '../../shared/contract/schemas'
import { Refusal } from '../../shared/store/errors'

export interface FakeService {
  readonly bridge: Bridge
  /** The calls so far, in order. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  /** Answers of the fake that are not what the contract says. */
  readonly bugs: readonly unknown[]
  emit(event: ServiceEvent): void
}

/**
 * A service of hand-written answers behind the real dispatcher, so every answer is checked against the contract.
 * Operations without a handler are refused.
 */
export function fakeService(handlers: Partial<Handlers>): FakeService {
  const events = new EventHub()
  const calls: { name: string; input: unknown }[] = []
  const bugs: unknown[] = []
  const all = new Proxy(handlers, {
    get: (given, name: OperationName) =>
      given[name] ??
      (() => {
        throw new Refusal('not-faked', `this fake has no answer for ${name}`)
      }),
  }) as Handlers
  const dispatcher = createDispatcher(all, events, error => bugs.push(error))
  return {
    calls,
    bugs,
    emit: event => events.publish(event),
    bridge: {
      ...dispatcher,
      call(name, input, callId) {
        calls.push({ name, input })
        return dispatcher.call(name, input, callId)
      },
    },
  }
}
