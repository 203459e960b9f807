import { createService, type ServiceOptions } from '../service/create-service'
import type { OpenOptions } from '../service/jobs'
import { findBuiltFiles } from './built-files'
import { startWebDoor, type WebDoor } from './web-door'

export interface ServeOptions extends Pick<ServiceOptions, 'io' | 'stateDirectory' | 'openableRoots' | 'onBug'>, Partial<Pick<ServiceOptions, 'worker'>> {
  /** Opened before the door is. */
  readonly directory?: string | undefined
  readonly open?: OpenOptions | undefined
  readonly port?: number | undefined
  readonly token?: string | undefined
  /** The built page; the one that belongs to this program when absent. */
  readonly assets?: string | undefined
}

/**
 * The whole app on loopback: a service of its own behind a web door.
 * @throws Refusal when `directory` is not a store; Failure when the page is not built or the port is taken
 */
export async function serveStore(options: ServeOptions): Promise<WebDoor> {
  const { directory, open, port, token, assets = findBuiltFiles().renderer, ...service } = options
  const { bridge, openPath, close } = createService({ worker: true, ...service, door: 'web', watch: true })
  try {
    if (directory !== undefined) await openPath(directory, open)
    const door = await startWebDoor({ bridge, assets, port, token })
    return {
      url: door.url,
      async close() {
        await door.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
