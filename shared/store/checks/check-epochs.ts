import type { EpochPicture, StorePicture } from '../snapshot/snapshot'
import { keepsLogElsewhere } from './check-layout'
import type { Finding } from './finding'
import { newFinding } from './new-finding'

/** Store-format L21: the epochs of a broker under a controller. Those below the log are normal; it drops them when it deletes. */
export function checkEpochs({ local, store }: StorePicture): Finding[] {
  const epochs = local?.epochs ?? null
  if (local === undefined || epochs === null) return []
  const { path, backup, trouble, entries } = epochs
  const subject = { side: 'local', path } as const
  if (trouble !== null) return [newFinding('epoch-file-invalid', { reason: trouble, backup, epoch: null, startOffset: null }, { subject })]
  const disorder = firstDisorder(entries)
  if (disorder !== undefined) return [newFinding('epoch-file-invalid', { reason: 'order', backup, ...disorder }, { subject })]
  const last = entries.at(-1)
  const { segments, maxOffset } = local.commitLog
  if (last === undefined || segments.length === 0 || keepsLogElsewhere(store) || last.startOffset <= maxOffset) return []
  return [newFinding('epoch-file-invalid', { reason: 'ahead', backup, ...last }, { severity: 'warning', subject })]
}

/** The first entry that does not lie behind the one before it. */
const firstDisorder = (entries: EpochPicture['entries']): EpochPicture['entries'][number] | undefined =>
  entries.find(({ epoch, startOffset }, index) => {
    const before = entries[index - 1]
    return before !== undefined && (epoch <= before.epoch || startOffset <= before.startOffset)
  })
