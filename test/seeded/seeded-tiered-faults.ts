import { builtFile, builtText, type BuiltFile } from '../../shared/store/builders/built-file'
import * as faults from '../../shared/store/builders/faults'
import { parseTieredFileName } from '../../shared/store/formats/tiered-file-name'
import type { Finding } from '../../shared/store/checks/finding'
import type { Draw } from './random-spec'
import type { Generator, SeededFault } from './seeded-faults'
import { baseOf, queuesOf, unitsOf } from './truth'

const METADATA = 'store/config/tieredStoreMetadata.json'
const BROKER = 'broker-a'

/** One tiered queue with its files in the order of their offsets, and where its units point in the tiered log. */
interface TieredQueue {
  readonly queue: faults.QueueName
  readonly log: readonly BuiltFile[]
  readonly units: readonly BuiltFile[]
  readonly pointsAt: readonly number[]
}

const tieredBaseOf = ({ path }: BuiltFile): number => parseTieredFileName(path.slice(path.lastIndexOf('/') + 1))?.baseOffset ?? 0
const shownPath = ({ path }: BuiltFile): string => path.slice('tiered/'.length)
const isOf = ({ topic, queueId }: faults.QueueName, { subject }: Finding): boolean => subject.side === 'tiered' && subject.topic === topic && subject.queueId === queueId
const isAt = (start: number, end: number, { range }: Finding): boolean => range?.start === start && range.end === end

/** Draws one of the queues that were uploaded with at least so many files of log. */
const ofTiered = (leastFiles: number, make: (queue: TieredQueue, draw: Draw, files: readonly BuiltFile[]) => Omit<SeededFault, 'depth'> | undefined): Generator => (files, draw) => {
  const queue = draw.anyOf(queuesOf(files).filter(name => faults.tieredFilesOf(files, name, 'COMMIT_LOG').length >= leastFiles))
  if (queue === undefined) return undefined
  const units = faults.tieredFilesOf(files, queue, 'CONSUME_QUEUE')
  const pointsAt = units.flatMap(({ bytes }) => Array.from({ length: Math.floor(bytes.length / 20) }, (_, at) => Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(at * 20))))
  const made = make({ queue, log: faults.tieredFilesOf(files, queue, 'COMMIT_LOG'), units, pointsAt }, draw, files)
  return made && { depth: 'quick', ...made }
}

/** The metadata and its spare copy, written anew. */
const metadata = (edit: (text: string) => string): faults.Fault => files =>
  files.map(file => (file.path === METADATA || file.path === `${METADATA}.bak` ? builtText(file.path, edit(new TextDecoder().decode(file.bytes)), file.modifiedTime) : file))

/** One number of the row of a file of log. */
const rowField = ({ topic, queueId }: faults.QueueName, base: number, field: string, value: number): faults.Fault =>
  metadata(text => {
    const table = text.indexOf(`"${BROKER}/${topic}/${queueId}":{`, text.indexOf('"commitLogFileSegmentTable"'))
    const row = new RegExp(`(?<=[{,]\\s*)"?${base}"?:\\{`, 'g')
    row.lastIndex = table
    const at = text.indexOf(`"${field}":`, row.exec(text)?.index ?? -1) + field.length + 3
    return text.slice(0, at) + text.slice(at).replace(/^-?\d+/, String(value))
  })

/** Units that point below, inside, or past a stretch of the tiered log, as a stretch of the queue. */
function stretchOf({ pointsAt }: TieredQueue, isIn: (offset: number) => boolean): { readonly start: number; readonly end: number } | undefined {
  const start = pointsAt.findIndex(isIn)
  return start === -1 ? undefined : { start, end: pointsAt.findLastIndex(isIn) + 1 }
}

