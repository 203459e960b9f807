import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { hasDisplay } from './open-browser'

/** Electron's program, or in plain words why the window cannot be opened with it. */
export type ElectronBinary = { readonly path: string } | { readonly missing: string }

/**
 * Looks for what the `electron` package would start, without asking that package: importing it downloads the program.
 * @param packageDirectory of `electron`; undefined where it is not installed
 */
export function findElectronBinary(environment: NodeJS.ProcessEnv, packageDirectory = electronPackage()): ElectronBinary {
  const path = environment['ELECTRON_EXEC_PATH'] || binaryOf(environment['ELECTRON_OVERRIDE_DIST_PATH'], packageDirectory)
  if (path === undefined || !existsSync(path)) {
    return { missing: 'the desktop window needs Electron, and its program is not on this machine; "npx install-electron" gets it' }
  }
  if (!hasDisplay(environment)) return { missing: 'the desktop window needs a display, and none is set in DISPLAY or WAYLAND_DISPLAY' }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { missing: 'the desktop window keeps its sandbox, which Chromium does not have for root' }
  }
  return { path }
}

function binaryOf(overridden: string | undefined, packageDirectory: string | undefined): string | undefined {
  const name = packageDirectory === undefined ? undefined : readIfThere(join(packageDirectory, 'path.txt'))
  if (overridden) return join(overridden, name ?? 'electron')
  return packageDirectory === undefined || name === undefined ? undefined : join(packageDirectory, 'dist', name)
}

function electronPackage(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
