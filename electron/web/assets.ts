import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { Failure } from '../../shared/store/errors'

export interface Asset {
  readonly contentType: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}

/** The built page by URL path, such as `/assets/index-4f2a.js`. */
export type Assets = ReadonlyMap<string, Asset>

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Lists the files of a built page once. What a client asks for is looked up in this list and never joined to a path, so there
 * is nothing to traverse; symbolic links are not in it.
 *
 * @throws Failure when the directory holds no built page
 */
export function listAssets(directory: string): Assets {
  const assets = new Map<string, Asset>()
  for (const entry of entriesOf(directory)) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const contentType = contentTypes[extname(entry.name)] ?? 'application/octet-stream'
    assets.set(`/${relative(directory, file).split(sep).join('/')}`, { contentType, read: () => readFile(file) })
  }
  const page = assets.get('/index.html')
  if (!page) throw notBuilt(directory)
  return assets.set('/', page)
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
  } catch (cause) {
    throw notBuilt(directory, cause)
  }
}

const notBuilt = (directory: string, cause?: unknown): Failure =>
  new Failure('not-built', `there is no built page in ${directory}; "npm run build" writes it`, directory, { cause })
