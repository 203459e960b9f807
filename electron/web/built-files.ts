import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../../shared/store/errors'

export interface BuiltFiles {
  /** The directory of package.json; what Electron is started with. */
  readonly packageRoot: string
  /** The built page. */
  readonly renderer: string
}

/**
 * Finds what `npm run build` wrote, from a built module (out/main) or from a source file below the package's root.
 * @throws Failure when nothing is built
 */
export function findBuiltFiles(from: string = import.meta.dirname): BuiltFiles {
  for (let directory = from; directory !== dirname(directory); directory = dirname(directory)) {
    const renderer = join(directory, 'out', 'renderer')
    if (existsSync(join(directory, 'package.json')) && existsSync(join(renderer, 'index.html'))) return { packageRoot: directory, renderer }
  }
  throw new Failure('not-built', 'the app is not built yet; "npm run build" does that', from)
}
