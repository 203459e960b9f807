import { findingCodes, type Finding, type FindingCode } from '../../../shared/store/checks/finding'
import type { FactsOf } from '../../../shared/store/checks/finding-facts'
import { newFinding } from '../../../shared/store/checks/new-finding'

/** Facts for every code, each way its sentences can go. The figures are unusual ones, so that a text can be searched for them. */
const facts: { readonly [C in FindingCode]: readonly FactsOf[C][] } = {
  'commitlog-hole': [{ bytes: 46_879_156_648, logMinOffset: 0, logMaxOffset: 74_088_185_856 }],
  'commitlog-empty': [{ queues: 61, queueFiles: 85 }],
  'commitlog-wrong-size': [
    { sizeBytes: 999, expectedBytes: 1_073_741_824, expectedFrom: 'other-files' },
    { sizeBytes: 262_144, expectedBytes: 1_073_741_824, expectedFrom: 'broker.conf' },
  ],
  'commitlog-stray-file': [{ kind: 'file', sizeBytes: 12 }, { kind: 'directory', sizeBytes: 4096 }, { kind: 'many', sizeBytes: 7_654_321 }],
  'record-corrupt': [{ reason: 'body-crc', endIsKnown: 1, isActive: 1 }, { reason: 'own-offset', endIsKnown: 0, isActive: 0 }, { reason: 'body-crc', endIsKnown: 1, isActive: 0 }],
  'log-end-cut': ['magic', 'size', 'length-formula', 'beyond-segment', 'truncated'].map(reason => ({ reason })),
  'queue-dangling-visible': [
    { ...dangling(), includesOffsetZero: 1, deadFiles: 3 },
    { ...dangling(), includesOffsetZero: 0, deadFiles: 0 },
  ],
  'queue-dangling-hidden': [dangling()],
  'queue-dead-files': [0, 1, 700].map(visibleUnits => ({ lastPath: 'consumequeue/orders/3/00000000000000060000', allocatedBytes: 510_000_000, visibleUnits, logMinOffset: 74_088_185_856 })),
  'queue-dead': [{ lastPhysicalOffset: 1234, logMinOffset: 74_088_185_856, maxOffset: 5_149_329 }],
  'queue-in-hole': [dangling()],
  'queue-ahead': [dangling()],
  'queue-hole': [{ bytes: 6_000_000 }],
  'queue-wrong-size': [
    { sizeBytes: 7, expectedBytes: 6_000_000, expectedFrom: 'other-files' },
    { sizeBytes: 7, expectedBytes: null, expectedFrom: 'other-files' },
    { sizeBytes: 4000, expectedBytes: 6_000_000, expectedFrom: 'mappedFileSizeConsumeQueue' },
  ],
  'queue-stray-file': [{ kind: 'link', sizeBytes: 12 }, { kind: 'many', sizeBytes: 7_654_321 }],
  'queue-unit-invalid': [{}],
  'queue-unit-misaligned': [{}],
  'queue-unit-mismatched': [{ what: 'record' }, { what: 'tags' }, { what: 'extension' }],
  'queue-unit-crosses-segment': [{}],
  'queue-not-increasing': [{ physicalBefore: 5678, physicalAfter: 1234 }, { physicalBefore: null, physicalAfter: null }],
  'queue-trailing-blank': [{}],
  'queue-last-file-zero': [{ baseOffset: 6_000_000 }],
  'queue-ext-invalid': (['size', 'name', 'unit'] as const).map(reason => ({ reason })),
  'message-not-indexed': [{}],
  'index-stale': [{ lastPath: 'index/20260102000000000', allocatedBytes: 420_000_040, endPhysicalOffset: 1234, logMinOffset: 74_088_185_856 }],
  'index-entry-wrong': [{}],
  'index-stray-directory': [{}],
  'config-unreadable': [
    { reason: 'a comma is missing', at: 4321, backup: 'ok', isAbsent: 0 },
    { reason: 'empty', at: 0, backup: 'absent', isAbsent: 0 },
    { reason: 'EACCES', at: null, backup: 'unreadable', isAbsent: 0 },
    { reason: 'unreadable', at: null, backup: 'unreadable', isAbsent: 1 },
  ],
  'offset-beyond-max': [{ committedOffset: 7654, maxOffset: 4321, minOffset: 0 }, { committedOffset: '0x7fffffffffffffff', maxOffset: 4321, minOffset: 0 }],
  'offset-below-min': [{ committedOffset: 12, maxOffset: 7654, minOffset: 4321 }],
  'abort-present': [{ pid: 4242, modifiedTime: 1_795_399_774_000 }, { pid: null, modifiedTime: 1_795_399_774_000 }],
  'compaction-pair-mismatch': [{ missing: 'compaction/compactionCq/t/0/00000000000000000000' }],
  'epoch-file-invalid': (['number', 'count', 'checksum', 'order', 'ahead', 'EACCES', 'a directory, not a file'] as const).flatMap(reason =>
    (['ok', 'absent', 'unreadable'] as const).map(backup => ({ reason, backup, epoch: 7, startOffset: 74_088_185_856 })),
  ),
  'timer-file-invalid': (['wheel-size', 'name', 'log-size', 'hole', 'unit', 'checkpoint'] as const).map(reason => ({ reason })),
  'compaction-invalid': (['size', 'name', 'record', 'unit', 'unindexed'] as const).map(what => ({ what })),
  'timer-slot-wrong': [{ what: 'slot', isSetAnew: 0 }, { what: 'slot', isSetAnew: 1 }, { what: 'chain', isSetAnew: 0 }],
  'timer-message-lost': (['below', 'hole', 'past', 'no-record'] as const).map(place => ({ place })),
  'batch-topic-mismatch': [{ directory: 'batchconsumequeue', queueType: 'SimpleCQ' }, { directory: 'consumequeue', queueType: 'BatchCQ' }],
  'not-read': [
    ...(['rocksdb-queues', 'combined-queues', 'dledger', 'compaction', 'timer', 'queue-ext', 'tiered-without-metadata'] as const).map(part => ({ part, reason: null })),
    { part: 'unreadable-files', reason: 'EACCES' },
    { part: 'unreadable-files', reason: null },
    { part: 'unreadable-folder', reason: 'EACCES' },
    { part: 'unreadable-folder', reason: null },
  ],
  'tiered-metadata-unreadable': [
    { reason: 'a comma is missing at 12', fallback: 'backup' },
    { reason: 'EIO', fallback: 'nothing' },
    { reason: 'absent', fallback: 'nothing' },
  ],
  'tiered-row-inconsistent': [{ note: 'base 5' }],
  'tiered-hole': (['COMMIT_LOG', 'CONSUME_QUEUE', 'INDEX'] as const).map(fileType => ({ fileType, bytes: 1500 })),
  'tiered-ghost': (['head', 'middle', 'last'] as const).flatMap(place => (['COMMIT_LOG', 'CONSUME_QUEUE', 'INDEX'] as const).map(fileType => ({ fileType, rowBytes: 260_724, place, lastPath: 'c/b' }))),
  'tiered-size-mismatch': [
    { fileType: 'COMMIT_LOG', rowBytes: 100, fileBytes: 40, isLast: 0 },
    { fileType: 'COMMIT_LOG', rowBytes: 100, fileBytes: 400, isLast: 0 },
    { fileType: 'CONSUME_QUEUE', rowBytes: 100, fileBytes: 400, isLast: 1 },
  ],
  'tiered-misaligned': [{ sizeBytes: 1234 }],
  'tiered-stray': [{ sizeBytes: 67_108_864, lastPath: 'c/b' }],
  'tiered-dangling-visible': [{ ...dangling(), realMinOffset: 412 }, { ...dangling(), realMinOffset: 0 }],
  'tiered-dangling-hidden': [{ ...dangling(), realMinOffset: 412 }],
  'tiered-in-hole': [{ ...dangling(), realMinOffset: 412 }],
  'tiered-ahead': [{ ...dangling(), realMinOffset: 412 }],
  'tiered-record-mismatch': [{ reason: 'own-offset' }, { reason: 'unit-size' }],
  'tiered-behind-local': [{ tieredMaxOffset: 1234, localMinOffset: 5678, tieredBytes: 46_879_156_648 }],
  'tiered-timestamps': [{ note: 'empty to 5' }],
  'tiered-index-wrong': [{ note: 'magic' }],
  'tiered-queue-unlisted': [{}],
  'tiered-wrong-broker': [{ brokerName: 'broker-b' }],
}

function dangling() {
  return { physicalStart: 0, physicalEnd: 900, logMinOffset: 74_088_185_856, logMaxOffset: 88_000_000_000, minOffset: 0, maxOffset: 5_149_329 }
}

const subject = { side: 'local', topic: 'orders', queueId: 3, group: 'GID_all', path: 'consumequeue/orders/3/00000000000000000000' } as const

const examplesOf = (code: FindingCode): Finding[] =>
  facts[code].flatMap(example =>
    [1, 2, 737_676].map(count =>
      newFinding(code, example, { subject, count, range: { start: 3_000_000, end: 3_000_000 + count }, rangeKind: 'queue-offset', evidence: { path: subject.path, at: 1536, hex: '00ff' } }),
    ),
  )

/** For each code every way its sentences go, for one, two and many things. */
export const findingExamples: readonly Finding[] = findingCodes.flatMap(code => examplesOf(code))
