import { createClient } from '../../shared/contract/client'
import { createService } from '../service/create-service'
import { writeSampleStore } from '../service/sample-store'
import { openBrowser } from '../web/open-browser'
import { openDesktopOrWeb } from '../web/open-desktop-or-web'
import { serveStore } from '../web/serve-store'
import type { Behind, ServeOptions } from './shell'

/** The real service and doors. A defect is told whole on stderr, whatever the command prints. */
export function behindTheShell(err: (text: string) => void): Behind {
  const onBug = (error: unknown, name: string): void => err(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  const served = ({ io, store: { path, ...open } = { path: '' }, port }: ServeOptions) => ({ io, onBug, port, ...(path !== '' && { directory: path, open }) })

  return {
    // In a thread of its own, so that Ctrl-C is heard while the core works.
    openService: (io, lang) => {
      const service = createService({ door: 'cli', worker: true, io, lang, onBug })
      return { client: createClient(service.bridge), close: () => service.close() }
    },
    writeSample: writeSampleStore,
    serve: async (options, ready, signal) => {
      const door = await serveStore(served(options))
      ready(door.url)
      if (options.startBrowser === true) openBrowser(door.url)
      await untilAborted(signal)
      await door.close()
    },
    openWindow: async (options, say, signal) => {
      const app = await openDesktopOrWeb({ ...served(options), say })
      if (app.door === 'desktop') return void (await app.closed)
      await untilAborted(signal)
      await app.web.close()
    },
  }
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
