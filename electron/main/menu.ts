import type { MenuItemConstructorOptions } from 'electron'
import type { DesktopWords } from './desktop-words'

export interface MenuState {
  readonly words: DesktopWords
  readonly platform: NodeJS.Platform
  /** Adds reloading and the developer tools. */
  readonly isDevelopment: boolean
  readonly recent: readonly { readonly recentId: string; readonly root: string; readonly available: boolean }[]
}

export interface MenuActions {
  chooseDirectory(): void
  openSample(): void
  openRecent(recentId: string): void
}

/** The application menu: the platform's roles, and the ways to open a store. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { words, isDevelopment } = state
  const isMac = state.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.openFolder, accelerator: 'CmdOrCtrl+O', click: () => actions.chooseDirectory() },
        { label: words.openRecent, submenu: recentItems(state, actions) },
        { label: words.openSample, click: () => actions.openSample() },
        separator,
        isMac ? { role: 'close', label: words.closeWindow } : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.resetZoom },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(isDevelopment
          ? ([separator, { role: 'reload', label: words.reload }, { role: 'toggleDevTools', label: words.developerTools }] as const)
          : []),
      ],
    },
    {
      label: words.window,
      role: 'window',
      submenu: [{ role: 'minimize', label: words.minimize }, ...(isMac ? [{ role: 'zoom', label: words.zoom } as const] : [])],
    },
    { label: words.help, role: 'help', submenu: [{ role: 'about', label: words.about }] },
  ]
}

function recentItems({ recent, words }: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: words.noRecent, enabled: false }]
  return recent.map(({ recentId, root, available }) => ({
    // A single & would make the next letter a mnemonic.
    label: root.replaceAll('&', '&&'),
    enabled: available,
    click: () => actions.openRecent(recentId),
  }))
}
