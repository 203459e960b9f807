import type { Bridge } from '../../shared/contract/bridge'
import { changingOperations } from '../../shared/contract/changing-operations'

export interface RunningChanges {
  /** The same bridge, watched. */
  readonly bridge: Bridge
  isRunning(): boolean
  /** Asks every change to stop and waits until each has finished its step. */
  stop(): Promise<void>
}

/** Knows which calls are changing a store right now, so that closing the window can ask first. */
export function watchChanges(bridge: Bridge): RunningChanges {
  const names: readonly string[] = changingOperations
  const running = new Map<string, Promise<unknown>>()
  return {
    bridge: {
      ...bridge,
      async call(name, input, callId) {
        const reply = bridge.call(name, input, callId)
        if (!names.includes(name)) return reply
        running.set(callId, reply)
        try {
          return await reply
        } finally {
          running.delete(callId)
        }
      },
    },
    isRunning: () => running.size > 0,
    async stop() {
      for (const callId of running.keys()) bridge.cancel(callId)
      await Promise.allSettled(running.values())
    },
  }
}
