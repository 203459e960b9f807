import { createService, type OpenOptions, type ServiceOptions } from '../service/create-service'
import { findBuiltFiles } from './built-files'
import { startWebDoor, type WebDoor } from './web-door'

export interface ServeOptions extends Pick<ServiceOptions, 'io' | 'stateDirectory' | 'openableRoots' | 'onBug'> {
  /** Opened before the door is. */
  readonly directory?: string | undefined
  readonly open?: OpenOptions | undefined
  readonly port?: number | undefined
  readonly token?: string | undefined
}

/**
 * The whole app on loopback: a service of its own behind a web door.
 * @throws Refusal when `directory` is not a store; Failure when the page is not built or the port is taken
 */
export async function serveStore({ directory, open, port, token, ...service }: ServeOptions): Promise<WebDoor> {
  const { renderer } = findBuiltFiles()
  const { bridge, openPath, close } = createService({ ...service, door: 'web', worker: true, watch: true })
  try {
    if (directory !== undefined) await openPath(directory, open)
    const door = await startWebDoor({ bridge, assets: renderer, port, token })
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
