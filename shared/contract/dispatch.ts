import { z } from 'zod'
import { Cancelled, Failure, Refusal } from '../store/errors'
import type { Bridge } from './bridge'
import { contract, type CallContext, type Handlers, type OperationName } from './contract'
import type { Reply, ReplyError, ServiceEvent } from './schemas'

/** Where events come from: the service's handlers and watchers publish, doors subscribe. */
export class EventHub {
  readonly #listeners = new Set<(event: ServiceEvent) => void>()

  publish(event: ServiceEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  subscribe(listener: (event: ServiceEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/**
 * The only place where a request meets a handler. Unknown names, invalid input and everything thrown become replies;
 * so this bridge is also the in-process one.
 */
export function createDispatcher(handlers: Handlers, events: EventHub, onBug: (error: unknown, name: string) => void): Bridge {
  const running = new Map<string, AbortController>()

  return {
    async call(name, input, callId): Promise<Reply> {
      if (!isOperation(name)) return refuse({ kind: 'usage', code: 'unknown-operation', message: `there is no operation "${name}"` })
      if (running.has(callId)) return refuse({ kind: 'usage', code: 'call-id-in-use', message: `call ${callId} is still running` })
      const parsed = contract[name].input.safeParse(input)
      if (!parsed.success) return refuse({ kind: 'usage', code: 'invalid-input', message: `${name}: ${z.prettifyError(parsed.error)}` })

      const stop = new AbortController()
      running.set(callId, stop)
      const context: CallContext = {
        callId,
        signal: stop.signal,
        progress: (stage, done, total) =>
          events.publish({ kind: 'progress', callId, stage, done, ...(total === undefined ? {} : { total }) }),
      }
      try {
        const handler = handlers[name] as (input: unknown, context: CallContext) => unknown
        const value = await handler(parsed.data, context)
        return { ok: true, value: contract[name].output.parse(value) }
      } catch (error) {
        const known = replyErrorOf(error)
        if (known.kind === 'bug') onBug(error, name)
        return refuse(known)
      } finally {
        running.delete(callId)
      }
    },
    cancel: callId => running.get(callId)?.abort(),
    subscribe: listener => events.subscribe(listener),
  }
}

const refuse = (error: ReplyError): Reply => ({ ok: false, error })

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(contract, name)
}

export function replyErrorOf(error: unknown): ReplyError {
  if (error instanceof Refusal)
    return {
      kind: 'refusal',
      code: error.code,
      message: error.message,
      ...(error.details.path === undefined ? {} : { path: error.details.path }),
      ...(error.details.blockers === undefined ? {} : { blockers: error.details.blockers.map(({ code, message }) => ({ code, message })) }),
    }
  if (error instanceof Failure)
    return { kind: 'failure', code: error.code, message: error.message, ...(error.path === undefined ? {} : { path: error.path }) }
  if (error instanceof Cancelled) return { kind: 'cancelled', code: 'cancelled', message: 'stopped on request' }
  return { kind: 'bug', code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
