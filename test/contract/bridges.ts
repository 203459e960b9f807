import { createDispatcher, EventHub } from '../../shared/contract/dispatch'
import type { Bridge } from '../../shared/contract/bridge'
import { pageAddress } from '../../electron/main/page-address'
import { startWebDoor } from '../../electron/web/web-door'
import { createHttpBridge } from '../../renderer/api/http-bridge'
import { builtPage } from '../helpers/built-page'
import { electronShaped } from './electron-shaped'
import { fakeHandlers } from './fake-handlers'

export interface TestedBridge {
  readonly bridge: Bridge
  readonly events: EventHub
  /** What the dispatcher reported as bugs, by operation. */
  readonly bugs: readonly string[]
  close(): Promise<void>
}

interface Service extends Omit<TestedBridge, 'close'> {}

function fakeService(): Service {
  const events = new EventHub()
  const bugs: string[] = []
  return { events, bugs, bridge: createDispatcher(fakeHandlers, events, (_, name) => bugs.push(name)) }
}

/** Every wire of the product, over the same fake handlers. */
export const wires: Readonly<Record<string, () => Promise<TestedBridge>>> = {
  'in-process': async () => ({ ...fakeService(), close: async () => undefined }),

  'HTTP on loopback': async () => {
    const service = fakeService()
    const page = builtPage()
    const door = await startWebDoor({ bridge: service.bridge, assets: page.directory })
    const { origin, hash } = new URL(door.url)
    const bridge = createHttpBridge({ base: origin, token: hash.replace('#token=', '') })
    return { ...service, bridge, close: () => door.close().finally(page.remove) }
  },

  'Electron-shaped': async () => {
    const service = fakeService()
    const { bridge } = electronShaped(service.bridge, pageAddress, { url: pageAddress, parent: null })
    return { ...service, bridge, close: async () => undefined }
  },
}
