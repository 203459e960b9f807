import type { FindingOf, UnreadPart } from '../../store/checks/finding-facts'
import type { Figures } from '../figures'
import { pathOf } from '../subject-names'
import type { Names, Sentences } from '../vocabulary'

export const namesEn: Names = {
  severity: { error: 'serious', warning: 'warning', info: 'note' },
  unitClass: {
    ok: 'live',
    'expired-hidden': 'expired, hidden',
    'expired-visible': 'expired, visible',
    'in-hole': 'in a hole',
    ahead: 'ahead of the log',
    'pre-blank': 'pre-blank',
    unwritten: 'unwritten',
    invalid: 'invalid',
  },
  groupPlace: { 'below-min': 'below the minimum', inside: 'inside', 'beyond-max': 'past the end' },
  inUseState: { free: 'not in use', 'in-use': 'in use', unknown: 'cannot tell' },
  entryKind: { file: 'file', directory: 'directory', link: 'symbolic link', other: 'special file' },
  workStage: {
    'listing-files': 'listing files',
    'reading-segments': 'reading segments',
    'reading-active-segment': 'reading the active segment',
    'reading-queues': 'reading queues',
    'classifying-queues': 'classifying queues',
    'comparing-edges': 'holding queues against the log',
    'reading-tiered-queues': 'reading tiered queues',
    'deep-check': 'deep check',
    'reading-as-broker': 'reading as the broker does',
    searching: 'searching',
    comparing: 'comparing bytes',
    'planning-queues': 'planning queues',
    'planning-tiered-queues': 'planning tiered queues',
    'counting-bytes': 'counting bytes',
    'reading-timer-log': 'reading the timer log',
    'setting-aside': 'setting aside',
    'putting-back': 'putting back',
    removing: 'removing',
  },
  stepKind: {
    'consume-queue': 'queue file',
    index: 'index file',
    commitlog: 'commitlog segment',
    'tiered-metadata': 'tiered metadata',
    'tiered-consume-queue': 'tiered queue file',
    'tiered-commitlog': 'tiered commitlog file',
    'tiered-stray': 'stray tiered file',
    config: 'configuration file',
    stray: 'file that no broker writes',
  },
  stepReason: {
    'last-unit-below-cut': 'even its last unit points below the cut',
    'index-below-cut': 'wholly below the cut',
    'segment-below-cut': 'below the cut',
    'rows-of-removed-files': 'rows of files that go',
    ghost: 'a row without its file',
    'below-first-record': 'points below the first record kept',
    'older-than-cut': 'older than the cut',
    'no-row': 'no metadata row names it',
    'not-a-brokers': 'no broker writes such a file there',
    'below-the-damage': 'below the damage, or damaged itself',
    unreadable: 'no broker can read it; its .bak takes its place',
    'half-a-unit': 'ends in half a unit, which is left off',
  },
  keptReason: {
    'last-file-of-queue': 'the last file of its queue',
    'straddles-the-cut': 'straddles the cut',
    'dead-queue-keeps-its-counter': "the only record of the queue's offset counter",
    'newest-index-file': 'the newest index file',
    'active-segment': 'the active segment',
    'at-or-after-the-cut': 'at or after the cut',
    'behind-a-kept-file': 'behind a file that stays',
    'last-tiered-segment': 'the last tiered segment of its queue',
    'first-record-unreadable': 'its first record cannot be read',
  },
  receiptState: {
    applying: 'interrupted while setting aside',
    'set-aside': 'set aside',
    undoing: 'interrupted while putting back',
    undone: 'undone',
    'rolled-back': 'rolled back',
    purging: 'interrupted while purging',
    purged: 'purged',
  },
}

/** By name, also for kinds that a newer version of the core may add. */
export const entryKindsEn: Readonly<Record<string, string>> = namesEn.entryKind

