import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { BrokerVersion } from './broker-matrix'

/** What was done by hand to a copy of a real store. */
export interface Damage {
  readonly title: string
  readonly store: string
  /** Also run by default; the rest with BROKER_MATRIX=full. */
  readonly always?: boolean
  readonly versions: readonly BrokerVersion[]
  readonly harm: (store: string) => void
}

const names = (directory: string): string[] => readdirSync(directory).sort()
const segments = (store: string): string[] => names(join(store, 'commitlog')).map(name => join(store, 'commitlog', name))
const segment = (store: string, fromEnd: number): string => segments(store).at(-fromEnd) ?? ''
const queueFiles = (store: string, queue: string): string[] => names(join(store, 'consumequeue', queue)).map(name => join(store, 'consumequeue', queue, name))

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const fd = openSync(path, 'r+')
  writeSync(fd, bytes, 0, bytes.length, at)
  closeSync(fd)
}
const zeros = (length: number): Uint8Array => new Uint8Array(length)

/** Where a file's written part ends. */
function writtenBytes(path: string): number {
  const bytes = readFileSync(path)
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return end
}
const middle = (path: string): number => Math.floor(writtenBytes(path) / 2)
/** The last units of a full queue file. */
const cutTail = (path: string, units: number): void => overwrite(path, statSync(path).size - units * 20, zeros(units * 20))
const flip = (path: string, at: number): void => overwrite(path, at, Uint8Array.of((readFileSync(path)[at] ?? 0) ^ 0x10))

function configure(store: string, key: string, value: string): void {
  const file = join(store, '../broker.conf')
  const others = readFileSync(file, 'utf8').split('\n').filter(line => !line.startsWith(`${key}=`))
  writeFileSync(file, [...others, `${key}=${value}`, ''].join('\n'))
}

const SEGMENT = 262_144
const nameAfter = (path: string, bytes: number): string => join(path, '..', String(Number(path.slice(-20)) + bytes).padStart(20, '0'))

const two: readonly BrokerVersion[] = ['5.3.3', '5.4.0']
const all: readonly BrokerVersion[] = ['4.9.7', '5.1.4', '5.3.3', '5.4.0']
const clean = 'local-5.4.0-clean'
const old = 'local-4.9.7-clean'
const killed = 'local-5.4.0-killed'

