import type { Bridge } from '../../shared/contract/bridge'
import type { Reply, ServiceEvent } from '../../shared/contract/schemas'

export interface HttpBridgeOptions {
  readonly token: string
  /** Where the door is; empty for the page's own origin. */
  readonly base?: string
  readonly retryMs?: number
}

/** The wire to the loopback door. The token goes into a header, which `EventSource` cannot send; events are read from a streamed fetch. */
export function createHttpBridge({ token, base = '', retryMs = 1000 }: HttpBridgeOptions): Bridge {
  const authorization = { authorization: `Bearer ${token}` }
  const listeners = new Set<(event: ServiceEvent) => void>()
  let stream: EventStream | undefined

  return {
    async call(name, input, callId): Promise<Reply> {
      // A call's first progress must not be lost to a stream that is still opening.
      await stream?.firstAttempt
      try {
        const response = await fetch(`${base}/call/${encodeURIComponent(name)}`, {
          method: 'POST',
          headers: { ...authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ input, callId }),
        })
        return (await response.json()) as Reply
      } catch (error) {
        return unreachable(error)
      }
    },
    cancel(callId) {
      // A door that is gone has nothing left to cancel; the call itself says that it is gone.
      fetch(`${base}/cancel/${encodeURIComponent(callId)}`, { method: 'POST', headers: authorization }).catch(() => undefined)
    },
    subscribe(listener) {
      const own = (event: ServiceEvent): void => listener(event)
      listeners.add(own)
      stream ??= openEventStream(`${base}/events`, authorization, retryMs, event => listeners.forEach(each => each(event)))
      return () => {
        listeners.delete(own)
        if (listeners.size > 0) return
        stream?.close()
        stream = undefined
      }
    },
  }
}

const unreachable = (error: unknown): Reply => ({
  ok: false,
  error: {
    kind: 'failure',
    code: 'service-unreachable',
    message: `the program behind this page does not answer (${error instanceof Error ? error.message : String(error)}); is "store-inspector serve" still running?`,
  },
})

interface EventStream {
  /** Settles when events arrive or the first attempt has failed. */
  readonly firstAttempt: Promise<void>
  close(): void
}

/** Reads events until closed; a stream that breaks is opened again after a pause, one that is turned away is not. */
function openEventStream(
  url: string,
  headers: Readonly<Record<string, string>>,
  retryMs: number,
  emit: (event: ServiceEvent) => void,
): EventStream {
  const stop = new AbortController()
  const first = Promise.withResolvers<void>()

  async function listen(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        const response = await fetch(url, { headers, signal: stop.signal })
        first.resolve()
        if (!response.ok || !response.body) return
        for await (const data of eventsIn(response.body)) emit(JSON.parse(data) as ServiceEvent)
      } catch {
        first.resolve()
      }
      await pause(retryMs, stop.signal)
    }
  }
  void listen()
  return { firstAttempt: first.promise, close: () => stop.abort() }
}

/** The `data:` of each server-sent event; the door writes one such line per event. */
async function* eventsIn(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + value).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) if (event.startsWith('data: ')) yield event.slice('data: '.length)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
