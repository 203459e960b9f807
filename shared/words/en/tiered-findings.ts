import type { FindingOf } from '../../store/checks/finding-facts'
import { isErrorName, pathOf, queueName } from '../subject-names'
import type { FindingSentences, TieredCode } from '../vocabulary'
import { recordReasonEn } from './names'

const parts = { COMMIT_LOG: 'tiered commitlog', CONSUME_QUEUE: 'tiered consume queue', INDEX: 'tiered index' } as const
type FlatFileCode = 'tiered-hole' | 'tiered-ghost' | 'tiered-size-mismatch'

/** "the tiered commitlog of orders/3"; the index is one for all queues. */
const flatFile = (finding: FindingOf<FlatFileCode>): string =>
  finding.facts.fileType === 'INDEX' ? 'the tiered index' : `the ${parts[finding.facts.fileType]} of ${queueName(finding)}`
const where = (finding: FindingOf<FlatFileCode>): string => (finding.facts.fileType === 'CONSUME_QUEUE' ? 'queue offset' : 'byte')

/** A deep check looks at units too. */
const isUnit = (reason: string): boolean => reason.startsWith('unit-')

export const tieredFindingsEn: FindingSentences<TieredCode> = {
  'tiered-metadata-unreadable': finding => ({
    message:
      finding.facts.reason === 'absent'
        ? `${pathOf(finding)} is missing, while the tiered store holds files.`
        : isErrorName(finding.facts.reason)
          ? `${pathOf(finding)} cannot be read: ${finding.facts.reason}.`
          : `${pathOf(finding)} cannot be parsed: ${finding.facts.reason}.`,
    consequence:
      finding.facts.fallback === 'backup'
        ? 'The broker deletes it at its start and takes .bak, which lags behind by one change or more.'
        : 'The broker starts with empty metadata: it forgets all tiered data and begins uploading anew.',
    remedy: 'Put a good copy of the metadata in its place before the broker starts.',
  }),
  'tiered-row-inconsistent': (finding, say) => ({
    message: `${say.many(finding.count, 'metadata row', 'metadata rows')} of ${pathOf(finding)} ${finding.count === 1 ? 'contradicts' : 'contradict'} the place where ${finding.count === 1 ? 'it stands' : 'they stand'}: path, base offset, type or size.`,
    consequence: 'The broker may fail to start, or look for files that do not exist.',
    remedy: 'Put a good copy of the metadata in its place before the broker starts.',
  }),
  'tiered-hole': (finding, say) => ({
    message: `${say.bytes(finding.facts.bytes)} are missing inside ${flatFile(finding)}: ${where(finding)} ${say.span(finding.range)} is in no row.`,
    consequence: 'A read that gets there fails, or returns what the next segment begins with in place of the missing messages. A consumer may ask for the same offset for ever.',
    remedy: 'Put files and rows back from a backup. If that cannot be done, everything older can be given up: plan --repair tiered-hole.',
  }),
  'tiered-ghost': (finding, say) => ({
    message: `${say.many(finding.count, 'metadata row stands', 'metadata rows stand')} for ${say.bytes(finding.facts.rowBytes)} of ${flatFile(finding)} that ${finding.count === 1 ? 'has no file' : 'have no file'}, first ${pathOf(finding)}.`,
    consequence: {
      head: 'The broker creates the missing file again, empty, and takes its first record to have queue offset 0: deleted messages come back into view, and reading them gives zeros.',
      middle: 'The broker creates the missing file again, empty. Reading there gives zeros, and a consumer asks for the same offset for ever.',
      last: 'The broker takes the length it finds: the end falls back, and new data gets offsets that were used before.',
    }[finding.facts.place],
    remedy:
      finding.facts.place === 'head'
        ? 'Remove these rows, and the units that point there, in one step: a cleanup of what dangles (plan --dangling).'
        : finding.facts.place === 'middle'
          ? 'Put the missing files back before the broker starts. If that cannot be done, everything older can be given up: plan --repair tiered-ghost.'
          : 'Put the missing files back before the broker starts.',
  }),
  'tiered-size-mismatch': (finding, say) => ({
    message: `${pathOf(finding)} has ${say.bytes(finding.facts.fileBytes)}; its metadata row says ${say.bytes(finding.facts.rowBytes)}.`,
    consequence:
      finding.facts.isLast === 1
        ? 'None: the newest row lags behind its file, and the broker takes the length it finds.'
        : finding.facts.fileBytes < finding.facts.rowBytes
          ? 'The broker does not notice. Reading past the end of the file gives zeros.'
          : 'The broker does not notice. What the file holds beyond its row is never read.',
    remedy: finding.facts.isLast === 1 ? 'Nothing to do.' : 'Put the file back from a backup.',
  }),
  'tiered-misaligned': (finding, say) => ({
    message: `${pathOf(finding)} is no whole number of 20-byte units: ${say.bytes(finding.facts.sizeBytes)}, or a base that is no multiple of 20.`,
    consequence: 'What is appended next begins inside a unit: every unit from there on is garbage.',
    remedy: 'Put the file back from a backup before the broker starts. Where half a unit at its end is all that is wrong, that can be left off: plan --repair tiered-misaligned.',
  }),
  'tiered-stray': (finding, say) => ({
    message: `${say.many(finding.count, 'file', 'files')} of the tiered store ${finding.count === 1 ? 'is' : 'are'} in no metadata row, first ${pathOf(finding)}. Together ${say.bytes(finding.facts.sizeBytes)}.`,
    consequence: 'The broker neither reads nor deletes what no row names: this space is never freed.',
    remedy: 'Make sure that broker and cluster name are the right ones, then take them with the cleanup: plan --dangling --strays, or plan --repair tiered-stray.',
  }),
  'tiered-dangling-visible': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of the tiered queue ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} below the first record that is still there, and a client is served ${finding.count === 1 ? 'it' : 'them'}: the minimum is ${say.exact(finding.facts.minOffset)}${finding.facts.realMinOffset > finding.facts.minOffset ? `, the real one ${say.exact(finding.facts.realMinOffset)}` : ''}.`,
    consequence: 'A consumer that asks for them finds nothing and is told to ask for the same offset again: it does not get past.',
    remedy: 'Remove the rows of what is gone and the units that point there, in one step: a cleanup of what dangles (plan --dangling).',
  }),
  'tiered-dangling-hidden': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of the tiered queue ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} below the first record that is still there, and ${finding.count === 1 ? 'is' : 'are'} hidden by the minimum ${say.exact(finding.facts.minOffset)}.`,
    consequence: 'None: no client is served them. Log and queue expire by whole segments, and not at the same place.',
    remedy: 'Nothing to do.',
  }),
  'tiered-in-hole': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of the tiered queue ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} into missing commitlog data.`,
    consequence: 'A consumer finds nothing there and may ask for the same offset for ever, or it gets messages of the following segment.',
    remedy: 'Put the missing data back from a backup. If that cannot be done, everything older can be given up: plan --repair tiered-hole.',
  }),
  'tiered-ahead': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of the tiered queue ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} past ${say.exact(finding.facts.logMaxOffset)}, where its commitlog ends.`,
    consequence: 'Reading them fails now. Later, when the log has grown past that place, they land on other messages.',
    remedy: 'Put the newest commitlog file back from a backup before the broker starts.',
  }),
  'tiered-record-mismatch': (finding, say) => ({
    message: isUnit(finding.facts.reason)
      ? `${say.many(finding.count, 'unit', 'units')} of the tiered queue ${queueName(finding)} (queue offset ${say.span(finding.range)}), in ${pathOf(finding)}, ${finding.count === 1 ? 'does' : 'do'} not land on ${finding.count === 1 ? 'its record' : 'their records'}: ${recordReasonEn(finding.facts.reason)}.`
      : `${pathOf(finding)} has no valid record of its queue at byte ${say.exact(finding.evidence?.at ?? 0)}: ${recordReasonEn(finding.facts.reason)}.`,
    consequence:
      isUnit(finding.facts.reason) || (finding.evidence?.at ?? 0) > 0
        ? 'A consumer that gets there is served nothing, or another message.'
        : 'The broker takes the minimum of this queue from these bytes: what it serves may begin anywhere.',
    remedy: 'Put the file back from a backup before the broker starts.',
  }),
  'tiered-behind-local': (finding, say) => ({
    message: `The tiered queue ${queueName(finding)} ends at ${say.exact(finding.facts.tieredMaxOffset)}, while the local one starts at ${say.exact(finding.facts.localMinOffset)}: ${say.many(finding.count, 'message was', 'messages were')} removed before being uploaded.`,
    consequence: `The broker destroys all tiered data of this queue, ${say.bytes(finding.facts.tieredBytes)}, and begins it anew.`,
    remedy: 'Do not start the broker before the tiered data is saved elsewhere, or the missing local segments are back.',
  }),
  'tiered-timestamps': (finding, say) => ({
    message: `${say.many(finding.count, 'metadata row', 'metadata rows')} of ${pathOf(finding)} ${finding.count === 1 ? 'has' : 'have'} times that cannot be: empty, negative, or an end before its begin.`,
    consequence: 'The broker expires tiered data by these times: it may delete it at once, or never.',
    remedy: 'Nothing mends this offline yet. IPv6 born hosts are a known cause.',
  }),
  'tiered-index-wrong': finding => ({
    message: `The tiered index file ${pathOf(finding)} is not well formed.`,
    consequence: 'A query by key fails. Consuming is not touched.',
    remedy: 'Put the file back from a backup.',
  }),
  'tiered-queue-unlisted': finding => ({
    message: `The tiered queue ${queueName(finding)} has data rows and no row in queueMetadataTable.`,
    consequence: 'The broker does not load it until the queue gets a new message.',
    remedy: 'Nothing to do where the queue still gets messages. Otherwise put a good copy of the metadata in its place.',
  }),
  'tiered-wrong-broker': finding => ({
    message: `The tiered metadata has rows of broker ${pathOf(finding)}; broker.conf says brokerName=${finding.facts.brokerName}.`,
    consequence: 'Under the other name the broker finds none of this data and begins uploading anew.',
    remedy: 'Set brokerName back to the name the data was written under.',
  }),
}
