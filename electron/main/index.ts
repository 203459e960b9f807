import { join } from 'node:path'
import { app, dialog, protocol, session } from 'electron'
import { startDesktop, type Desktop } from './desktop'
import { directoryArgument } from './directory-argument'
import { pageAddress } from './page-address'
import { declarePageScheme, servePage } from './protocol'
import { hardenSession } from './security'

let desktop: Desktop | undefined
/** Directories asked for before there is a window: by the command line, or by macOS, which sends `open-file` early. */
const waiting: string[] = []
show(directoryArgument(process.argv, app.isPackaged, process.cwd()))

app.enableSandbox()
declarePageScheme(protocol)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_, argv, workingDirectory) => show(directoryArgument(argv, app.isPackaged, workingDirectory)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    show(path)
  })
  app.on('activate', () => show(undefined))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', event => {
    if (!desktop) return
    event.preventDefault()
    const closing = desktop
    desktop = undefined
    void closing.close().finally(() => app.quit())
  })
  app.whenReady().then(start).catch(giveUp)
} else {
  app.quit()
}

function show(directory: string | undefined): void {
  if (desktop) void desktop.show(directory)
  else if (directory !== undefined) waiting.push(directory)
}

async function start(): Promise<void> {
  // The development server's address, set by `npm run dev`; the packaged program knows no page but its own.
  const developmentPage = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const page = developmentPage ?? pageAddress
  hardenSession(session.defaultSession, page)
  if (developmentPage === undefined) servePage(protocol, join(import.meta.dirname, '../renderer'))
  desktop = startDesktop(page, join(import.meta.dirname, '../preload/index.cjs'))
  await desktop.show()
  for (const directory of waiting) await desktop.show(directory)
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Store Inspector', error instanceof Error ? error.message : String(error))
  app.exit(1)
}
