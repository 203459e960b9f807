import { keepsLogElsewhere } from '../checks/check-layout'
import type { Finding } from '../checks/finding'
import type { StoreSnapshot } from '../snapshot/snapshot'
import type { Forecast, Surroundings } from './forecast'
import { notesOn } from './notes'
import { refusalsOf } from './refusals'
import { emptyLastFiles, endOfLog, removedAtStart, removedByCleaning, removedSegments } from './removed-files'

const nowhere: Surroundings = { configuration: new Map(), now: 0 }

/**
 * What a broker makes of a store at its next start. Of a snapshot taken with `recoverLog` the whole of it; of any other as
 * far as a quick look tells, and then a note says so.
 */
export function foretellStart(snapshot: StoreSnapshot, findings: readonly Finding[], surroundings: Surroundings = nowhere): Forecast {
  const { store, local } = snapshot
  const { certain, possible } = refusalsOf(snapshot, findings, surroundings)
  const isElsewhere = keepsLogElsewhere(store)
  const starts = certain.length > 0 ? 'no' : possible.length > 0 || isElsewhere ? 'depends' : 'yes'
  const removed = removedAtStart(snapshot)
  return {
    starts,
    refusals: [...certain, ...possible],
    recovery: store.abort === null ? 'normal' : 'abnormal',
    commitLog: logAfter(snapshot),
    queues: (isElsewhere ? [] : (local?.queues ?? [])).map(({ topic, queueId, minOffset, maxOffset, units }) => ({ topic, queueId, minOffset, maxOffset, cutUnits: units.ahead })),
    removedFiles: removed,
    firstCleaning: { removedFiles: removedByCleaning(snapshot, new Set(removed)) },
    notes: notesOn(snapshot, surroundings),
  }
}

function logAfter(snapshot: StoreSnapshot): Forecast['commitLog'] {
  const { local } = snapshot
  if (local === undefined) return { minOffset: 0, maxOffset: 0, removedFiles: [], cutFrom: null, cutBecause: null, readFrom: null }
  const { minOffset, recovery, end } = local.commitLog
  const removed = removedSegments(local.commitLog)
  const maxOffset = endOfLog(local.commitLog)
  const isCut = end.kind === 'damage' || removed.some(({ state }) => state !== 'preallocated') || local.queues.some(({ units }) => units.ahead > 0)
  const reason = recovery?.reason ?? (end.kind === 'damage' ? 'magic' : null)
  return {
    minOffset,
    maxOffset,
    removedFiles: [...removed, ...emptyLastFiles(local, 'commitlog')].map(({ path }) => path),
    cutFrom: isCut ? maxOffset : null,
    cutBecause: isCut ? reason : null,
    readFrom: recovery?.from ?? null,
  }
}
