import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface BuiltPage {
  readonly directory: string
  remove(): void
}

/** A stand-in for `out/renderer`: a page with one script, a secret beside it and a symbolic link to that secret inside. */
export function builtPage(): BuiltPage {
  const parent = mkdtempSync(join(tmpdir(), 'built-page-'))
  const directory = join(parent, 'renderer')
  mkdirSync(join(directory, 'assets'), { recursive: true })
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Store Inspector</title>')
  writeFileSync(join(directory, 'assets', 'index-4f2a.js'), 'export {}')
  writeFileSync(join(parent, 'secret.txt'), 'not part of the page')
  symlinkSync(join(parent, 'secret.txt'), join(directory, 'assets', 'link.txt'))
  return { directory, remove: () => rmSync(parent, { recursive: true }) }
}