export const damages: readonly Damage[] = [
  // The end of the log.
  { title: 'the newest segment is gone', store: clean, versions: two, always: true, harm: store => rmSync(segment(store, 1)) },
  { title: 'the newest segment is gone', store: old, versions: all, harm: store => rmSync(segment(store, 1)) },
  { title: 'the newest segment is zero from its middle on', store: clean, versions: two, harm: store => overwrite(segment(store, 1), middle(segment(store, 1)), zeros(100_000)) },
  { title: 'a bit of a body in the newest segment is flipped', store: clean, versions: two, always: true, harm: store => flip(segment(store, 1), middle(segment(store, 1))) },
  { title: 'a bit of a body in the newest segment is flipped', store: old, versions: all, harm: store => flip(segment(store, 1), middle(segment(store, 1))) },
  { title: 'a bit of a body in the second newest segment is flipped', store: clean, versions: two, always: true, harm: store => flip(segment(store, 2), 150_000) },
  { title: 'a bit of a body in the second newest segment is flipped', store: old, versions: all, always: true, harm: store => flip(segment(store, 2), 150_000) },
  { title: 'a bit of a body in the fourth newest segment is flipped', store: old, versions: all, harm: store => flip(segment(store, 4), 150_000) },
  { title: 'the second newest segment is zero', store: clean, versions: two, harm: store => overwrite(segment(store, 2), 0, zeros(SEGMENT)) },
  { title: 'the second newest segment is zero', store: old, versions: all, harm: store => overwrite(segment(store, 2), 0, zeros(SEGMENT)) },
  { title: 'the second newest segment is gone', store: old, versions: all, harm: store => rmSync(segment(store, 2)) },
  { title: 'the second newest segment is gone', store: clean, versions: two, harm: store => rmSync(segment(store, 2)) },
  { title: 'the newest segment begins with garbage', store: clean, versions: two, harm: store => overwrite(segment(store, 1), 0, Uint8Array.of(0, 0, 1, 0, 1, 2, 3, 4)) },
  { title: 'the last segment is prepared', store: clean, versions: ['5.4.0'], harm: store => writeFileSync(nameAfter(segment(store, 1), SEGMENT), zeros(SEGMENT)) },
  { title: 'a prepared segment stands two files behind the last', store: old, versions: ['4.9.7', '5.3.3'], harm: store => writeFileSync(nameAfter(segment(store, 1), 2 * SEGMENT), zeros(SEGMENT)) },
  { title: 'the last segment has no byte', store: clean, versions: two, harm: store => writeFileSync(nameAfter(segment(store, 1), SEGMENT), '') },
  // Its beginning.
  { title: 'the oldest segments are gone', store: clean, versions: two, always: true, harm: store => segments(store).slice(0, 7).forEach(path => rmSync(path)) },
  { title: 'the oldest segments are gone', store: old, versions: all, always: true, harm: store => segments(store).slice(0, 9).forEach(path => rmSync(path)) },
  { title: 'the oldest segments are gone', store: 'local-5.4.0-batch-lmq', versions: ['5.4.0'], harm: store => segments(store).slice(0, 4).forEach(path => rmSync(path)) },
  { title: 'all segments are gone', store: clean, versions: two, always: true, harm: store => segments(store).forEach(path => rmSync(path)) },
  { title: 'all segments but the newest are gone', store: old, versions: all, harm: store => segments(store).slice(0, -1).forEach(path => rmSync(path)) },
  // The queues.
  { title: 'a queue lost its last file', store: clean, versions: two, harm: store => rmSync(queueFiles(store, 'hot-single/0').at(-1) ?? '') },
  { title: 'a queue lost its first file', store: clean, versions: two, harm: store => rmSync(queueFiles(store, 'orders/1')[0] ?? '') },
  { title: 'a queue lost all its files', store: clean, versions: two, harm: store => rmSync(join(store, 'consumequeue/orders/2'), { recursive: true }) },
  { title: 'every queue is gone', store: clean, versions: two, always: true, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'every queue is gone', store: old, versions: all, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'every queue is gone, and the log starts late', store: 'local-5.4.0-retention', versions: two, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'a file of zeros stands behind the last one', store: clean, versions: two, harm: store => writeFileSync(join(store, 'consumequeue/orders/3/00000000000000012000'), zeros(4000)) },
  { title: 'the last file has no byte', store: clean, versions: two, harm: store => writeFileSync(join(store, 'consumequeue/orders/3/00000000000000012000'), '') },
  { title: 'a queue lost its last units', store: clean, versions: two, always: true, harm: store => cutTail(queueFiles(store, 'hot-single/0').at(-1) ?? '', 100) },
  { title: 'a queue lost its last units', store: old, versions: all, harm: store => cutTail(queueFiles(store, 'hot-single/0').at(-1) ?? '', 100) },
  // After a crash.
  { title: 'it crashed, and nothing else', store: killed, versions: two, always: true, harm: () => undefined },
  { title: 'it crashed, and a queue lost its last file', store: killed, versions: ['5.4.0'], harm: store => rmSync(queueFiles(store, 'orders/0').at(-1) ?? '') },
  { title: 'it crashed, and every queue is gone', store: killed, versions: ['5.4.0'], always: true, harm: store => rmSync(join(store, 'consumequeue'), { recursive: true }) },
  { title: 'the checkpoint is gone after a crash', store: killed, versions: two, harm: store => rmSync(join(store, 'checkpoint')) },
  { title: 'it crashed without a checkpoint, and a bit of an older segment is flipped', store: killed, versions: two, harm: store => (rmSync(join(store, 'checkpoint')), flip(segments(store)[0] ?? '', 150_000)) },
  { title: 'a crash is pretended', store: old, versions: all, harm: store => writeFileSync(join(store, 'abort'), '') },
  { title: 'a crash is pretended, and the checkpoint is gone', store: old, versions: all, always: true, harm: store => (writeFileSync(join(store, 'abort'), ''), rmSync(join(store, 'checkpoint'))) },
  // What stops a start.
  { title: 'a note lies among the segments', store: clean, versions: two, always: true, harm: store => writeFileSync(join(store, 'commitlog/note.txt'), 'do not delete') },
  { title: 'a directory lies among the segments', store: old, versions: all, always: true, harm: store => mkdirSync(join(store, 'commitlog/backup')) },
  { title: 'a segment is shorter', store: clean, versions: two, harm: store => truncateSync(segment(store, 3), 1000) },
  { title: 'a queue file is shorter', store: clean, versions: two, harm: store => truncateSync(queueFiles(store, 'orders/1')[0] ?? '', 1000) },
  { title: 'a directory with a number lies in the index', store: clean, versions: two, harm: store => mkdirSync(join(store, 'index/20260101000000000')) },
  { title: 'a configuration and its spare copy are damaged', store: clean, versions: two, harm: store => ['topics.json', 'topics.json.bak'].forEach(name => writeFileSync(join(store, 'config', name), '{"topicConfigTable":')) },
  { title: 'broker.conf says larger segments', store: clean, versions: two, always: true, harm: store => configure(store, 'mappedFileSizeCommitLog', '524288') },
  { title: 'broker.conf says larger queue files', store: clean, versions: two, harm: store => configure(store, 'mappedFileSizeConsumeQueue', '8000') },
  // What does not.
  { title: 'every file looks a month old', store: clean, versions: two, harm: store => [...segments(store), ...queueFiles(store, 'orders/1')].forEach(path => utimesSync(path, 1, 1)) },
  { title: 'the index is gone', store: clean, versions: two, harm: store => rmSync(join(store, 'index'), { recursive: true }) },
  { title: 'a middle segment and a middle queue file are missing', store: 'local-5.3.3-hole', versions: two, harm: () => undefined },
]
