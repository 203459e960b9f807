import type { FindingSentences, LocalCode } from '../vocabulary'
import { isErrorName, pathOf, queueName } from '../subject-names'
import { entryKindsEn, recordReasonEn, unreadPartsEn } from './names'
import { timerFindingsEn } from './timer-findings'

const refusesToStart = 'The broker refuses to start.'
const dangling = 'Set them aside while the broker is stopped: a cleanup of what dangles (plan --dangling). No message is lost.'

export const localFindingsEn: FindingSentences<LocalCode> = {
  'commitlog-hole': ({ range, count, facts }, say) => ({
    message: `${say.many(count, 'commitlog segment is', 'commitlog segments are')} missing: physical offsets ${say.span(range)}, ${say.bytes(facts.bytes)}.`,
    consequence: 'The broker starts and only logs it. A consumer that gets there is moved past the hole and skips its messages.',
    remedy: 'Put the missing files back from a backup, or from a slave of this broker. If that cannot be done, everything older can be given up: plan --repair commitlog-hole.',
  }),
  'commitlog-empty': ({ subject, facts }, say) => ({
    message: `${subject.path ?? 'commitlog'} holds no segment, while ${say.many(facts.queues, 'queue has', 'queues have')} ${say.many(facts.queueFiles, 'file', 'files')}.`,
    consequence: 'The broker takes the log as deleted: at its next start it destroys every consume queue, and all queue offsets begin again at 0.',
    remedy: 'Do not start the broker. Put the segments back first. If they are lost, keep a copy of the consume queues: they are the only record of the offsets.',
  }),
  'commitlog-wrong-size': (finding, say) =>
    finding.facts.expectedFrom === 'broker.conf'
      ? {
          message: `${say.many(finding.count, 'commitlog segment has', 'commitlog segments have')} ${say.bytes(finding.facts.sizeBytes)}; broker.conf says mappedFileSizeCommitLog=${finding.facts.expectedBytes}.`,
          consequence: 'With this configuration the broker refuses to start.',
          remedy: `Set mappedFileSizeCommitLog=${finding.facts.sizeBytes} in broker.conf. Never change the size of a segment.`,
        }
      : {
          message: `${pathOf(finding)} has ${say.bytes(finding.facts.sizeBytes)}; the segments of this store have ${say.bytes(finding.facts.expectedBytes)}.`,
          consequence: refusesToStart,
          remedy: 'Restore the file from a backup, or move it out of the directory if it does not belong there. Never change its size by hand.',
        },
  'commitlog-stray-file': (finding, say) => ({
    message: finding.facts.kind === 'many' ? `${say.many(finding.count, 'entry', 'entries')} in ${pathOf(finding)} are no segments: ${say.bytes(finding.facts.sizeBytes)} in all.` : `${pathOf(finding)} is in a commitlog directory and is no segment: a ${entryKindsEn[finding.facts.kind] ?? finding.facts.kind} of ${say.bytes(finding.facts.sizeBytes)}.`,
    consequence: `The broker refuses to start while ${finding.count === 1 ? 'it is' : 'they are'} there.`,
    remedy: `Move ${finding.count === 1 ? 'it' : 'them'} out of the directory.`,
  }),
  'record-corrupt': (finding, say) => {
    const { facts, range, evidence } = finding
    const start = say.exact(range?.start ?? 0)
    const end = say.exact(range?.end ?? 0)
    const place = `${pathOf(finding)}, byte ${say.exact(evidence?.at ?? 0)} (physical offset ${start})`
    const lost = say.bytes((range?.end ?? 0) - (range?.start ?? 0))
    return facts.endIsKnown === 1 && facts.isActive === 0
      ? {
          message: `${place} is not a valid record: ${recordReasonEn(facts.reason)}. ${say.bytes((range?.end ?? 0) - (range?.start ?? 0))} hold no record, up to ${end}.`,
          consequence: 'Its messages cannot be served. A start does not look at older segments; where this is one of the last, the broker cuts the log here and deletes everything behind.',
          remedy: 'Copy the segment before the broker starts. Restore it from a backup or a slave if there is one.',
        }
      : facts.endIsKnown === 1
      ? {
          message: `${place} is not a valid record: ${recordReasonEn(facts.reason)}. The records go on at ${end}, ${lost} later.`,
          consequence: `At its next start the broker cuts the log at ${start}: what stands behind is lost, and later segments are deleted.`,
          remedy: 'Copy the segment before the broker starts: what it cuts does not come back. Restore it from a backup or a slave if there is one.',
        }
      : {
          message: `${place} does not begin with a valid record: ${recordReasonEn(facts.reason)}. How far the damage goes was not read.`,
          consequence: 'Its messages cannot be served. Where this is one of the last segments, which a start reads, the broker cuts the log here and deletes everything behind.',
          remedy: 'Copy the segment before the broker starts. Restore it from a backup or a slave if there is one.',
        }
  },
  'log-end-cut': (finding, say) => ({
    message: `Behind the newest valid record, at physical offset ${say.exact(finding.range?.start ?? 0)} of ${pathOf(finding)}, stands something that is neither zeros nor a blank: ${recordReasonEn(finding.facts.reason)}.`,
    consequence: 'The broker ends the log there at its next start. After a kill or a power cut this is a message half written.',
    remedy: 'Nothing to do after a kill or a power cut. Otherwise copy the segment before the broker starts.',
  }),
  'queue-dangling-visible': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} below ${say.exact(finding.facts.logMinOffset)}, where the commitlog starts, and a client is served ${finding.count === 1 ? 'it' : 'them'}.`,
    consequence: `Right after its start the broker reports ${say.exact(finding.facts.minOffset)} as the minimum, for at least a minute. Who asks for these offsets finds nothing, is moved ahead, or gets the bytes of another message.${finding.facts.includesOffsetZero === 1 ? ' The unit that points at physical offset 0 delivers whatever the first segment begins with.' : ''}`,
    remedy: finding.facts.deadFiles > 0 ? dangling : 'No file of it can go: the last one keeps the offset counter. RocketMQ 5.0 and later hide such units by themselves.',
  }),
  'queue-dangling-hidden': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} below ${say.exact(finding.facts.logMinOffset)}, where the commitlog starts, and ${finding.count === 1 ? 'is' : 'are'} hidden by the minimum ${say.exact(finding.facts.minOffset)}.`,
    consequence: 'None: no client is served them. The broker deletes queue files whole, so the head of the first one usually outlives its messages.',
    remedy: 'Nothing to do.',
  }),
  'queue-dead-files': (finding, say) => ({
    message: `${say.many(finding.count, 'head file', 'head files')} of ${queueName(finding)} ${finding.count === 1 ? 'holds' : 'hold'} only units that point below ${say.exact(finding.facts.logMinOffset)}, where the commitlog starts${finding.facts.visibleUnits > 0 ? `; ${say.many(finding.facts.visibleUnits, 'of these units is visible', 'of these units are visible')}` : ''}. On disk: ${say.bytes(finding.facts.allocatedBytes)}.`,
    consequence:
      finding.facts.visibleUnits > 0
        ? 'Until the broker deletes them, about a minute after its start, it reports a minimum that is too low.'
        : 'None: the broker deletes them about a minute after its next start.',
    remedy: finding.facts.visibleUnits > 0 ? dangling : 'Nothing to do. A cleanup of what dangles (plan --dangling) takes them too.',
  }),
  'queue-dead': (finding, say) => ({
    message: `All units of ${queueName(finding)} are expired: the last one points at ${say.exact(finding.facts.lastPhysicalOffset)}, the commitlog starts at ${say.exact(finding.facts.logMinOffset)}.`,
    consequence: `The queue is empty. Its last file is the only record that the next message gets the offset ${say.exact(finding.facts.maxOffset)}.`,
    remedy: 'Nothing to do. Keep the last file: without it the offsets begin again at 0 and consumer groups lose new messages.',
  }),
  'queue-in-hole': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} into a missing commitlog segment.`,
    consequence: 'The messages are gone. A consumer that gets there is moved past them.',
    remedy: 'Put the missing segment back. Units cannot be taken out of the middle of a queue.',
  }),
  'queue-ahead': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} past ${say.exact(finding.facts.logMaxOffset)}, where the commitlog ends.`,
    consequence: 'The broker cuts them at its next start and gives their queue offsets to new messages.',
    remedy: 'See whether the newest segments were removed or not copied, and put them back before the broker starts. Otherwise leave it to the broker.',
  }),
  'queue-hole': (finding, say) => ({
    message: `${say.many(finding.count, 'file', 'files')} of ${queueName(finding)} ${finding.count === 1 ? 'is' : 'are'} missing: queue offset ${say.span(finding.range)}.`,
    consequence: 'The broker starts and only logs it. Consumers are moved past the gap and skip its messages, which are still in the commitlog. The broker never rebuilds them.',
    remedy: 'Put the missing files back from a backup. Deleting the rest of the queue does not rebuild it.',
  }),
  'queue-wrong-size': (finding, say) => {
    const { sizeBytes, expectedBytes, expectedFrom } = finding.facts
    return expectedFrom === 'other-files'
      ? {
          message: `${pathOf(finding)} has ${say.bytes(sizeBytes)}${expectedBytes === null ? '' : `; the queue files of this store have ${say.bytes(expectedBytes)}`}.`,
          consequence: refusesToStart,
          remedy: 'Restore the file from a backup, or move it out of the directory if it does not belong there. Never change its size by hand.',
        }
      : {
          message: `${say.many(finding.count, 'queue file', 'queue files')} in ${pathOf(finding)} ${finding.count === 1 ? 'has' : 'have'} ${say.bytes(sizeBytes)}; broker.conf says ${expectedFrom}=${expectedBytes}.`,
          consequence: 'With this configuration the broker refuses to start.',
          remedy: `Set ${expectedFrom}=${sizeBytes} in broker.conf. Never change the size of a queue file.`,
        }
  },
  'queue-stray-file': (finding, say) => ({
    message: finding.facts.kind === 'many' ? `${say.many(finding.count, 'entry', 'entries')} in ${pathOf(finding)} are no queue files: ${say.bytes(finding.facts.sizeBytes)} in all.` : `${pathOf(finding)} is in the directory of a queue and is no queue file: a ${entryKindsEn[finding.facts.kind] ?? finding.facts.kind} of ${say.bytes(finding.facts.sizeBytes)}.`,
    consequence: `The broker refuses to start while ${finding.count === 1 ? 'it is' : 'they are'} there.`,
    remedy: `Move ${finding.count === 1 ? 'it' : 'them'} out of the directory.`,
  }),
  'queue-unit-invalid': (finding, say) => ({
    message: `${queueName(finding)} holds something that is no unit at queue offset ${say.span(finding.range)} of ${pathOf(finding)}: a negative offset or no size.`,
    consequence: 'The broker takes the queue to end there: it cuts what stands behind and uses those queue offsets again.',
    remedy: 'Restore the file from a backup before the broker starts.',
  }),
  'queue-unit-misaligned': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} at bytes that do not begin a record.`,
    consequence: 'The broker does not look: it serves those bytes, and the client cannot decode them.',
    remedy: 'Restore the queue file or the segment from a backup. The broker does not repair it.',
  }),
  'queue-ext-invalid': (finding, say) => {
    const path = pathOf(finding)
    const stops = 'With enableConsumeQueueExt the broker refuses to start.'
    switch (finding.facts.reason) {
      case 'size':
        return { message: `${path} does not have the size of the other files of its queue's extension.`, consequence: stops, remedy: 'Restore the file from a backup. Never change its size by hand.' }
      case 'name':
        return { message: `${path} is in the directory of a queue's extension and is none of its files.`, consequence: stops, remedy: 'Move it out of the directory.' }
      case 'unit':
        return {
          message: `${path} does not go on in units of a queue's extension from byte ${say.exact(finding.range?.start ?? 0)}.`,
          consequence: 'What the broker filters by is not read from there on: clients are sent messages that they did not ask for, and sort them out themselves.',
          remedy: 'Restore the file from a backup, or leave it. No message is lost.',
        }
    }
  },
  'queue-unit-mismatched': (finding, say) => (finding.facts.what === 'extension' ? {
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'points' : 'point'} at no entry of the queue's extension.`,
    consequence: 'The broker does not filter these messages: clients are sent them, and sort them out themselves.',
    remedy: 'Restore consumequeue_ext/ from a backup, or leave it. No message is lost.',
  } : finding.facts.what === 'tags' ? {
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'carries' : 'carry'} another tags code than ${finding.count === 1 ? 'its message has' : 'their messages have'}.`,
    consequence: 'A consumer that subscribes to a tag may be denied the message, or be sent one it did not ask for.',
    remedy: 'Nothing mends this offline, and nothing else is wrong with the messages.',
  } : {
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'lands' : 'land'} on a record of another queue, offset or size.`,
    consequence: 'A client is served another message.',
    remedy: 'Restore the queue file or the segment from a backup. The broker does not repair it.',
  }),
  'queue-unit-crosses-segment': (finding, say) => ({
    message: `${say.many(finding.count, 'unit', 'units')} of ${queueName(finding)} (queue offset ${say.span(finding.range)}) ${finding.count === 1 ? 'reaches' : 'reach'} over the end of a segment, where no record can be.`,
    consequence: 'The broker cannot read there: consumers are moved past it.',
    remedy: 'Restore the queue file from a backup. The broker does not repair it.',
  }),
  'queue-not-increasing': (finding, say) => ({
    message: `The units of ${queueName(finding)} are out of order${finding.facts.physicalBefore === null || finding.facts.physicalAfter === null ? '' : `: ${say.exact(finding.facts.physicalBefore)} is followed by ${say.exact(finding.facts.physicalAfter)}`}${finding.range ? ` (queue offset ${say.span(finding.range)})` : ''}.`,
    consequence: 'The broker searches a queue by its order: the minimum and every search by time may be wrong. So may be the counts by class shown here.',
    remedy: 'Restore the queue from a backup. Nothing can be removed from it safely.',
  }),
  'queue-trailing-blank': (finding, say) => ({
    message: `${queueName(finding)} ends with ${say.many(finding.count, 'filler unit', 'filler units')} (queue offset ${say.span(finding.range)}) and no message behind.`,
    consequence: 'The broker takes 2,147,483,647 as the physical offset up to which everything is indexed: messages below it silently get no unit any more, in no queue.',
    remedy: 'Restore the queue file from a backup before the broker starts.',
  }),
  'queue-last-file-zero': (finding, say) => ({
    message: `No file of ${queueName(finding)} holds a unit, and the last, ${pathOf(finding)}, does not begin at 0 but at byte ${say.exact(finding.facts.baseOffset)}.`,
    consequence: 'The broker may fail to start, or count one unit that does not exist.',
    remedy: 'Put the file that came before it back: it held the offset counter.',
  }),
  'message-not-indexed': (finding, say) => ({
    message: `${say.many(finding.count, 'record', 'records')} of ${queueName(finding)} ${finding.count === 1 ? 'has' : 'have'} no unit that points at ${finding.count === 1 ? 'it' : 'them'}.`,
    consequence: 'No consumer sees these messages. The broker does not index them later.',
    remedy: 'Nothing mends this offline. The messages can still be read by physical offset.',
  }),
  'index-stale': (finding, say) => ({
    message: `${say.many(finding.count, 'index file', 'index files')}, from ${pathOf(finding)} on, ${finding.count === 1 ? 'ends' : 'end'} below ${say.exact(finding.facts.logMinOffset)}, where the commitlog starts. On disk: ${say.bytes(finding.facts.allocatedBytes)}.`,
    consequence: 'None: a query by key skips them. The broker deletes them about a minute after its next start.',
    remedy: 'Nothing to do. A cleanup of what dangles (plan --dangling) takes them too.',
  }),
  'index-entry-wrong': (finding, say) => ({
    message: `${say.many(finding.count, 'entry', 'entries')} of ${pathOf(finding)} ${finding.count === 1 ? 'does' : 'do'} not land on ${finding.count === 1 ? 'its message' : 'their messages'}.`,
    consequence: 'A query by key misses these messages. Consuming is not touched.',
    remedy: 'Nothing mends this offline; the broker does not rebuild an index.',
  }),
  'index-stray-directory': finding => ({
    message: `${pathOf(finding)} is a directory with a numeric name where index files are.`,
    consequence: 'The broker takes it for an index file and refuses to start.',
    remedy: 'Move it out of the directory.',
  }),
  'config-unreadable': (finding, say) => {
    const { facts } = finding
    const path = pathOf(finding)
    const at = facts.at === null ? '' : ` at byte ${say.exact(facts.at)}`
    return {
      message:
        facts.isAbsent === 1
          ? `${path} is missing, and ${path}.bak cannot be read.`
          : facts.reason === 'empty'
            ? `${path} is empty.`
            : isErrorName(facts.reason)
              ? `${path} cannot be read: ${facts.reason}.`
              : `${path} cannot be parsed${at}: ${facts.reason}.`,
      consequence: {
        ok: 'The broker deletes it at its start and takes the older .bak in its place.',
        absent: 'The broker deletes it at its start and begins with nothing in its place: there is no .bak.',
        unreadable: 'The .bak cannot be read either: the broker does not start.',
      }[facts.backup],
      remedy: 'Mend the file before the broker starts, or put a good copy in its place. Keep 64-bit numbers exact: 9223372036854775807 rounded is enough to lose the file.',
    }
  },
  'offset-beyond-max': (finding, say) => ({
    message: `Group ${finding.subject.group ?? '?'} stands at ${say.exact(finding.facts.committedOffset)} on ${queueName(finding)}; the queue ends at ${say.exact(finding.facts.maxOffset)}.`,
    consequence: "At its next pull the broker moves the group to the queue's end: messages written until then it does not get. A 4.x broker may move it to 0, and all is consumed again.",
    remedy: "Find out why the queue is shorter than it was: units cut, files removed, a counter that began anew. Then reset the group's position with the broker running.",
  }),
  'offset-below-min': (finding, say) => ({
    message: `Group ${finding.subject.group ?? '?'} stands at ${say.exact(finding.facts.committedOffset)} on ${queueName(finding)}, ${say.many(finding.count, 'message', 'messages')} below the minimum ${say.exact(finding.facts.minOffset)}.`,
    consequence: 'These messages are gone for the group. Its next pull goes on at the minimum.',
    remedy: 'Nothing to do.',
  }),
  'abort-present': ({ facts }, say) => ({
    message: `abort is there${facts.pid === null ? '' : `, written by process ${facts.pid}`} on ${say.time(facts.modifiedTime)}: a broker runs, or the last one did not stop cleanly.`,
    consequence: 'The next start recovers: it reads the end of the log again, cuts what is damaged and indexes what the queues lack.',
    remedy: 'If no broker runs, start it and stop it once, before anything is set aside.',
  }),
  'compaction-pair-mismatch': (finding, say) => ({
    message: `${say.many(finding.count, 'compaction file lacks', 'compaction files lack')} the other half, first ${pathOf(finding)}: ${finding.facts.missing} is missing.`,
    consequence: refusesToStart,
    remedy: 'Put the missing files back from a backup.',
  }),
  'compaction-invalid': (finding, say) => {
    const path = pathOf(finding)
    const restore = 'Restore log and queue of this topic in compaction/ from a backup, both of one time.'
    switch (finding.facts.what) {
      case 'size':
        return { message: `${path} does not have the size of the other files beside it.`, consequence: refusesToStart, remedy: restore }
      case 'name':
        return { message: `${path} is in the directory of a compacted topic and is none of its files.`, consequence: refusesToStart, remedy: 'Move it out of the directory.' }
      case 'record':
        return { message: `${path} does not go on in valid records from byte ${say.exact(finding.range?.start ?? 0)}.`, consequence: 'Consumers of this topic are served what stands there, or nothing from there on.', remedy: restore }
      case 'unit':
        return { message: `${say.many(finding.count, 'unit', 'units')} of ${path} (byte ${say.span(finding.range)}) ${finding.count === 1 ? 'does' : 'do'} not land on a record of its offset and size.`, consequence: 'Consumers of this topic are served other messages, or bytes that they cannot decode.', remedy: restore }
      case 'unindexed':
        return { message: `${say.many(finding.count, 'record', 'records')} of ${path} (byte ${say.span(finding.range)}) ${finding.count === 1 ? 'has' : 'have'} no unit.`, consequence: 'Consumers of this topic are not served it: the newest value of a key may be missing.', remedy: restore }
    }
  },
  'batch-topic-mismatch': ({ subject, facts }) => ({
    message: `Topic ${subject.topic ?? '?'} has queues in ${facts.directory}/, while its queue.type is ${facts.queueType}.`,
    consequence: refusesToStart,
    remedy: `Restore topics.json: queue.type of this topic must be ${facts.directory === 'batchconsumequeue' ? 'BatchCQ' : 'SimpleCQ'}.`,
  }),
  'epoch-file-invalid': (finding, say) => {
    const { reason, backup, epoch, startOffset } = finding.facts
    const path = pathOf(finding)
    const entry = `Epoch ${say.exact(epoch ?? 0)} of ${path}, from ${say.exact(startOffset ?? 0)} on,`
    const restore = 'Put the file of a backup in its place, or that of another broker of the group with the same log.'
    const anew = backup === 'ok' ? `The broker takes ${path}.bak in its place, which may be older: a slave may have to cut its log back further.` : 'The broker begins without epochs: it cannot tell a slave how far their logs agree.'
    switch (reason) {
      case 'number':
        return { message: `${path} holds something that is no number where one must be.`, consequence: 'The broker fails at its start.', remedy: restore }
      case 'count':
        return { message: `${path} does not have as many epochs as its first line says.`, consequence: anew, remedy: restore }
      case 'checksum':
        return { message: `${path} does not have the checksum of its second line.`, consequence: anew, remedy: restore }
      case 'order':
        return { message: `${entry} does not lie behind the one before it.`, consequence: 'The broker does not look: where the logs of master and slave agree is told wrongly, and a slave may cut off what it should keep.', remedy: restore }
      case 'ahead':
        return { message: `${entry} begins past the end of the commitlog.`, consequence: 'The log is shorter than it was. A slave that has more of it is taken for the one that strayed.', remedy: 'See whether the newest segments were removed or not copied, and put them back before the broker starts.' }
      default:
        return { message: `${path} cannot be read: ${reason}.`, consequence: anew, remedy: restore }
    }
  },
  ...timerFindingsEn,
  'not-read': (finding, say) => unreadPartsEn[finding.facts.part](finding, say),
}
