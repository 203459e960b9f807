import type { AnswerOf } from '../../../shared/contract/contract'
import type { LocalSnapshot, QueuePicture, TieredSnapshot } from '../../../shared/store/snapshot/snapshot'
import type { Look } from '../jobs'
import { storeOf } from './documents'

type Overview = AnswerOf<'overview'>

/** What the frame and the first screen show: sums, never lists. */
export function toOverview(storeId: string, revision: number, look: Look, kinds: Overview['findings']['kinds']): Overview {
  const { snapshot, receipts } = look
  return {
    storeId,
    revision,
    takenAt: look.takenAt,
    seconds: look.seconds,
    store: storeOf(snapshot, look.inUse),
    fileSystem: look.fileSystem,
    local: snapshot.local === undefined ? null : localSums(snapshot.local),
    tiered: snapshot.tiered === undefined ? null : tieredSums(snapshot.tiered),
    groups: new Set(snapshot.groups.map(({ group }) => group)).size,
    findings: { ...look.summary, kinds },
    dangling: look.dangling,
    setAside: {
      bytes: receipts.filter(({ state }) => state === 'set-aside').reduce((sum, receipt) => sum + receipt.setAsideBytes, 0),
      receipts: receipts.length,
      unfinished: look.unfinished,
    },
  }
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)

const UNIT_CLASSES = ['ok', 'expiredHidden', 'expiredVisible', 'inHole', 'ahead', 'preBlank'] as const

export const sumUnits = (queues: readonly Pick<QueuePicture, 'units'>[]): QueuePicture['units'] => {
  const total = { ok: 0, expiredHidden: 0, expiredVisible: 0, inHole: 0, ahead: 0, preBlank: 0 }
  for (const { units } of queues) for (const unitClass of UNIT_CLASSES) total[unitClass] += units[unitClass]
  return total
}

function localSums({ commitLog, queues, index, unknownFiles }: LocalSnapshot): Overview['local'] {
  const files = queues.flatMap(queue => queue.files)
  const dead = files.filter(file => file.dead)
  const written = commitLog.segments.filter(({ firstStoreTimestamp }) => firstStoreTimestamp !== null)
  return {
    segmentSizeBytes: commitLog.segmentSizeBytes,
    minOffset: commitLog.minOffset,
    maxOffset: commitLog.maxOffset,
    segments: commitLog.segments.length,
    segmentBytes: sum(commitLog.segments, ({ sizeBytes }) => sizeBytes),
    holes: commitLog.holes,
    oldestStored: written[0]?.firstStoreTimestamp ?? null,
    newestStored: written.at(-1)?.lastStoreTimestamp ?? written.at(-1)?.firstStoreTimestamp ?? null,
    ...topicSums(queues),
    queues: queues.length,
    queueFiles: files.length,
    queueFileBytes: sum(files, ({ sizeBytes }) => sizeBytes),
    queueHoles: sum(queues, ({ holes }) => holes.length),
    deadFiles: dead.length,
    deadFileBytes: sum(dead, ({ sizeBytes }) => sizeBytes),
    deadQueues: queues.filter(queue => queue.dead).length,
    visibleQueues: queues.filter(({ units }) => units.expiredVisible > 0).length,
    units: sumUnits(queues),
    indexFiles: index.length,
    indexBytes: sum(index, ({ sizeBytes }) => sizeBytes),
    unknownFiles: unknownFiles.length,
  }
}

const SHOWN_TOPICS = 8

function topicSums(queues: readonly QueuePicture[]): { topics: number; topTopics: { topic: string; bytes: number }[]; otherTopicsBytes: number } {
  const bySize = [...Map.groupBy(queues, ({ topic }) => topic)]
    .map(([topic, ofTopic]) => ({ topic, bytes: sum(ofTopic, ({ estimatedBytes }) => estimatedBytes) }))
    .sort((a, b) => b.bytes - a.bytes)
  // One more than fits stands by itself rather than as "1 other".
  const shown = bySize.length > SHOWN_TOPICS ? SHOWN_TOPICS - 1 : SHOWN_TOPICS
  return { topics: bySize.length, topTopics: bySize.slice(0, shown), otherTopicsBytes: sum(bySize.slice(shown), ({ bytes }) => bytes) }
}

function tieredSums({ root, queues, strays }: TieredSnapshot): Overview['tiered'] {
  const logs = queues.map(({ commitLog }) => commitLog)
  const consumeQueues = queues.map(({ consumeQueue }) => consumeQueue)
  const segments = [...logs, ...consumeQueues].flatMap(file => file.segments)
  const { preBlank: _, ...units } = sumUnits(queues.map(queue => ({ units: { ...queue.units, preBlank: 0 } })))
  return {
    root,
    queues: queues.length,
    commitLogBytes: sum(logs.flatMap(file => file.segments), ({ fileSizeBytes }) => fileSizeBytes ?? 0),
    consumeQueueBytes: sum(consumeQueues.flatMap(file => file.segments), ({ fileSizeBytes }) => fileSizeBytes ?? 0),
    ghosts: segments.filter(({ state }) => state === 'ghost').length,
    strays: strays.length,
    strayBytes: sum(strays, ({ allocatedBytes }) => allocatedBytes),
    sizeMismatches: segments.filter(({ state }) => state === 'size-mismatch').length,
    holes: sum([...logs, ...consumeQueues], ({ holes }) => holes.length),
    visibleQueues: queues.filter(queue => queue.units.expiredVisible > 0).length,
    units,
  }
}