const recordReasons: Readonly<Record<string, string>> = {
  magic: 'unknown magic code',
  size: 'impossible length',
  'length-formula': 'the lengths of its parts do not add up',
  'body-crc': 'the body does not match its checksum',
  'own-offset': 'it says that it belongs elsewhere',
  'beyond-segment': "it would reach past the segment's end",
  blank: 'filler in its place',
  unwritten: 'zeros in its place',
  invalid: 'no record',
  truncated: 'too short for a record',
  queue: 'it belongs to another queue',
  'queue-offset': 'queue offsets before it are missing',
  'unit-unwritten': 'zeros in the place of a unit',
  'unit-pre-blank': 'filler in the place of a unit',
  'unit-invalid': 'a negative offset or no size',
  'unit-too-small': 'shorter than any record',
  'unit-crosses': "it reaches over the end of a file's records",
  'unit-order': 'it points below the unit before it',
  'unit-no-record': 'no record begins there',
  'unit-size': 'the record there has another size',
  'unit-queue': 'the record there is of another queue or offset',
}
export const recordReasonEn = (reason: string): string => recordReasons[reason] ?? reason

type NotRead = (finding: FindingOf<'not-read'>, say: Figures) => Sentences

/** Parts of a store that the check recognises and leaves unread, and what that means for its other answers. */
export const unreadPartsEn: Readonly<Record<UnreadPart, NotRead>> = {
  'rocksdb-queues': () => ({
    message: 'The consume queues are in RocksDB, in consumequeue/, and were not read.',
    consequence: 'Nothing is said about queues, dangling units and the positions of groups. The commitlog and the index were checked.',
    remedy: 'Nothing to do. A cleanup is refused for this store.',
  }),
  'combined-queues': () => ({
    message: 'The consume queues are kept twice, as files and in RocksDB; only the files were read.',
    consequence: 'What is said about queues holds for the files. The broker may answer from RocksDB.',
    remedy: 'Nothing to do. A cleanup is refused for this store.',
  }),
  dledger: () => ({
    message: 'The log is kept by DLedger, in dledger-*/, and was not read.',
    consequence: 'Units point into that log: whether one dangles is not said. Names and sizes of the queue files were checked.',
    remedy: 'Nothing to do. A cleanup is refused for this store.',
  }),
  compaction: () => ({
    message: 'The files of compacted topics, in compaction/, were not read; only their names were compared.',
    consequence: 'Reads of these topics come from there: what is said about their queues holds for the other copy.',
    remedy: 'Nothing to do. A cleanup is refused for this store.',
  }),
  timer: () => ({
    message: 'The timer wheel and its log, in timerlog/, were not read by this check.',
    consequence: 'Whether pending timer messages still have their record is not said. A plan looks at it before anything goes.',
    remedy: 'Nothing to do.',
  }),
  'queue-ext': () => ({
    message: 'The extension files of the queues, in consumequeue_ext/, were not read.',
    consequence: 'What is said about units holds. Whether their filter data is there is not said.',
    remedy: 'Nothing to do.',
  }),
  'tiered-without-metadata': (finding, say) => ({
    message: `The tiered store holds ${say.many(finding.count, 'file', 'files')}, and its metadata was not found: it lies in the root of the broker, config/tieredStoreMetadata.json.`,
    consequence: 'Without it nobody can say which files belong to the store, which are missing and which are strays.',
    remedy: "Open the broker's root (storePathRootDir), with this folder as its tiered root (--tiered).",
  }),
  'unreadable-files': (finding, say) => ({
    message: `${say.many(finding.count, 'file', 'files')} could not be read, first ${pathOf(finding)}${finding.facts.reason === null ? '' : ` (${finding.facts.reason})`}.`,
    consequence: 'What is in there is missing from every answer of this check, and the broker may not be able to read it either.',
    remedy: 'Run this as the user the broker runs as. If it is no question of rights, look at the disk.',
  }),
  'unreadable-folder': finding => ({
    message: `The folder ${pathOf(finding)} could not be listed${finding.facts.reason === null ? '' : ` (${finding.facts.reason})`}.`,
    consequence: 'Queues and files in it, and the positions of groups on them, are missing from every answer of this check. A cleanup is refused.',
    remedy: 'Run this as the user the broker runs as. If it is no question of rights, look at the disk.',
  }),
}
