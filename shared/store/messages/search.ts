import type { StoreFiles } from '../bytes/store-files'
import { decodeMessage, type Message } from '../formats/message'
import { decodeRecordHeader } from '../formats/message-record'
import { physicalOffset, type PhysicalOffset } from '../offsets'
import { step, type Watch } from '../progress'
import { range, type Range } from '../range'
import { RecordScanner } from '../readers/scan-records'
import { findNextRecord } from '../readers/walk-segment'
import { withSource } from '../snapshot/commit-log'
import type { StoreSnapshot } from '../snapshot/snapshot'
import { localLog, tieredLog, type Log, type LogFile } from './log'
import { lookUpKey } from './look-up-key'
import { matcherOf, type BodyReaders, type MessageQuery } from './message-query'
import { ProvenanceOf, type Provenance } from './provenance'
import { readMessageAt, type FoundMessage } from './read-message'

/** Where a search goes on: the log by its number, and the physical offset of a record in it. */
export interface SearchPosition {
  readonly log: number
  readonly offset: number
}

export interface SearchHit extends FoundMessage {
  readonly side: 'local' | 'tiered'
  /** Where a search that begins with it begins. */
  readonly position: SearchPosition
  readonly provenance: readonly Provenance[]
}

/** One page of a search: as many hits as were asked for, or as much as one page may read. */
export interface SearchPage {
  readonly hits: readonly SearchHit[]
  /** null: there is nothing more. */
  readonly next: SearchPosition | null
  readonly readBytes: number
  /** Index files that answered for the log they cover. */
  readonly indexFiles: number
}

export interface SearchOptions {
  readonly from: SearchPosition
  readonly hits: number
  /** A page ends behind the record that fills this. */
  readonly readBytes: number
}

/** A stretch of a log to read, or records to look at. Both ascend, and a record may be in two of them. */
type Piece = { readonly kind: 'scan'; readonly offsets: Range<PhysicalOffset> } | { readonly kind: 'records'; readonly offsets: readonly PhysicalOffset[] }

const END = physicalOffset(Number.MAX_SAFE_INTEGER)
const STEP_EVERY = 1024

/** Messages that fit a query, in the order of their log; the same store and query give the same hits. */
export function searchMessages(files: StoreFiles, snapshot: StoreSnapshot, query: MessageQuery, options: SearchOptions, readers: BodyReaders, watch: Watch): SearchPage {
  const logs = logsOf(snapshot, query)
  const page = new Page(options, matcherOf(query, readers))
  let indexFiles = 0
  for (let number = options.from.log; number < logs.length; number += 1) {
    const log = logs[number]!
    const plan = piecesOf(files, snapshot, query, log)
    const reading: Reading = { files, number, log, query, from: number === options.from.log ? options.from.offset : 0, page, provenance: new ProvenanceOf(files, snapshot, log), found: new Set(), watch }
    indexFiles += plan.indexFiles
    for (const piece of plan.pieces) {
      const stopped = piece.kind === 'records' ? lookAt(reading, piece.offsets) : scan(reading, piece.offsets)
      if (stopped !== undefined) return { ...page.result, next: { log: number, offset: stopped }, indexFiles }
    }
  }
  return { ...page.result, next: null, indexFiles }
}

/** What one log is read for. */
interface Reading {
  readonly files: StoreFiles
  readonly number: number
  readonly log: Log
  readonly query: MessageQuery
  readonly from: number
  readonly page: Page
  readonly provenance: ProvenanceOf
  /** Physical offsets of this log's hits: an indexed record is met again where the index ends. */
  readonly found: Set<number>
  readonly watch: Watch
}

/** Hits until there are enough, or enough was read for them. */
class Page {
  readonly #hits: SearchHit[] = []
  #readBytes = 0

  constructor(
    private readonly options: SearchOptions,
    private readonly matches: (message: Message) => boolean,
  ) {}

