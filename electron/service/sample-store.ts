import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { buildSample } from '../../shared/store/builders/sample'
import { Refusal } from '../../shared/store/errors'
import { failureOf, hasCode } from '../host/failure'
import { writeBuiltFiles } from './write-built-files'

/**
 * Writes the bundled sample: `store/`, `tiered/` and `broker.conf`. It is written beside the directory first and appears
 * there whole or not at all.
 *
 * @param target a directory that is empty or not there yet
 * @returns the directories that can be opened
 * @throws Refusal `not-empty`
 */
export function writeSampleStore(target: string): readonly string[] {
  const directory = resolve(target)
  if (entriesOf(directory) > 0) throw new Refusal('not-empty', `${directory} is not empty; the sample goes into an empty or a new directory`, { path: directory })
  mkdirSync(dirname(directory), { recursive: true })
  const fresh = mkdtempSync(join(dirname(directory), `.${basename(directory)}-`))
  try {
    writeBuiltFiles(fresh, buildSample())
    if (entriesOf(directory) === 0) rmdirSync(directory)
    renameSync(fresh, directory)
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true })
    throw cause
  }
  return [join(directory, 'store'), join(directory, 'tiered')]
}

/** How many entries a directory has; -1 when there is none. */
function entriesOf(directory: string): number {
  try {
    return readdirSync(directory).length
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return -1
    if (hasCode(cause, 'ENOTDIR')) throw new Refusal('not-empty', `${directory} is no directory; the sample goes into an empty or a new one`, { path: directory })
    throw failureOf(cause, `list the directory ${directory}`, directory)
  }
}
