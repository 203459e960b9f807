import { builtText, type BuiltFile } from '../../shared/store/builders/built-file'
import { encodePreBlankUnit, encodeUnit } from '../../shared/store/builders/encode-unit'
import * as faults from '../../shared/store/builders/faults'
import type { Finding, FindingCode } from '../../shared/store/checks/finding'
import { SCHEDULE_TOPIC } from '../../shared/store/formats/tags-code'
import { COMPACTION_LOG, COMPACTION_QUEUE, withCompaction } from '../helpers/with-compaction'
import { EXT_UNIT_BYTES, withExtension } from '../helpers/with-extension'
import { slotOf, TIMER_LOG_BYTES, TIMERS_WRITTEN_AT, withTimers } from '../helpers/with-timers'
import type { Draw } from './random-spec'
import { seededTieredFaults } from './seeded-tiered-faults'
import { baseOf, endOfLog, queuesOf, sizeOfSegments, type Unit, unitsOf } from './truth'

/** One damage drawn at random, and the finding that must tell it, with its place. */
export interface SeededFault {
  readonly depth: 'quick' | 'deep'
  readonly faults: readonly faults.Fault[]
  readonly code: FindingCode
  /** Of those with the code, the one that is it. */
  readonly isIt: (finding: Finding) => boolean
}

/** Draws a place for its damage; undefined where the store has none. */
export type Generator = (files: readonly BuiltFile[], draw: Draw) => SeededFault | undefined

interface Place {
  readonly queue: faults.QueueName
  readonly units: readonly Unit[]
  readonly unit: Unit
}

/** A unit of any queue with one before and one behind it in its file's neighbourhood. */
function anyUnit(files: readonly BuiltFile[], draw: Draw): Place | undefined {
  const queue = draw.anyOf(queuesOf(files).filter(name => unitsOf(files, name).length >= 4))
  if (queue === undefined) return undefined
  const units = unitsOf(files, queue)
  const unit = units[draw.between(1, units.length - 3)]
  return unit && { queue, units, unit }
}

const isOf = ({ topic, queueId }: faults.QueueName, { subject }: Finding): boolean => subject.topic === topic && subject.queueId === queueId
const isAt = (start: number, end: number, { range }: Finding): boolean => range?.start === start && range.end === end
const isOn = (path: string, { subject }: Finding): boolean => `store/${subject.path}` === path

const flippedRecord = (at: (unit: Unit, draw: Draw) => number): Generator => (files, draw) => {
  const place = anyUnit(files, draw)
  if (place === undefined) return undefined
  const { physicalOffset } = place.unit
  return { depth: 'deep', faults: [faults.flipRecordBit(physicalOffset, at(place.unit, draw))], code: 'record-corrupt', isIt: ({ range }) => range?.start === physicalOffset }
}

const oddUnit = (code: FindingCode, changed: (unit: Unit, draw: Draw) => Uint8Array, without = ''): Generator => (files, draw) => {
  const place = anyUnit(files, draw)
  if (place === undefined || place.queue.topic === without) return undefined
  const { queue, unit } = place
  const { queueOffset } = unit
  return { depth: 'deep', faults: [faults.rewriteUnit(queue, queueOffset, changed(unit, draw))], code, isIt: finding => isOf(queue, finding) && isAt(queueOffset, queueOffset + 1, finding) }
}

const queueFile = (code: FindingCode, change: (path: string, draw: Draw) => readonly faults.Fault[], isIt: (path: string, finding: Finding) => boolean): Generator => (files, draw) => {
  const queue = draw.anyOf(queuesOf(files))
  const file = queue && draw.anyOf(faults.queueFilesOf(files, queue).slice(0, -1))
  return file && { depth: 'quick', faults: change(file.path, draw), code, isIt: finding => isIt(file.path, finding) }
}

const configFiles = ['topics.json', 'consumerOffset.json', 'subscriptionGroup.json', 'delayOffset.json'] as const