  get result(): Pick<SearchPage, 'hits' | 'readBytes'> {
    return { hits: this.#hits, readBytes: this.#readBytes }
  }

  /** Counts a record, and keeps it when it fits. @returns true when the page ends behind it */
  take(sizeBytes: number, found: FoundMessage | undefined, { number, log, provenance, found: before }: Reading): boolean {
    this.#readBytes += sizeBytes
    if (found !== undefined && !before.has(found.message.header.physicalOffset) && this.matches(found.message)) {
      before.add(found.message.header.physicalOffset)
      this.#hits.push({ ...found, side: log.side, position: { log: number, offset: found.message.header.physicalOffset }, provenance: provenance.of(found.message) })
    }
    return this.#hits.length >= this.options.hits || this.#readBytes >= this.options.readBytes
  }
}

function logsOf({ local, tiered }: StoreSnapshot, { side, topic, queueId }: MessageQuery): Log[] {
  if (side === 'local') return local === undefined ? [] : [localLog(local)]
  return (tiered?.queues ?? []).filter(queue => (topic === undefined || queue.topic === topic) && (queueId === undefined || queue.queueId === queueId)).map(tieredLog)
}

/** What has to be read of a log: all of it, or what its index files say and do not cover. */
function piecesOf(files: StoreFiles, { local }: StoreSnapshot, query: MessageQuery, log: Log): { readonly pieces: readonly Piece[]; readonly indexFiles: number } {
  const key = query.key ?? query.uniqueKey
  const whole: Piece = { kind: 'scan', offsets: range(physicalOffset(0), END) }
  if (key === undefined || query.scan === true || log.side === 'tiered' || local === undefined || local.index.length === 0) return { pieces: [whole], indexFiles: 0 }
  // An index cannot be asked for a key alone: where no topic is named, those that have queues are tried.
  const topics = query.topic === undefined ? [...new Set(local.queues.map(({ topic }) => topic))] : [query.topic]
  if (topics.length === 0) return { pieces: [whole], indexFiles: 0 }
  const { offsets, uncovered, indexFiles } = lookUpKey(files, local, topics, key)
  return { pieces: inOrder(offsets, uncovered), indexFiles }
}

/** Looked-up records between the stretches that are read, so that hits ascend. */
function inOrder(offsets: readonly PhysicalOffset[], uncovered: readonly Range<PhysicalOffset>[]): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const stretch of uncovered) {
    const before = offsets.filter((offset, index) => index >= done && offset < stretch.start)
    done += before.length
    pieces.push({ kind: 'records', offsets: before }, { kind: 'scan', offsets: stretch })
    while (done < offsets.length && offsets[done]! < stretch.end) done += 1
  }
  return [...pieces, { kind: 'records', offsets: offsets.slice(done) }]
}

/** @returns where to go on, once the page is full */
function lookAt(reading: Reading, offsets: readonly PhysicalOffset[]): PhysicalOffset | undefined {
  const { files, log, from, page } = reading
  for (const offset of offsets) {
    if (offset < from) continue
    const read = readMessageAt(files, log, offset)
    if (read.kind !== 'message') continue
    const { sizeBytes } = read.found.message.header
    if (page.take(sizeBytes, read.found, reading)) return physicalOffset(offset + sizeBytes)
  }
  return undefined
}

function scan(reading: Reading, stretch: Range<PhysicalOffset>): PhysicalOffset | undefined {
  const { log, query, from } = reading
  for (const [number, file] of log.files.entries()) {
    const { start, end } = file.offsets
    if (end <= stretch.start || start >= stretch.end || end <= from || isOutOfTime(file, log.files[number + 1], query)) continue
    const stopped = scanFile(reading, file, Math.max(start, stretch.start, from), stretch.end)
    if (stopped !== undefined) return stopped
  }
  return undefined
}

/** Records are stored in the order of time: a file's last is no younger than the next file's first. */
const isOutOfTime = (file: LogFile, next: LogFile | undefined, { since, until }: MessageQuery): boolean =>
  (until !== undefined && file.firstStored !== null && file.firstStored >= until) ||
  (since !== undefined && next !== undefined && next.firstStored !== null && next.firstStored < since)

/** Reads a file from one physical offset to another, over whatever is damaged in it. */
function scanFile(reading: Reading, { absolutePath, path, offsets }: LogFile, from: number, to: number): PhysicalOffset | undefined {
  const { files, log, query, page, watch } = reading
  const base = offsets.start
  return withSource(files, absolutePath, source => {
    for (let position: number | undefined = from - base; position !== undefined; ) {
      const scanner = new RecordScanner(source, { baseOffset: base, from: position, until: to - base })
      const concerns = prefilter(scanner, query)
      for (let records = 1; scanner.next(); records += 1) {
        if (records % STEP_EVERY === 0) step(watch, 'searching', base + scanner.position - log.kept.start, log.kept.end - log.kept.start)
        const message = concerns() ? messageAt(scanner) : undefined
        if (page.take(scanner.sizeBytes, message && { message, path, at: scanner.position }, reading)) return physicalOffset(base + scanner.position + scanner.sizeBytes)
      }
      position = scanner.end?.kind === 'damage' ? findNextRecord(source, base, scanner.end.position) : undefined
    }
    return undefined
  })
}

const utf8 = new TextEncoder()

/** What can be told of a record without decoding it: most records of a log are of other topics, queues and times. */
function prefilter(scanner: RecordScanner, { topic, queueId, since, until }: MessageQuery): () => boolean {
  const name = topic === undefined ? undefined : utf8.encode(topic)
  return () => {
    const { view, at, bytes, topicAt, topicBytes } = scanner
    if (queueId !== undefined && view.getInt32(at + 12) !== queueId) return false
    if (name !== undefined && (topicBytes !== name.length || !name.every((byte, index) => bytes[topicAt + index] === byte))) return false
    if (since === undefined && until === undefined) return true
    const header = decodeRecordHeader(view, at)
    return header.kind === 'message' && !(header.storeTimestamp < (since ?? -Infinity)) && !(header.storeTimestamp >= (until ?? Infinity))
  }
}

function messageAt({ bytes, view, at }: RecordScanner): Message | undefined {
  const header = decodeRecordHeader(view, at)
  return header.kind === 'message' ? decodeMessage(bytes, view, at, header) : undefined
}
