import { nameOf, parentOf } from '../bytes/store-files'
import type { Finding } from '../checks/finding'
import { parseTieredFileName } from '../formats/tiered-file-name'
import type { StorePicture, TieredQueuePicture } from '../snapshot/snapshot'
import { chooseCut, damagedEnd } from './choose-cut'
import type { Cut, Repair } from './plan'
import { isRestorableConfig, isStrayFile, misalignedTail, restorableMetadata } from './plan-repair'
import { damagedHead } from './plan-tiered'
import { queueKey } from './planning'
import type { RepairCode } from './repair-code'

/** Why nothing here mends a finding. */
export const unmendedReasons = [
  'harmless', 'at-next-start', 'broker-first', 'bytes-gone', 'put-back', 'never-the-newest', 'only-counter', 'configuration', 'no-backup', 'left-to-you', 'more-is-wrong',
  'not-rebuilt', 'not-read', 'not-proven',
] as const
export type UnmendedReason = (typeof unmendedReasons)[number]

/** The plan that mends a finding, or why there is none. */
export type Mending = { readonly cut: Cut } | { readonly reason: UnmendedReason }

const dangling: Mending = { cut: { kind: 'dangling' } }
const because = (reason: UnmendedReason): Mending => ({ reason })
const repair = (code: RepairCode, place?: string): Mending => ({ cut: { kind: 'repair', code, ...(place !== undefined && { place }) } })

/** What mends each finding of a store. A repair is named only where its plan has steps. */
export function mendingsOf(snapshot: StorePicture): (finding: Finding) => Mending {
  const { local, tiered, configs } = snapshot
  let queues: Map<string, TieredQueuePicture> | undefined
  const tieredQueue = ({ topic, queueId }: Finding['subject']): TieredQueuePicture | undefined => {
    queues ??= new Map(tiered?.queues.map(queue => [queueKey(queue), queue]))
    return topic === undefined || queueId === undefined ? undefined : queues.get(queueKey({ topic, queueId }))
  }

  /** Everything below the damage goes: the log begins anew behind it. */
  const cutLog = (code: RepairCode): Mending => {
    const asked: Repair = { kind: 'repair', code }
    if (local === undefined || damagedEnd(local, asked) === undefined) return because('never-the-newest')
    return chooseCut(local, asked).blockers.length === 0 ? { cut: asked } : because('never-the-newest')
  }
  const cutQueue = (subject: Finding['subject'], code: RepairCode): Mending | undefined => {
    const queue = tieredQueue(subject)
    const place = `${subject.topic}/${subject.queueId}`
    const asked: Repair = { kind: 'repair', code, place }
    return queue !== undefined && damagedHead(asked, queue.commitLog) + damagedHead(asked, queue.consumeQueue) > 0 ? { cut: asked } : undefined
  }
  let movable: Set<string> | undefined
  const moveOut = (code: RepairCode, path: string | undefined, isFolder: boolean): Mending => {
    movable ??= new Set(local?.unknownFiles.filter(isStrayFile).flatMap(entry => [entry.path, parentOf(entry.path)]))
    if (path === undefined || !movable.has(path)) return because('left-to-you')
    return isFolder ? repair(code) : repair(code, path)
  }

  return ({ code, subject, facts }) => {
    switch (code) {
      case 'commitlog-hole':
      case 'queue-in-hole':
        return cutLog('commitlog-hole')
      case 'commitlog-wrong-size':
        if (facts['expectedFrom'] !== 'other-files') return because('configuration')
        return isBeforeActive(snapshot, subject.path) ? cutLog(code) : because('never-the-newest')
      case 'commitlog-stray-file':
      case 'queue-stray-file':
        return moveOut(code, subject.path, facts['kind'] === 'many')
      case 'config-unreadable':
        return configs.some(config => config.path === subject.path && isRestorableConfig(snapshot, config)) ? repair(code, subject.path) : because('no-backup')
      case 'tiered-metadata-unreadable':
        return subject.path?.endsWith('.bak') === false && restorableMetadata(snapshot) !== undefined ? repair(code) : because('no-backup')
      case 'tiered-ghost':
        if (facts['place'] === 'head' && facts['fileType'] !== 'INDEX') return dangling
        if (facts['place'] === 'last') return because('at-next-start')
        return cutQueue(subject, code) ?? because('not-rebuilt')
      case 'tiered-size-mismatch':
        if (facts['isLast'] === 1) return because('at-next-start')
        return cutQueue(subject, code) ?? because('put-back')
      case 'tiered-hole':
        return cutQueue(subject, code) ?? because('not-rebuilt')
      case 'tiered-in-hole':
        return cutQueue(subject, 'tiered-hole') ?? cutQueue(subject, 'tiered-ghost') ?? cutQueue(subject, 'tiered-size-mismatch') ?? because('bytes-gone')
      case 'tiered-misaligned': {
        const queue = tieredQueue(subject)
        return queue !== undefined && misalignedTail(queue)?.path === subject.path ? repair(code, `${queue.topic}/${queue.queueId}`) : because('more-is-wrong')
      }
      case 'tiered-stray':
        if (parseTieredFileName(nameOf(subject.path ?? '')) === undefined) return because('left-to-you')
        return repair(code, subject.topic === undefined ? undefined : `${subject.topic}/${subject.queueId}`)
      case 'queue-dangling-visible':
      case 'queue-dead-files':
      case 'index-stale':
      case 'tiered-dangling-visible':
        return dangling
      case 'queue-dangling-hidden':
      case 'queue-dead':
      case 'tiered-dangling-hidden':
      case 'offset-below-min':
        return because('harmless')
      case 'log-end-cut':
      case 'queue-ahead':
        return because('at-next-start')
      case 'abort-present':
        return because('broker-first')
      case 'commitlog-empty':
      case 'record-corrupt':
      case 'queue-unit-invalid':
      case 'queue-unit-misaligned':
      case 'queue-unit-mismatched':
      case 'queue-unit-crosses-segment':
      case 'queue-not-increasing':
      case 'queue-trailing-blank':
      case 'tiered-record-mismatch':
      case 'tiered-behind-local':
        return because('bytes-gone')
      case 'queue-wrong-size':
        return because(facts['expectedFrom'] === 'other-files' ? 'put-back' : 'configuration')
      case 'queue-hole':
      case 'compaction-pair-mismatch':
        return because('put-back')
      case 'queue-last-file-zero':
        return because('only-counter')
      case 'index-stray-directory':
        return because('left-to-you')
      case 'batch-topic-mismatch':
      case 'tiered-wrong-broker':
        return because('configuration')
      case 'message-not-indexed':
      case 'timer-file-invalid':
      case 'timer-slot-wrong':
      case 'timer-message-lost':
      case 'queue-ext-invalid':
      case 'epoch-file-invalid':
      case 'compaction-invalid':
      case 'index-entry-wrong':
      case 'offset-beyond-max':
      case 'tiered-row-inconsistent':
      case 'tiered-timestamps':
      case 'tiered-index-wrong':
      case 'tiered-queue-unlisted':
        return because('not-rebuilt')
      case 'tiered-ahead':
        return because('not-proven')
      case 'not-read':
        return because('not-read')
    }
  }
}

const isBeforeActive = ({ local }: StorePicture, path: string | undefined): boolean => {
  const segments = local?.commitLog.segments ?? []
  const at = segments.findIndex(segment => segment.path === path)
  return at !== -1 && at < segments.findLastIndex(segment => segment.state === 'active')
}