/** By the code that each must raise; two damages may have the same. */
export const seededFaults: Readonly<Record<string, Generator>> = {
  'a segment of the middle is lost': (files, draw) => {
    const lost = draw.anyOf(faults.segmentsOf(files).slice(1, -1))
    if (lost === undefined) return undefined
    return { depth: 'quick', faults: [faults.removeFile(lost.path)], code: 'commitlog-hole', isIt: finding => isAt(baseOf(lost), baseOf(lost) + lost.sizeBytes, finding) }
  },
  'units point into a lost segment': (files, draw) => {
    const place = anyUnit(files, draw)
    const size = sizeOfSegments(files)
    const [first, last] = [faults.segmentsOf(files)[0], faults.segmentsOf(files).at(-1)]
    if (place === undefined || first === undefined || last === undefined) return undefined
    const lost = faults.segmentsOf(files).find(segment => Math.floor(place.unit.physicalOffset / size) * size === baseOf(segment))
    if (lost === undefined || lost === first || lost === last) return undefined
    const inside = place.units.filter(({ physicalOffset }) => physicalOffset >= baseOf(lost) && physicalOffset < baseOf(lost) + size)
    return {
      depth: 'quick',
      faults: [faults.removeFile(lost.path)],
      code: 'queue-in-hole',
      isIt: finding => isOf(place.queue, finding) && finding.count === inside.length && isAt(inside[0]?.queueOffset ?? -1, (inside.at(-1)?.queueOffset ?? -1) + 1, finding),
    }
  },
  'all segments are lost': files => ({ depth: 'quick', faults: faults.segmentsOf(files).map(({ path }) => faults.removeFile(path)), code: 'commitlog-empty', isIt: () => true }),
  'a segment is cut short': (files, draw) => {
    const file = draw.anyOf(faults.segmentsOf(files).slice(0, -1))
    return file && { depth: 'quick', faults: [faults.resizeFile(file.path, draw.between(1, file.sizeBytes - 1))], code: 'commitlog-wrong-size', isIt: finding => isOn(file.path, finding) }
  },
  'something else lies among the segments': (_, draw) => {
    const name = draw.oneOf(['notes.txt', '0', '00000000000000000000.bak', '123456789012345678901', 'lost+found.tmp'])
    return { depth: 'quick', faults: [faults.addFile(`store/commitlog/${name}`, 'x')], code: 'commitlog-stray-file', isIt: finding => isOn(`store/commitlog/${name}`, finding) }
  },
  'the body of a record has a flipped bit': flippedRecord((unit, draw) => 88 + draw.between(0, Math.min(20, Math.max(0, unit.sizeBytes - 160)))),
  'the magic of a record has a flipped bit': flippedRecord((_, draw) => draw.between(4, 7)),
  'the checksum of a record has a flipped bit': flippedRecord((_, draw) => draw.between(8, 11)),
  'the own offset of a record has a flipped bit': flippedRecord((_, draw) => draw.between(28, 35)),
  'the size of a record has a flipped bit': flippedRecord((_, draw) => draw.between(0, 3)),
  'something that is no record follows the last one': files => {
    const at = endOfLog(files)
    const last = faults.segmentsOf(files).at(-1)
    if (last === undefined || at + 64 > baseOf(last) + last.sizeBytes || at < baseOf(last)) return undefined
    return { depth: 'quick', faults: [faults.overwrite(last.path, at - baseOf(last), new Uint8Array(64).fill(0x5a))], code: 'log-end-cut', isIt: ({ range }) => range?.start === at }
  },
  'the oldest segments are lost': (files, draw) => {
    const segments = faults.segmentsOf(files)
    if (segments.length < 2) return undefined
    const count = draw.between(1, segments.length - 1)
    const minimum = baseOf(segments[count] ?? { path: '0' })
    const queue = draw.anyOf(queuesOf(files).filter(name => (unitsOf(files, name)[0]?.physicalOffset ?? Infinity) < minimum))
    if (queue === undefined) return undefined
    const units = unitsOf(files, queue)
    const expired = units.filter(({ physicalOffset }) => physicalOffset < minimum).length
    const perFile = (faults.queueFilesOf(files, queue)[0]?.sizeBytes ?? 0) / 20
    // A broker looks for its minimum in the first file only (store-format A.14.3): wholly dead, it serves from offset 0.
    const code = expired === units.length ? 'queue-dead' : expired >= perFile ? 'queue-dangling-visible' : 'queue-dangling-hidden'
    return { depth: 'quick', faults: [faults.removeHeadSegments(count)], code, isIt: finding => isOf(queue, finding) && (code === 'queue-dead' || (isAt(0, expired, finding) && finding.count === expired)) }
  },
  'units point past the end of the log': (files, draw) => {
    const queue = draw.anyOf(queuesOf(files).filter(name => (faults.queueFilesOf(files, name).at(-1)?.bytes.length ?? 0) + 20 <= (faults.queueFilesOf(files, name).at(-1)?.sizeBytes ?? 0)))
    const end = queue && unitsOf(files, queue).length
    return queue && end !== undefined ? { depth: 'quick', faults: [faults.appendAheadUnits(queue, 1)], code: 'queue-ahead', isIt: finding => isOf(queue, finding) && isAt(end, end + 1, finding) && finding.count === 1 } : undefined
  },
  'a queue file of the middle is lost': (files, draw) => {
    const queue = draw.anyOf(queuesOf(files).filter(name => faults.queueFilesOf(files, name).length >= 3))
    const lost = queue && draw.anyOf(faults.queueFilesOf(files, queue).slice(1, -1))
    return queue && lost && { depth: 'quick', faults: [faults.removeFile(lost.path)], code: 'queue-hole', isIt: finding => isOf(queue, finding) && isAt(baseOf(lost) / 20, (baseOf(lost) + lost.sizeBytes) / 20, finding) }
  },
  'a queue file is cut short': queueFile('queue-wrong-size', (path, draw) => [faults.resizeFile(path, draw.between(1, 99))], isOn),
  'something else lies in a queue': queueFile('queue-stray-file', path => [faults.addFile(`${path.slice(0, path.lastIndexOf('/'))}/notes.txt`, 'x')], (path, finding) => isOn(`${path.slice(0, path.lastIndexOf('/'))}/notes.txt`, finding)),
  'a unit is zeros': oddUnit('queue-unit-invalid', () => new Uint8Array(20)),
  'a unit is filler': oddUnit('queue-unit-invalid', () => encodePreBlankUnit()),
  'a unit points between records': oddUnit('queue-unit-misaligned', (unit, draw) => {
    const by = draw.between(1, Math.min(60, unit.sizeBytes - 1))
    return encodeUnit(unit.physicalOffset + by, unit.sizeBytes - by, unit.tagsCode)
  }),
  'a unit has another size': oddUnit('queue-unit-mismatched', (unit, draw) => encodeUnit(unit.physicalOffset, unit.sizeBytes - draw.between(1, 7), unit.tagsCode)),
  // A delivery time stands in for the tags of a delayed message.
  'a unit has other tags': oddUnit('queue-unit-mismatched', unit => encodeUnit(unit.physicalOffset, unit.sizeBytes, unit.tagsCode ^ 0x55n), SCHEDULE_TOPIC),
  'two units changed places': (files, draw) => {
    const place = anyUnit(files, draw)
    if (place === undefined) return undefined
    const { queueOffset } = place.unit
    return { depth: 'deep', faults: [faults.swapUnits(place.queue, queueOffset, queueOffset + 1)], code: 'queue-not-increasing', isIt: finding => isOf(place.queue, finding) && (finding.range?.start ?? -1) >= queueOffset && (finding.range?.end ?? Infinity) <= queueOffset + 3 }
  },
  'the last unit is overwritten with filler': (files, draw) => {
    const queue = draw.anyOf(queuesOf(files))
    const last = queue && unitsOf(files, queue).at(-1)
    return queue && last && { depth: 'quick', faults: [faults.blankQueueTail(queue)], code: 'queue-trailing-blank', isIt: finding => isOf(queue, finding) && finding.range?.start === last.queueOffset }
  },
  'a record has lost its unit': (files, draw) => {
    const place = anyUnit(files, draw)
    if (place === undefined) return undefined
    const { queue, unit } = place
    return { depth: 'deep', faults: [faults.rewriteUnit(queue, unit.queueOffset, new Uint8Array(20))], code: 'message-not-indexed', isIt: finding => isOf(queue, finding) && isAt(unit.queueOffset, unit.queueOffset + 1, finding) }
  },
  'an entry of an index points elsewhere': (files, draw) => {
    const index = draw.anyOf(files.filter(({ path }) => path.startsWith('store/index/')))
    if (index === undefined) return undefined
    const view = new DataView(index.bytes.buffer, index.bytes.byteOffset, index.bytes.length)
    const slots = [16, 50].find(count => 40 + 4 * count < index.bytes.length && (index.sizeBytes - 40 - 4 * count) % 20 === 0 && [32, 64, 200].includes((index.sizeBytes - 40 - 4 * count) / 20)) ?? 16
    const entries = view.getInt32(36) - 1
    if (entries < 1) return undefined
    const at = 40 + 4 * slots + 20 * draw.between(1, entries)
    return { depth: 'deep', faults: [faults.flipBit(index.path, at + 11)], code: 'index-entry-wrong', isIt: finding => isOn(index.path, finding) && isAt(at, at + 20, finding) }
  },
  'a unit of a compacted topic says something else': (_, draw) => {
    const at = draw.between(0, 8) * 46
    return { depth: 'deep', faults: [withCompaction('written'), faults.flipBit(COMPACTION_QUEUE, at + draw.oneOf([draw.between(1, 11), draw.between(29, 35)]))], code: 'compaction-invalid', isIt: finding => isOn(COMPACTION_QUEUE, finding) && finding.facts['what'] === 'unit' && isAt(at, at + 46, finding) }
  },
  'a record of a compacted topic has a flipped bit': (_, draw) => {
    const at = draw.between(88, 95)
    return { depth: 'deep', faults: [withCompaction('compacted'), faults.flipBit(COMPACTION_LOG, at)], code: 'compaction-invalid', isIt: finding => isOn(COMPACTION_LOG, finding) && finding.facts['what'] === 'record' && finding.range?.start === 0 }
  },
  'an epoch is not later than the one before it': (_, draw) => {
    const [epoch, startOffset] = [draw.between(1, 5), draw.between(0, 4000)]
    const text = `3\n0\n0-0\n${epoch}-${startOffset + 1}\n${epoch + draw.between(-1, 0)}-${startOffset + 2}\n`
    return { depth: 'quick', faults: [faults.addFile('store/epochFileCheckpoint', text)], code: 'epoch-file-invalid', isIt: finding => isOn('store/epochFileCheckpoint', finding) && finding.facts['reason'] === 'order' }
  },
  'an epoch begins past the log': (files, draw) => {
    const startOffset = endOfLog(files) + draw.between(1, 1_000_000)
    return { depth: 'quick', faults: [faults.addFile('store/epochFileCheckpoint', `1\n0\n4-${startOffset}\n`)], code: 'epoch-file-invalid', isIt: ({ facts }) => facts['startOffset'] === startOffset }
  },
  'a unit points between entries of the extension': extension((queue, unit, count) => ({
    faults: [withExtension(queue, count), faults.rewriteUnit(queue, unit.queueOffset, encodeUnit(unit.physicalOffset, unit.sizeBytes, BigInt(EXT_UNIT_BYTES * unit.queueOffset + 9) - 2n ** 63n))],
    code: 'queue-unit-mismatched', isIt: finding => isOf(queue, finding) && isAt(unit.queueOffset, unit.queueOffset + 1, finding),
  })),
  'an entry of the extension has no size': extension((queue, _, count, draw) => {
    const [path, at] = [`store/consumequeue_ext/${queue.topic}/${queue.queueId}/${'0'.repeat(20)}`, draw.between(0, Math.min(count, 9) - 1) * EXT_UNIT_BYTES]
    return { faults: [withExtension(queue, count), faults.overwrite(path, at, Uint8Array.of(0, 7))], code: 'queue-ext-invalid', isIt: finding => isOn(path, finding) && isAt(at, 256, finding) }
  }),
  'a timer is none': timers((log, at) => ({ faults: [faults.overwrite(log, at, new Uint8Array(52))], code: 'timer-file-invalid', isIt: finding => isOn(log, finding) && isAt(at, at + 52, finding) })),
  'a timer points between records': timers((log, at) => ({ faults: [faults.flipBit(log, at + 35)], code: 'timer-message-lost', isIt: finding => isOn(log, finding) && isAt(at, at + 52, finding) })),
  'a timer does not lead to the one before it': timers((log, at, draw) => ({ faults: [faults.flipBit(log, at + draw.between(8, 11))], code: 'timer-slot-wrong', isIt: finding => isOn(log, finding) && isAt(at, at + 52, finding) })),
  'a slot of the wheel leads elsewhere': timers((_log, _at, draw) => {
    const at = slotOf(TIMERS_WRITTEN_AT + draw.oneOf([60_500, 61_000, 3_600_000]))
    return { faults: [faults.flipBit('store/timerwheel', at + draw.between(16, 23))], code: 'timer-slot-wrong', isIt: finding => isOn('store/timerwheel', finding) && isAt(at, at + 32, finding) }
  }),
  'a configuration file ends in the middle': (files, draw) => {
    const file = draw.anyOf(files.filter(({ path, sizeBytes }) => configFiles.some(name => path === `store/config/${name}`) && sizeBytes > 20))
    return file && { depth: 'quick', faults: [faults.resizeFile(file.path, draw.between(1, file.sizeBytes - 3))], code: 'config-unreadable', isIt: finding => isOn(file.path, finding) }
  },
  'the last stop was a crash': (_, draw) => ({ depth: 'quick', faults: [faults.killBroker(draw.between(1, 99_999))], code: 'abort-present', isIt: () => true }),
  'a tiered file is lost': (files, draw) => tiered(files, draw, (queue, type, _, at) => ({ depth: 'quick', faults: [faults.loseTieredFiles(queue, type, at, 1)], code: 'tiered-ghost', isIt: finding => isOf(queue, finding) && finding.subject.side === 'tiered' })),
  'a tiered file of the middle and its row are lost': (files, draw) =>
    tiered(files, draw, (queue, type, all, at) => (at === 0 || at === all.length - 1 ? undefined : { depth: 'quick', faults: [faults.removeTieredFiles(queue, type, at, 1)], code: 'tiered-hole', isIt: finding => isOf(queue, finding) })),
  'a tiered file is no row’s': (files, draw) =>
    tiered(files, draw, (queue, type, all) => ({ depth: 'quick', faults: [faults.addTieredStray(queue, type, all.length * 1_000_000, new Uint8Array(40))], code: 'tiered-stray', isIt: finding => isOf(queue, finding) })),
  'a tiered file is cut short': (files, draw) =>
    tiered(files, draw, (queue, _, all, at) => {
      const file = all[at]
      return file === undefined || at === all.length - 1 ? undefined : { depth: 'quick', faults: [faults.resizeFile(file.path, draw.between(1, file.sizeBytes - 1))], code: 'tiered-size-mismatch', isIt: finding => isOf(queue, finding) }
    }),
  'the tiered metadata ends in the middle': (files, draw) => {
    const file = files.find(({ path }) => path === 'store/config/tieredStoreMetadata.json')
    return file && { depth: 'quick', faults: [faults.resizeFile(file.path, draw.between(1, file.sizeBytes - 3))], code: 'tiered-metadata-unreadable', isIt: () => true }
  },
  'head files of a queue are dead': headLost((files, minimum, draw) => {
    const dead = (name: faults.QueueName): readonly BuiltFile[] => {
      const inOrder = faults.queueFilesOf(files, name)
      const alive = inOrder.findIndex((file, at) => at === inOrder.length - 1 || (unitsOf([file], name).at(-1)?.physicalOffset ?? 0) >= minimum)
      return inOrder.slice(0, alive)
    }
    const queue = draw.anyOf(queuesOf(files).filter(name => dead(name).length > 0))
    return queue && { code: 'queue-dead-files', isIt: finding => isOf(queue, finding) && finding.count === dead(queue).length }
  }),
  'head index files are stale': headLost((files, minimum) => {
    const inOrder = files.filter(({ path }) => path.startsWith('store/index/')).toSorted((a, b) => (a.path < b.path ? -1 : 1))
    const alive = inOrder.findIndex((file, at) => at === inOrder.length - 1 || Number(new DataView(file.bytes.buffer, file.bytes.byteOffset).getBigInt64(24)) >= minimum)
    return alive <= 0 ? undefined : { code: 'index-stale', isIt: finding => finding.count === alive && isOn(inOrder[0]?.path ?? '', finding) }
  }),
  'a group stands before the minimum': headLost((files, minimum, draw) => {
    // What was uploaded is still served.
    const stands = draw.anyOf(positionsOf(files).filter(({ queue }) => faults.tieredFilesOf(files, queue, 'COMMIT_LOG').length === 0).filter(({ queue }) => {
      const expired = unitsOf(files, queue).filter(({ physicalOffset }) => physicalOffset < minimum).length
      return expired > 0 && expired < (faults.queueFilesOf(files, queue)[0]?.sizeBytes ?? 0) / 20 && expired < unitsOf(files, queue).length
    }))
    if (stands === undefined) return undefined
    const expired = unitsOf(files, stands.queue).filter(({ physicalOffset }) => physicalOffset < minimum).length
    const committed = draw.between(0, expired - 1)
    return { faults: [committedAt(stands, committed)], code: 'offset-below-min', isIt: finding => isOf(stands.queue, finding) && finding.subject.group === stands.group && isAt(committed, expired, finding) }
  }),
  'a group stands past the end of its queue': (files, draw) => {
    const stands = draw.anyOf(positionsOf(files))
    const end = stands && unitsOf(files, stands.queue).length
    if (stands === undefined || end === undefined) return undefined
    const committed = end + draw.between(1, 1_000_000)
    return { depth: 'quick', faults: [committedAt(stands, committed)], code: 'offset-beyond-max', isIt: finding => isOf(stands.queue, finding) && finding.subject.group === stands.group && isAt(end, committed, finding) }
  },
  'a unit reaches over the end of a segment': (files, draw) => {
    const place = anyUnit(files, draw)
    const size = sizeOfSegments(files)
    if (place === undefined) return undefined
    const { queue, unit } = place
    const end = (Math.floor(unit.physicalOffset / size) + 1) * size
    if (end >= endOfLog(files)) return undefined
    const physicalOffset = end - draw.between(1, unit.sizeBytes - 1)
    return { depth: 'deep', faults: [faults.rewriteUnit(queue, unit.queueOffset, encodeUnit(physicalOffset, unit.sizeBytes, unit.tagsCode))], code: 'queue-unit-crosses-segment', isIt: finding => isOf(queue, finding) && isAt(unit.queueOffset, unit.queueOffset + 1, finding) }
  },
  'of a queue only a file of zeros is left': (files, draw) => {
    const queue = draw.anyOf(queuesOf(files))
    return queue && { depth: 'quick', faults: [faults.addZeroQueueFile(queue), ...faults.queueFilesOf(files, queue).map(({ path }) => faults.removeFile(path))], code: 'queue-last-file-zero', isIt: finding => isOf(queue, finding) }
  },
  'a directory stands among the index files': (_, draw) => {
    const name = String(draw.between(1, 2 ** 40))
    return { depth: 'quick', faults: [faults.addFile(`store/index/${name}/inside`, 'x')], code: 'index-stray-directory', isIt: finding => isOn(`store/index/${name}`, finding) }
  },
  'a file of a compacted topic has no partner': (_, draw) => {
    const [lost, left] = draw.oneOf([[COMPACTION_LOG, COMPACTION_QUEUE], [COMPACTION_QUEUE, COMPACTION_LOG]] as const)
    return { depth: 'quick', faults: [withCompaction('written'), faults.removeFile(lost)], code: 'compaction-pair-mismatch', isIt: finding => isOn(left, finding) }
  },
  'a part that a look does not read is named': () => ({ depth: 'quick', faults: [withCompaction('written')], code: 'not-read', isIt: finding => finding.facts['part'] === 'compaction' }),
  'a topic of simple queues is said to be one of batches': (files, draw) => {
    const topic = draw.anyOf(queuesOf(files).map(queue => queue.topic).filter(name => name !== SCHEDULE_TOPIC))
    // 4.9 knows no attributes.
    if (topic === undefined || !textIn(files, 'store/config/topics.json').includes('"attributes"')) return undefined
    const asBatch = textOf('store/config/topics.json', text => {
      const at = text.indexOf(`"${topic}":{`)
      return text.slice(0, at) + text.slice(at).replace(/"attributes":\{\s*\}/, '"attributes":{"queue.type":"BatchCQ"}')
    })
    return { depth: 'quick', faults: [asBatch], code: 'batch-topic-mismatch', isIt: ({ subject }) => subject.topic === topic }
  },
  ...seededTieredFaults,
}

