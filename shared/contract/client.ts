import type { Bridge } from './bridge'
import type { InputOf, OperationName, OutputOf } from './contract'
import type { ReplyError, ServiceEvent } from './schemas'

/** An operation answered with an error; `error` is what the service said. */
export class CallError extends Error {
  override readonly name = 'CallError'
  constructor(readonly error: ReplyError) {
    super(error.message)
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((event: Extract<ServiceEvent, { kind: 'progress' }>) => void) | undefined
}

export interface Client {
  /** @throws CallError */
  call<N extends OperationName>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>
  subscribe(listener: (event: ServiceEvent) => void): () => void
}

let counter = 0

/** The typed way to the service over any bridge. Replies were validated by the dispatcher and are trusted here. */
export function createClient(bridge: Bridge): Client {
  return {
    async call(name, input, options = {}) {
      const callId = `${Date.now().toString(36)}-${(counter += 1)}`
      const { signal, onProgress } = options
      // A call that has not begun cannot be cancelled over the wire: its id is not known there yet.
      if (signal?.aborted) throw new CallError({ kind: 'cancelled', code: 'cancelled', message: 'stopped on request' })
      const stopListening = onProgress
        ? bridge.subscribe(event => event.kind === 'progress' && event.callId === callId && onProgress(event))
        : undefined
      const cancel = (): void => bridge.cancel(callId)
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        const reply = await bridge.call(name, input, callId)
        if (reply.ok) return reply.value as OutputOf<typeof name>
        throw new CallError(reply.error)
      } finally {
        stopListening?.()
        signal?.removeEventListener('abort', cancel)
      }
    },
    subscribe: listener => bridge.subscribe(listener),
  }
}
