import { spawn } from 'node:child_process'

/**
 * Opens `url` in the user's browser. Does nothing where there is no display, and nothing is said when it does not work:
 * the caller has printed the address.
 */
export function openBrowser(url: string, environment: NodeJS.ProcessEnv = process.env): void {
  if (!hasDisplay(environment)) return
  const [command, args] = browserCommand(url)
  const child = spawn(command, args, { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}

/** Whether a window could be shown: always on macOS and Windows, else when a display server is named. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

function browserCommand(url: string): [command: string, args: string[]] {
  if (process.platform === 'darwin') return ['open', [url]]
  // `start` is a word of cmd.exe; its first quoted argument is a window title. The address has no character that cmd would read.
  if (process.platform === 'win32') return ['cmd.exe', ['/d', '/c', 'start', '""', url]]
  return ['xdg-open', [url]]
}