export const seededTieredFaults: Readonly<Record<string, Generator>> = {
  'the row of a tiered file says another type': ofTiered(1, ({ queue, log }, draw) => {
    const file = draw.anyOf(log)
    return file && { faults: [rowField(queue, tieredBaseOf(file), 'type', 1)], code: 'tiered-row-inconsistent', isIt: finding => isOf(queue, finding) }
  }),
  'the row of a tiered file ends before it begins': ofTiered(1, ({ queue, log }, draw) => {
    const file = draw.anyOf(log)
    return file && { faults: [rowField(queue, tieredBaseOf(file), 'endTimestamp', draw.between(1, 1_000_000))], code: 'tiered-timestamps', isIt: finding => isOf(queue, finding) }
  }),
  'a tiered queue is in no list': ofTiered(1, ({ queue: { topic, queueId } }) => ({
    faults: [
      metadata(text => {
        const list = text.indexOf(`"${topic}":{`, text.indexOf('"queueMetadataTable"'))
        return text.slice(0, list) + text.slice(list).replace(new RegExp(`(?<=[{,]\\s*)"?${queueId}"?:\\{`), `${queueId + 900}:{`)
      }),
    ],
    code: 'tiered-queue-unlisted',
    isIt: finding => isOf({ topic, queueId }, finding),
  })),
  'the broker has another name than the tiered files': ofTiered(1, () => ({
    faults: [files => files.map(file => (file.path === 'broker.conf' ? builtText(file.path, new TextDecoder().decode(file.bytes).replace(`brokerName=${BROKER}`, 'brokerName=another'), file.modifiedTime) : file))],
    code: 'tiered-wrong-broker',
    isIt: ({ subject }) => subject.path === BROKER,
  })),
  'a tiered queue ends with part of a unit': ofTiered(1, ({ queue, units }, draw) => {
    const last = units.at(-1)
    return last && { faults: [faults.resizeFile(last.path, last.sizeBytes - draw.between(1, 19))], code: 'tiered-misaligned', isIt: finding => isOf(queue, finding) && finding.subject.path === shownPath(last) }
  }),
  'the oldest tiered log files are lost, their rows are not': ofTiered(3, (queue, draw) => {
    const lost = draw.between(1, queue.log.length - 2)
    const survivor = tieredBaseOf(queue.log[lost]!)
    const expired = stretchOf(queue, offset => offset < survivor)
    return expired && { faults: [faults.loseTieredFiles(queue.queue, 'COMMIT_LOG', 0, lost)], code: 'tiered-dangling-visible', isIt: finding => isOf(queue.queue, finding) && isAt(expired.start, expired.end, finding) }
  }),
  'the oldest tiered log files have expired': ofTiered(3, (queue, draw) => {
    const gone = draw.between(1, queue.log.length - 2)
    const minimum = tieredBaseOf(queue.log[gone]!)
    const expired = stretchOf(queue, offset => offset < minimum)
    return expired && { faults: [faults.removeTieredFiles(queue.queue, 'COMMIT_LOG', 0, gone)], code: 'tiered-dangling-hidden', isIt: finding => isOf(queue.queue, finding) && isAt(expired.start, expired.end, finding) }
  }),
  'units of a tiered queue point into a gap': ofTiered(3, (queue, draw) => {
    const at = draw.between(1, queue.log.length - 2)
    const [from, to] = [tieredBaseOf(queue.log[at]!), tieredBaseOf(queue.log[at + 1]!)]
    const inside = stretchOf(queue, offset => offset >= from && offset < to)
    return inside && { faults: [faults.removeTieredFiles(queue.queue, 'COMMIT_LOG', at, 1)], code: 'tiered-in-hole', isIt: finding => isOf(queue.queue, finding) && isAt(inside.start, inside.end, finding) }
  }),
  'units of a tiered queue point past its log': ofTiered(2, queue => {
    const end = tieredBaseOf(queue.log.at(-1)!)
    const ahead = stretchOf(queue, offset => offset >= end)
    return ahead && { faults: [faults.removeTieredFiles(queue.queue, 'COMMIT_LOG', queue.log.length - 1, 1)], code: 'tiered-ahead', isIt: finding => isOf(queue.queue, finding) && isAt(ahead.start, ahead.end, finding) }
  }),
  'the first record of a tiered log is another one': ofTiered(1, ({ queue, log: [first] }, draw) => {
    return first && { faults: [faults.flipBit(first.path, draw.between(28, 35))], code: 'tiered-record-mismatch', isIt: finding => isOf(queue, finding) && finding.subject.path === shownPath(first) }
  }),
  'a tiered queue ends before what is left of the local one begins': ofTiered(1, ({ queue, units: [first, ...others] }, draw, files) => {
    const segments = faults.segmentsOf(files)
    const local = unitsOf(files, queue)
    const perFile = (faults.queueFilesOf(files, queue)[0]?.sizeBytes ?? 0) / 20
    const gone = draw.between(1, Math.max(1, segments.length - 1))
    const minimum = segments[gone] === undefined ? 0 : baseOf(segments[gone])
    const tieredMax = first === undefined ? 0 : first.sizeBytes / 20
    const localMin = local.filter(({ physicalOffset }) => physicalOffset < minimum).length
    if (others.length === 0 || localMin <= tieredMax || localMin === local.length || perFile === 0) return undefined
    return {
      faults: [faults.removeTieredFiles(queue, 'CONSUME_QUEUE', 1, others.length), faults.expireHeadSegments(gone)],
      code: 'tiered-behind-local',
      isIt: finding => isOf(queue, finding) && isAt(tieredMax, localMin, finding),
    }
  }),
  'an uploaded index file is none': ofTiered(1, ({ log: [some] }) => {
    const cluster = some?.path.split('/')[1]
    const head = new Uint8Array(84)
    const row = `"${BROKER}/rmq_sys_INDEX/0":{0:{"path":"${BROKER}/rmq_sys_INDEX/0","type":2,"baseOffset":0,"status":1,"size":${head.length},"createTimestamp":1,"beginTimestamp":1,"endTimestamp":1,"sealTimestamp":1}}`
    return some && {
      faults: [
        files => [...files, builtFile(`tiered/${cluster}/${BROKER}/rmq_sys_INDEX/0/INDEX/cfcd208400000000000000000000`, head, some.modifiedTime)],
        metadata(text => text.replace(/"indexFileSegmentTable":\{\s*\}/, `"indexFileSegmentTable":{${row}}`)),
      ],
      code: 'tiered-index-wrong',
      isIt: ({ facts, subject }) => facts['note'] === 'magic' && subject.path?.includes('rmq_sys_INDEX') === true,
    }
  }),
}
