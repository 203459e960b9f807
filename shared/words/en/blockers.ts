import type { Blocker } from '../../store/cleanup/plan'
import type { Figures } from '../figures'
import { numberOf, textOf } from '../facts'
import type { Vocabulary } from '../vocabulary'

const layouts: Readonly<Record<string, string>> = {
  rocksdb: 'The consume queues of this store are in RocksDB: what points at a segment cannot be taken away with it.',
  combined: 'The consume queues of this store are kept twice, as files and in RocksDB: only one copy could be cleaned up.',
  dledger: 'The log of this store is kept by DLedger: it can be looked at, not cleaned up.',
  controller: 'This broker runs under a controller: its epochs would no longer fit the log.',
  compaction: 'This store has compacted topics: their files cannot be cleaned up in step.',
  'other-file-system': 'lies on another file system than the place where it would be set aside.',
  'metadata-outside-root': "lies outside the broker's root: it cannot be rewritten safely.",
  'consume-queue-outside-root': "lies outside the broker's root: its files cannot be set aside.",
  'quarantine-no-folder': 'is a link or no folder: what is set aside there would leave the store. Move it away first.',
  'tiered-provider': 'The tiered store is not kept in files by PosixFileSegment: it cannot be cleaned up.',
  'tiered-wrong-broker': 'The tiered metadata belongs to a broker of another name: clean it up under the right one.',
}

const holes: Readonly<Record<string, string>> = {
  commitlog: 'The commitlog',
  queue: 'The queue',
  'tiered-commitLog': 'The tiered commitlog',
  'tiered-consumeQueue': 'The tiered consume queue',
}

const queueOf = ({ facts }: Blocker): string => (facts['topic'] == null ? '' : ` of ${textOf(facts, 'topic')}/${numberOf(facts, 'queueId') ?? 0}`)
const exact = ({ facts }: Blocker, name: string, say: Figures): string => say.exact(numberOf(facts, name) ?? 0)

export const blockersEn: Vocabulary['blockers'] = {
  'store-in-use': ({ facts }) =>
    `A broker is using this store${numberOf(facts, 'pid') === null ? '' : ` (process ${numberOf(facts, 'pid')})`}. Stop it; nothing is changed until it has stopped.`,
  'abort-present': () => 'abort is there: the last broker did not stop cleanly. Start it and stop it once, so that log and queues agree again.',
  'liveness-unknown': () => 'It cannot be told whether a broker is using this store. Make sure that none does, and say so (--assume-stopped).',
  hole: (blocker, say) =>
    `${holes[textOf(blocker.facts, 'kind')] ?? 'The store'}${queueOf(blocker)} has a hole from ${exact(blocker, 'start', say)} to ${exact(blocker, 'end', say)}. Put what is missing back, or choose a cut at or behind its end.`,
  'wrong-size': ({ path, facts }, say) =>
    textOf(facts, 'error') === ''
      ? `${path ?? 'A file'} has ${say.bytes(numberOf(facts, 'sizeBytes') ?? 0)}${numberOf(facts, 'expectedBytes') === null ? '' : `, not ${say.bytes(numberOf(facts, 'expectedBytes') ?? 0)}`}. Restore it, or move it out of the store if it does not belong there.`
      : `${path ?? 'A file'} cannot be read (${textOf(facts, 'error')}). Nothing is removed while not all of the store is known.`,
  'stray-file': ({ path, facts }, say) =>
    textOf(facts, 'kind') === 'many'
      ? `${say.many(numberOf(facts, 'count') ?? 0, 'entry', 'entries')} in ${path ?? 'a segment directory'} do not belong there: the broker refuses to start. Move them out first.`
      : `${path ?? 'A file'} does not belong in a segment directory: the broker refuses to start. Move it out first.`,
  'would-empty-log': ({ facts }) =>
    numberOf(facts, 'segments') === 0
      ? 'The commitlog has no segment. Nothing is removed from such a store: the broker would destroy every queue at its start.'
      : 'Nothing of the commitlog would be left, and the broker would destroy every queue at its start. Choose an earlier cut.',
  'would-touch-active-segment': (blocker, say) =>
    `The cut lies past ${exact(blocker, 'activeBaseOffset', say)}, where the newest segment starts; that one always stays. Choose a cut at or below it.`,
  'layout-not-supported': ({ path, facts }) => {
    const sentence = layouts[textOf(facts, 'reason')] ?? `This layout cannot be cleaned up (${textOf(facts, 'reason')}).`
    return /^(?:lies|is) /.test(sentence) ? `${path ?? 'A directory'} ${sentence}` : sentence
  },
  'pending-messages': ({ facts }, say) => {
    const kinds = [
      ['delayed', 'delayed message', 'delayed messages'],
      ['timer', 'timer message', 'timer messages'],
      ['half', 'half message', 'half messages'],
      ['revive', 'POP record', 'POP records'],
    ] as const
    const counted = kinds.flatMap(([name, one, other]) => ((numberOf(facts, name) ?? 0) > 0 ? [say.many(numberOf(facts, name) ?? 0, one, other)] : []))
    return `The broker still needs what would be removed: ${counted.join(', ')}. Choose an earlier cut, or give them up (--allow-pending).`
  },
  'not-yet-uploaded': (blocker, say) =>
    `The queue${queueOf(blocker)} would start at ${exact(blocker, 'localMinOffset', say)}, but is uploaded only up to ${exact(blocker, 'tieredMaxOffset', say)}: the broker would destroy all of its tiered data. Choose an earlier cut, or let the broker upload first.`,
  'metadata-unreadable': ({ path, facts }) =>
    textOf(facts, 'state') === 'absent' ? 'Without tieredStoreMetadata.json nothing tells which tiered files are in use. Open the root of their broker, with this tiered root (--tiered).' : `${path ?? 'The tiered metadata'} cannot be relied on. Put a good copy in its place first.`,
  'read-only-file-system': ({ path }) => `The file system of ${path ?? 'the store'} is mounted read-only. Mount it for writing and make the plan again.`,
  'unfinished-cleanup': ({ path, facts }) =>
    textOf(facts, 'receipt') === ''
      ? `${path ?? 'A cleanup'} cannot be read as a cleanup (${textOf(facts, 'reason')}). Look at it before anything else is changed.`
      : `The cleanup ${textOf(facts, 'receipt')} was not finished. Finish it or put everything back first (recover).`,
  'changed-since-plan': ({ path, facts }) => `${path ?? 'The store'} is no longer as it was reviewed${textOf(facts, 'change') === '' ? '' : ` (${changesEn[textOf(facts, 'change')] ?? textOf(facts, 'change')})`}. Make a new plan.`,
}

export const changesEn: Readonly<Record<string, string>> = {
  gone: 'it is gone',
  new: 'it is new',
  size: 'its size differs',
  'modified-time': 'its time differs',
  inode: 'it is another file',
  content: 'its content differs',
}