/** The oldest segments are lost, one at least stays; `make` is told where the log begins then. */
function headLost(make: (files: readonly BuiltFile[], minimum: number, draw: Draw) => (Pick<SeededFault, 'code' | 'isIt'> & Partial<SeededFault>) | undefined): Generator {
  return (files, draw) => {
    const segments = faults.segmentsOf(files)
    if (segments.length < 2) return undefined
    const count = draw.between(1, segments.length - 1)
    const made = make(files, baseOf(segments[count] ?? { path: '0' }), draw)
    return made && { depth: 'quick', ...made, faults: [...(made.faults ?? []), faults.removeHeadSegments(count)] }
  }
}

interface Position {
  readonly group: string
  readonly queue: faults.QueueName
}

/** Where consumerOffset.json has groups: of queues that are there. */
function positionsOf(files: readonly BuiltFile[]): Position[] {
  const text = textIn(files, 'store/config/consumerOffset.json')
  return queuesOf(files).flatMap(queue => {
    const key = `"${queue.topic}@`
    const [group = '', positions = ''] = text.includes(key) ? text.slice(text.indexOf(key) + key.length).split(/":\{|\}/) : []
    return new RegExp(`(?:^|,)\\s*"?${queue.queueId}"?:`).test(positions) ? [{ group, queue }] : []
  })
}

const committedAt = ({ group, queue: { topic, queueId } }: Position, offset: number): faults.Fault =>
  textOf('store/config/consumerOffset.json', text => {
    const at = text.indexOf(`"${topic}@${group}":{`)
    return text.slice(0, at) + text.slice(at).replace(new RegExp(`(?<=[{,]\\s*"?${queueId}"?:)\\d+`), String(offset))
  })

const textIn = (files: readonly BuiltFile[], path: string): string => new TextDecoder().decode(files.find(file => file.path === path)?.bytes)

const textOf = (path: string, edit: (text: string) => string): faults.Fault => files =>
  files.map(file => (file.path === path ? builtText(path, edit(textIn(files, path)), file.modifiedTime) : file))

/** Entries for all units of a queue, which has more than a few; the damage is to one of the first, so that none overlaps a file's end. */
function extension(make: (queue: faults.QueueName, unit: Unit, count: number, draw: Draw) => Omit<SeededFault, 'depth'>): Generator {
  return (files, draw) => {
    const queue = draw.anyOf(queuesOf(files).filter(name => unitsOf(files, name).length >= 4))
    const units = queue && unitsOf(files, queue)
    const unit = units?.[draw.between(1, Math.min(7, units.length - 1))]
    return queue && units && unit && { depth: 'deep', ...make(queue, unit, units.length, draw) }
  }
}

/** A wheel is 38 MB: a few stores get one. The damage is to a timer that is still to come; its file and its byte are given. */
function timers(make: (log: string, at: number, draw: Draw) => Omit<SeededFault, 'depth'>): Generator {
  return (files, draw) => {
    const records = queuesOf(files).flatMap(queue => unitsOf(files, queue)).slice(0, draw.between(12, 40))
    if (records.length < 12 || draw.random() < 0.85) return undefined
    // Every fourth is delivered; from the fifth on each has one before it; the last of all may end the log, and what ends it is no damage.
    const timer = draw.between(5, records.length - 2)
    const pending = timer % 4 === 0 ? timer + 1 : timer
    const perFile = 9
    const log = `store/timerlog/${String(Math.floor(pending / perFile) * TIMER_LOG_BYTES).padStart(20, '0')}`
    const { faults: damage, ...seeded } = make(log, (pending % perFile) * 52, draw)
    return { depth: 'deep', faults: [withTimers(records), ...damage], ...seeded }
  }
}

function tiered(files: readonly BuiltFile[], draw: Draw, make: (queue: faults.QueueName, type: faults.TieredType, all: readonly BuiltFile[], at: number) => SeededFault | undefined): SeededFault | undefined {
  const queue = draw.anyOf(queuesOf(files).filter(name => faults.tieredFilesOf(files, name, 'COMMIT_LOG').length > 0))
  if (queue === undefined) return undefined
  const type = draw.oneOf<faults.TieredType>(['COMMIT_LOG', 'CONSUME_QUEUE'])
  const all = faults.tieredFilesOf(files, queue, type)
  return make(queue, type, all, draw.between(0, all.length - 1))
}
