import type { MessageDocument } from '../../shared/contract/messages'
import { bytes, time } from './figures'

type Delivery = NonNullable<MessageDocument['delivery']>
type Body = NonNullable<MessageDocument['body']>

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** What the command line itself says, in English. Findings, blockers and reasons have their words in `shared/words`. */
export const en = {
  // opening
  readsThrough: (backend: string, reason: string) => `io: ${backend} (${reason})`,
  /** How a part of the store was found, by the code of `foundBy`. */
  foundBy: {
    root: 'the root is the given folder',
    'root-above': 'the root lies above the given folder',
    'tiered-root': 'the tiered root is the given folder',
    'tiered-root-above': 'the tiered root lies above the given folder',
    'root-below': 'the root lies below the given folder',
    'tiered-root-below': 'the tiered root lies below the given folder',
    'root-configured': 'the local root, as the configuration says',
    'root-beside-tiered': 'the local root lies beside the tiered root',
    'broker.conf': "the broker's configuration",
    'tiered-option': 'tiered root, as given',
    'tiered-configured': 'tiered root, as the configuration says',
    'tiered-beside': 'tiered root, beside the local root',
    'commitlog-option': 'commitlog directory, as given',
    'commitlog-configured': 'commitlog directory, as the configuration says',
    'commitlog-beside': 'commitlog directory, by the names and sizes of its files',
  } as Readonly<Record<string, string>>,
  found: (how: string, path: string) => `found: ${how}: ${path}`,
  compare: {
    verdict: (same: boolean, depth: 'ranges' | 'bytes'): string =>
      same ? (depth === 'bytes' ? 'no difference in what both have' : 'no difference in offsets and sizes; --bytes compares the content') : 'the stores differ',
    left: 'first', right: 'second', difference: 'difference', at: 'first at',
    differences: { 'only-left': 'only in the first', 'only-right': 'only in the second', range: 'other offsets', size: 'another size', 'file-size': 'another file size', unreadable: 'not readable', bytes: 'other bytes' },
    firstByte: (offset: number) => `the first byte that differs: physical offset ${offset}`,
    queues: (different: number, equal: number) => `queues: ${different} differ, ${equal} are equal`,
    bytes: (amount: string) => `${amount} of each compared`,
  },
  disk: 'disk',
  space: { unread: 'there are consume queues in RocksDB, which are not read: the sums of topics are not whole', messages: 'messages', noTag: '(no tag)', noTagKnown: '(not told by units)', part: 'part', dead: 'dead', parts: { commitLog: 'commitlog', consumeQueue: 'consume queues', index: 'index', tiered: 'tiered store' } },
  retention: {
    used: (used: string, size: string, percent: number) => `${percent} % used (${used} of ${size})`,
    next: (at: string, segments: number, size: string) => `next: ${plural(segments, 'segment')} (${size}) at ${at}, if a broker runs then`,
    nothing: 'next: nothing will be deleted',
    ownTime: (topic: string, hours: number) => `of ${topic}: ${hours} hours, by the topic's reserve.time`,
    tiered: (deletes: boolean, hours: number, segments: number, size: string) =>
      deletes ? `tiered store: ${plural(segments, 'file')} (${size}) older than ${hours} hours, or without messages, go at the next hourly cleaning` : 'tiered store: tieredStoreDeleteFileEnable=false, nothing is deleted',
    due: 'old enough at', goes: 'goes at', keptBy: 'kept by',
    kept: { last: 'newest', age: 'age', earlier: 'an earlier one', hour: 'deleteWhen', 'unreadable-hours': 'wrong deleteWhen', none: '–' },
  },
  timeLeft: (seconds: number) => (seconds < 90 ? `about ${Math.ceil(seconds)} s left` : `about ${Math.round(seconds / 60)} min left`),

  // names of things
  store: 'store', kinds: 'kinds', broker: 'broker', version: 'broker version', layout: 'consume queues', traits: 'traits', inUse: 'in use',
  commitLog: 'commitlog', tiered: 'tiered root', segment: 'segment', size: 'size', modified: 'modified', state: 'state',
  firstStored: 'oldest record', topic: 'topic', tieredTopic: 'tiered topic', queue: 'queue', first: 'first', min: 'min', max: 'max', ok: 'ok', expiredHidden: 'hidden',
  expiredVisible: 'visible', inHole: 'in hole', ahead: 'ahead', files: 'files', deadFiles: 'dead', group: 'group', committed: 'committed',
  lag: 'lag', place: 'place', ghosts: 'ghosts', strays: 'strays', sizeMismatches: 'size differs', holes: 'holes',
  queueOffset: 'queue offset', physicalOffset: 'physical offset', messageSize: 'size', tagsCode: 'tags code', unitClass: 'class',
  file: 'file', kind: 'kind', from: 'first file', to: 'last file', plan: 'plan', cut: 'cut', newMin: 'commitlog starts at',
  setAside: 'set aside', unread: 'unread', before: 'min before', after: 'min after', side: 'side', receipt: 'receipt', started: 'started',
  steps: 'steps', freed: 'freed', quarantine: 'set aside in', checkAfter: 'check after',

  recordSize: 'record', unit: 'unit', stored: 'stored', born: 'born', flags: 'flags', reconsumed: 'consumed again', halfMessage: 'half message at',
  delivery: 'waits', offsetMessageId: 'offset id', uniqueKey: 'unique key', keys: 'keys', tags: 'tags', checksum: 'checksum', body: 'body', properties: 'properties',

  // one message
  recordOf: (size: number, version: number) => `${plural(size, 'byte')}, version ${version}`,
  noUnit: 'none in its queue at this place',
  otherUnit: (offset: number | null) => (offset === null ? 'the one at its place points at no record' : `the one at its place points at ${offset}`),
  flagsOf: (flag: number, systemFlag: number, transaction: string, compression: string) =>
    [`${flag}, system ${systemFlag}`, ...(transaction === 'none' ? [] : [`transaction ${transaction}`]), ...(compression === 'none' ? [] : [`compressed with ${compression}`])].join(', '),
  deliveryOf: ({ kind, topic, queueId, delayLevel, deliverAt, deliverAtFrom }: Delivery) =>
    [
      { delayed: `delayed, level ${delayLevel}`, timer: 'timer', half: 'half message of a transaction' }[kind],
      ...(deliverAt === null ? [] : [`due ${time(deliverAt)}${deliverAtFrom === 'default-levels' ? ' by the default levels' : ''}`]),
      ...(topic === null ? [] : [`then ${topic}/${queueId ?? '?'}`]),
    ].join(', '),
  uniqueKeyOf: (address: string, processId: number) => `(${address}, process ${processId})`,
  checksumsOf: (bodyIsIntact: boolean, record: 'absent' | 'intact' | 'wrong') =>
    (bodyIsIntact ? 'body intact' : 'the body is not what was stored') + { absent: '', intact: ', record intact', wrong: ', the record is not what was stored' }[record],
  storedBody: (size: number) => `${bytes(size)} stored; --body shows it`,
  bodyOf: ({ state, kind, sizeBytes }: Body, stored: number) =>
    ({
      shown: `${kind}, ${bytes(sizeBytes ?? stored)}`,
      cut: `${kind}, the first bytes of ${bytes(sizeBytes ?? stored)}`,
      'too-large': `unpacks to more than 64 MiB; ${bytes(stored)} as stored`,
      broken: `cannot be unpacked; ${bytes(stored)} as stored`,
      'not-supported': `packed in a way that is not known here; ${bytes(stored)} as stored`,
    })[state],
  provenance: { indexed: 'indexed', orphan: 'not indexed', 'queue-hole': 'its queue file is missing', 'after-cut': 'behind the end of the log', 'crc-wrong': 'body changed', half: 'half message' },
  foundMessages: (count: number, indexFiles: number, read: number) =>
    `${plural(count, 'message')}; ${indexFiles === 0 ? '' : `looked up in ${plural(indexFiles, 'index file')}, and `}read ${bytes(read)} of the log`,
  exported: (path: string, messages: number, orphans: number, afterCut: number, crcWrong: number) =>
    `${plural(messages, 'message')} written to ${path}: ${orphans} not indexed, ${afterCut} behind the end of the log, ${crcWrong} with a changed body`,
  batched: (queueOffset: number | string) => `message ${queueOffset} of the batch`,

  // sentences
  inUseState: (state: 'free' | 'in-use' | 'unknown', abort: boolean) =>
    ({ free: 'no', 'in-use': 'yes, a broker holds it', unknown: 'cannot be known here' })[state] + (abort ? '; the abort file is there' : ''),
  assumedVersion: (version: string, from: 'files' | 'default' | 'option') =>
    `${version} (${{ files: 'by its files', default: 'assumed', option: 'as given' }[from]})`,
  logRange: (min: number, max: number, segments: number, size: number) => `[${min}, ${max})  ${plural(segments, 'segment')}, ${bytes(size)}`,
  holeAt: (start: number, end: number) => `hole in the commitlog: [${start}, ${end})`,
  indexFiles: (files: number, dead: number) => `${plural(files, 'index file')}, ${dead} below the commitlog`,
  unknownFiles: (count: number) => `${plural(count, 'file')} that no broker writes`,
  more: (count: number) => `… ${count} more; --json has all of them`,
  noFindings: 'no findings',
  summary: (error: number, warning: number, info: number) => `${plural(error, 'error')}, ${plural(warning, 'warning')}, ${info} info`,
  scanned: (files: number, size: number, seconds: number) => `looked at ${plural(files, 'file')}, read ${bytes(size)} in ${seconds.toFixed(2)} s`,
  severities: { error: 'error', warning: 'warning', info: 'info' },
  consequence: 'means', remedy: 'do', repair: 'repair', notMended: 'no repair',
  unitsShown: (from: number, to: number, total: number) => `units [${from}, ${to}) of ${total}`,
  nothingToDo: 'nothing to clean up',
  cutOf: (kind: 'dangling' | 'keep-from' | 'before' | 'free' | 'repair', requested: string) =>
    ({ dangling: 'what already points nowhere', 'keep-from': `from physical offset ${requested} on`, before: `older than ${requested}`, free: `free ${requested}`, repair: `repair ${requested}` })[kind],
  blockedPlan: (count: number) => `${plural(count, 'thing')} in the way; this plan cannot be applied as it is`,
  kept: 'kept', keptFiles: (count: number) => plural(count, 'file'),
  blastRadius: (messages: number, delayed: number, timer: number, half: number) =>
    `${plural(messages, 'message')} will not be readable any more (${delayed} delayed, ${timer} timer, ${half} half)`,
  writtenTo: (path: string) => `plan written to ${path}`,
  applyWith: (path: string, name: string) => `apply it with: store-inspector apply ${path} --confirm ${name}`,
  askName: (name: string, files: number, size: number, purge: boolean) =>
    `${plural(files, 'file')}, ${bytes(size)}, will be ${purge ? 'deleted for good' : 'set aside'}. Type the broker's name, ${name}, to go on`,
  askNameToPurge: (name: string, size: number) => `${bytes(size)} will be deleted for good, without undo. Type the broker's name, ${name}, to go on`,
  confirmNeeded: 'without a terminal, and with --json, --confirm NAME is needed (the name of the broker)',
  setAsideOnly: (size: number) => `set aside ${bytes(size)}; nothing is freed until "purge"`,
  undoWith: (root: string, id: string) => `undo with: store-inspector undo ${root} ${id}`,
  undone: (size: number) => `put back ${bytes(size)}`,
  purged: (size: number, space: { readonly freeBytesBefore: number; readonly freeBytesAfter: number } | null) =>
    `freed ${bytes(size)}` + (space === null ? '' : `; the file system had ${bytes(space.freeBytesBefore)} free before and has ${bytes(space.freeBytesAfter)} now`),
  recovered: (state: string) => `finished what was cut off; it is now ${state}`,
  nothingToRecover: 'no unfinished cleanup',
  noReceipts: 'no cleanup has been run on this store',
  sampleWritten: (path: string) => `sample store written; look at it with: store-inspector inspect ${path}`,
  stopping: 'stopping after the step that runs; once more stops at once, and "recover" finishes or rolls back',
  cannotPrint: (why: string) => `the output cannot be written: ${why}`,
  recoverHint: (root: string, journal: string | undefined) =>
    `the store is as after the last finished step; run "store-inspector recover ${root}${journal === undefined ? '' : ` --journal ${journal}`}" before anything else`,
  fullDiskHint: 'where not a byte is free, "apply --purge --journal DIR" with a directory on another file system needs none',
  starts: { yes: 'the broker starts', no: 'the broker does not start', depends: 'whether the broker starts depends on its queues' },
  recovery: { normal: 'recovers as after a clean stop', abnormal: 'recovers as after a crash' },
  cutFrom: (offset: number) => `the log is cut at ${offset}; everything behind it is lost`,
  removedAtStart: 'removed at the start:',
  firstCleaning: (files: number) => `its first cleaning, about a minute later, removes ${plural(files, 'file')}`,
  cutUnits: 'cut units',
  saying: (what: string, sentence: string) => `${what}: ${sentence}`,
  errorKinds: { refusal: 'refused', failure: 'failed', usage: 'usage', cancelled: 'interrupted', bug: 'a defect of this program' },
}
