import { UNIT_BYTES } from '../formats/consume-queue-unit'
import { parseConfigJson } from '../formats/config-json'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { parseTieredMetadata } from '../formats/tiered-metadata'
import { join, nameOf } from '../bytes/store-files'
import { MOST_TEXT_BYTES } from '../snapshot/recognise'
import type { ConfigFile, StorePicture, StrayEntry, TieredQueuePicture, TieredSegmentPicture } from '../snapshot/snapshot'
import { contentDigest } from './digest'
import { readWhole } from './journal-file'
import type { Repair, RestoreStep } from './plan'
import { readOrNothing } from './plan-metadata'
import { isInQueue, isPlainPath } from './plan-shape'
import { setAsideStep, stepFacts, type DraftStep, type Planning } from './planning'

/** The steps of a repair that cuts nothing away: it moves files out, brings a good `.bak` in, or leaves half a unit off. */
export function planRepair(planning: Planning, repair: Repair): readonly DraftStep[] {
  switch (repair.code) {
    case 'commitlog-stray-file':
      return strayFiles(planning, repair, 'commitlog')
    case 'queue-stray-file':
      return strayFiles(planning, repair, 'queue')
    case 'config-unreadable':
      return restoredConfigs(planning, repair)
    case 'tiered-metadata-unreadable':
      return restoredMetadata(planning)
    case 'tiered-misaligned':
      return shortenedQueues(planning, repair)
    default:
      return []
  }
}

/**
 * A file on whose account the broker does not start, and that is none of its own. Folders and links are left to their owner, and so is
 * a name that no plan can have.
 */
export const isStrayFile = ({ kind, place, stopsBroker, path, absolutePath, sizeBytes }: StrayEntry): boolean =>
  stopsBroker && kind === 'file' && isPlainPath(nameOf(absolutePath)) && (place === 'commitlog' || (isPlainPath(path) && isInQueue(path))) && (parseSegmentFileName(nameOf(absolutePath)) === undefined || sizeBytes === 0)

const strayFiles = (planning: Planning, { place }: Repair, where: StrayEntry['place']): DraftStep[] =>
  (planning.snapshot.local?.unknownFiles ?? [])
    .filter(entry => entry.place === where && isStrayFile(entry) && (place === undefined || place === entry.path))
    .map(({ absolutePath }) => setAsideStep(planning, 'stray', absolutePath, 'not-a-brokers'))

/** What the broker itself would do at its start, but for throwing the unreadable file away. */
function restoredConfigs(planning: Planning, { place }: Repair): DraftStep[] {
  const { snapshot } = planning
  return snapshot.configs
    .filter(config => isRestorableConfig(snapshot, config) && (place === undefined || place === config.path))
    .flatMap(({ path }) => restore(planning, 'config', join(snapshot.store.root, path), text => parseConfigJson(text).ok))
}

/** Not of what cannot be opened: it may well be good. */
export const isRestorableConfig = (snapshot: StorePicture, { path, state, at, backup }: ConfigFile): boolean =>
  state === 'unreadable' && at !== null && backup === 'ok' && areTexts(snapshot, join(snapshot.store.root, path))

function restoredMetadata(planning: Planning): DraftStep[] {
  const path = restorableMetadata(planning.snapshot)
  return path === undefined ? [] : restore(planning, 'tiered-metadata', path, text => parseTieredMetadata(text).ok)
}

/** The unreadable metadata of a store that goes by its `.bak`. */
export function restorableMetadata(snapshot: StorePicture): string | undefined {
  const { tiered, store } = snapshot
  const path = tiered?.metadataPath ?? null
  if (path === null || tiered?.metadata !== 'ok' || !path.startsWith(`${store.root}/`)) return undefined
  const isUnreadable = tiered.inconsistencies.some(({ code, path: at, note }) => code === 'tiered-metadata-unreadable' && at === path && isOfText(note))
  return isUnreadable && areTexts(snapshot, path) ? path : undefined
}

/** Where a text stopped being one; of a file that could not be opened the note is the error's code. */
const isOfText = (note: string): boolean => / at \d+$/.test(note)

const areTexts = ({ otherFiles }: StorePicture, path: string): boolean => [path, `${path}.bak`].every(wanted => otherFiles.some(file => file.path === wanted && file.kind === 'file' && file.sizeBytes <= MOST_TEXT_BYTES))

const lossy = new TextDecoder()

function restore(planning: Planning, kind: RestoreStep['kind'], path: string, isGood: (text: string) => boolean): DraftStep[] {
  const [before, after] = [path, `${path}.bak`].map(at => readOrNothing(planning, at))
  // Read as the broker reads it: what is no UTF-8 becomes a replacement character, and the bytes are copied as they are.
  if (before === undefined || after === undefined || !isGood(lossy.decode(after))) return []
  return [{ action: 'restore', kind, ...stepFacts(planning, kind, path, 'unreadable'), digestBefore: contentDigest(before), digestAfter: contentDigest(after) }]
}

function shortenedQueues(planning: Planning, { place }: Repair): DraftStep[] {
  const queues = (planning.snapshot.tiered?.queues ?? []).filter(({ topic, queueId }) => place === undefined || place === `${topic}/${queueId}`)
  return queues.flatMap(queue => {
    const last = misalignedTail(queue)
    if (last === undefined) return []
    const content = readWhole(planning.files, last.absolutePath)
    const keptBytes = content.length - (content.length % UNIT_BYTES)
    return [
      {
        action: 'shorten',
        kind: 'tiered-consume-queue',
        ...stepFacts(planning, 'tiered-consume-queue', last.absolutePath, 'half-a-unit', queue),
        keptBytes,
        digestBefore: contentDigest(content),
        digestAfter: contentDigest(content.subarray(0, keptBytes)),
      },
    ]
  })
}

/**
 * The last queue segment, when half a unit at its end is all that is wrong with it: the unit before points at its record. Behind
 * units that point elsewhere the half one may be where an append went astray, and then more than it is wrong.
 */
export function misalignedTail({ consumeQueue, runs, irregular, maxOffset }: TieredQueuePicture): TieredSegmentPicture | undefined {
  const last = consumeQueue.segments.findLast(segment => segment.last)
  const bytes = last?.fileSizeBytes ?? 0
  if (last === undefined || bytes > MOST_QUEUE_BYTES || last.baseOffset % UNIT_BYTES !== 0 || bytes % UNIT_BYTES === 0 || bytes < UNIT_BYTES) return undefined
  if (irregular.some(({ code, path }) => path === last.path && code !== 'tiered-misaligned')) return undefined
  const lastRun = runs.at(-1)
  return lastRun?.unitClass === 'ok' && lastRun.queueOffsets.end === maxOffset ? last : undefined
}

/** A segment that is written anew is held in memory; the largest a broker makes by default has a tenth of this. */
const MOST_QUEUE_BYTES = 2 ** 30
