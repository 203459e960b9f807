import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { findBuiltFiles } from './built-files'
import { findElectronBinary } from './electron-binary'
import { openBrowser } from './open-browser'
import { serveStore, type ServeOptions } from './serve-store'
import type { WebDoor } from './web-door'

export interface OpenOptions extends ServeOptions {
  /** Tells the user something; not a log. */
  readonly say: (line: string) => void
  readonly environment?: NodeJS.ProcessEnv | undefined
}

export type OpenedApp =
  /** Resolves to the window's exit code when it is closed. */
  | { readonly door: 'desktop'; readonly closed: Promise<number> }
  | { readonly door: 'web'; readonly web: WebDoor }

/**
 * Opens the desktop window; where that cannot be, says why and opens the same app in the browser.
 * @throws what `serveStore` throws; Failure when nothing is built
 */
export async function openDesktopOrWeb({ say, environment = process.env, ...serve }: OpenOptions): Promise<OpenedApp> {
  const electron = findElectronBinary(environment)
  if ('path' in electron) return { door: 'desktop', closed: openDesktop(electron.path, serve.directory, environment) }

  say(`${electron.missing}. Opening in the browser instead.`)
  const web = await serveStore(serve)
  say(web.url)
  openBrowser(web.url, environment)
  return { door: 'web', web }
}

function openDesktop(electron: string, directory: string | undefined, environment: NodeJS.ProcessEnv): Promise<number> {
  const { packageRoot } = findBuiltFiles()
  // With this variable Electron would run as plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = environment
  const child = spawn(electron, [packageRoot, ...(directory === undefined ? [] : [resolve(directory)])], { stdio: 'inherit', env: rest })
  return new Promise((settle, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
