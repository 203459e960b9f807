import { Failure } from '../errors'
import type { StoreFiles } from '../bytes/store-files'
import { parseEpochFile, type EpochFile } from '../formats/epoch-file'
import { isFile, notAFile, type Census } from './census'
import { readText } from './recognise'
import type { EpochPicture } from './snapshot'

const EPOCH_FILE = 'epochFileCheckpoint'

/** The epochs of a broker under a controller; null without their file. */
export function readEpochs(files: StoreFiles, census: Census, root: string): EpochPicture | null {
  const read = (name: string): EpochFile | { readonly ok: false; readonly reason: string } | undefined => {
    const entry = census.entry(root, name)
    if (entry === undefined) return undefined
    if (!isFile(entry)) return { ok: false, reason: notAFile(entry.kind) }
    try {
      return parseEpochFile(readText(files, entry.path))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return { ok: false, reason: error.code }
    }
  }
  const file = read(EPOCH_FILE)
  if (file === undefined) return null
  const backup = read(`${EPOCH_FILE}.bak`)
  return { path: EPOCH_FILE, backup: backup === undefined ? 'absent' : backup.ok ? 'ok' : 'unreadable', entries: file.ok ? file.entries : [], trouble: file.ok ? null : file.reason }
}
