import { readWindow, type ByteSource } from '../bytes/byte-source'
import type { StoreFiles } from '../bytes/store-files'
import { Failure } from '../errors'
import { toHex } from '../formats/hex'
import { decodeRecordHeader, RECORD_HEADER_BYTES, type MessageHeader } from '../formats/message-record'
import { parseSegmentFileName } from '../formats/segment-file-name'
import { physicalOffset, type PhysicalOffset } from '../offsets'
import { step, type Watch } from '../progress'
import { gapsBetween, range } from '../range'
import type { WalkEnd } from '../readers/scan-records'
import { findNextRecord, walkSegment, type VisitedRecord } from '../readers/walk-segment'
import type { BrokerRules } from './broker-rules'
import type { Census, CensusEntry } from './census'
import { isFile } from './census'
import { observedSize } from './observed-size'
import type { CommitLogPicture, LogEnd, SegmentPicture, StrayEntry } from './snapshot'

/**
 * The commitlog as files, over all its directories: where it begins, where its last valid record ends, what is missing.
 * Reads one header of every segment and walks the active one; `unindexedTail` and the last times are added by
 * `finishCommitLog` once the queues are known.
 */
export interface CommitLogParts {
  readonly picture: Omit<CommitLogPicture, 'unindexedTail'>
  readonly strays: readonly StrayEntry[]
  readonly bytesRead: number
  readonly records: number
}

export interface CommitLogInput {
  readonly census: Census
  readonly files: StoreFiles
  readonly directories: readonly string[]
  /** Path as shown: relative to the root where it lies below it. */
  readonly shown: (absolutePath: string) => string
  readonly configuredSegmentSizeBytes: number | null
  readonly rules: BrokerRules
  readonly watch: Watch
}

interface Candidate {
  readonly entry: Extract<CensusEntry, { facts: object }>
  readonly base: PhysicalOffset
}

export function readCommitLog(input: CommitLogInput): CommitLogParts {
  const { census, directories, configuredSegmentSizeBytes } = input
  const candidates: Candidate[] = []
  const strays: StrayEntry[] = []
  for (const directory of directories)
    for (const entry of census.list(directory)) {
      const base = isFile(entry) ? parseSegmentFileName(entry.name) : undefined
      if (isFile(entry) && base !== undefined) candidates.push({ entry, base: physicalOffset(base) })
      else strays.push(strayIn('commitlog', entry, input))
    }
  candidates.sort((a, b) => a.base - b.base)

  const segmentSizeBytes = observedSize(
    candidates.map(({ base, entry }) => ({ base, sizeBytes: entry.facts.sizeBytes })),
    configuredSegmentSizeBytes,
  )
  // A zero-length last file never becomes a segment.
  const last = candidates.at(-1)
  if (last !== undefined && last.entry.facts.sizeBytes === 0 && candidates.length > 1) {
    candidates.pop()
    strays.push({ ...strayIn('commitlog', last.entry, input), stopsBroker: !input.rules.toleratesEmptyLastFile })
  }

  let bytesRead = 0
  let records = 0
  const probed = candidates.map((candidate, index) => {
    if (index % 16 === 0) step(input.watch, 'reading-segments', index, candidates.length)
    bytesRead += RECORD_HEADER_BYTES
    return { candidate, probe: probe(input.files, candidate, segmentSizeBytes) }
  })

  const activeIndex = probed.findLastIndex(({ probe: found }) => found.kind === 'record' || found.kind === 'damaged')
  let end: LogEnd = { kind: 'empty-log' }
  let maxOffset = physicalOffset(probed[0]?.candidate.base ?? 0)
  let lastActiveTime: number | null = null

  const segments = probed.map(({ candidate, probe: found }, index): SegmentPicture => {
    const { entry, base } = candidate
    const common = {
      path: input.shown(entry.path),
      absolutePath: entry.path,
      baseOffset: base,
      endOffset: physicalOffset(base + (segmentSizeBytes ?? entry.facts.sizeBytes)),
      sizeBytes: entry.facts.sizeBytes,
      allocatedBytes: entry.facts.allocatedBytes,
      modifiedTime: entry.facts.modifiedTime,
      firstStoreTimestamp: found.kind === 'record' ? storeTimeOf(found.header) : null,
      lastStoreTimestamp: null,
      damage: found.kind === 'damaged' && index !== activeIndex ? { at: base, reason: found.reason, hex: found.hex } : null,
      error: found.kind === 'unreadable' ? found.error : null,
    }
    if (found.kind === 'unreadable') return { ...common, state: 'unreadable' }
    if (found.kind === 'wrong-size') return { ...common, state: 'wrong-size' }
    if (index > activeIndex) return { ...common, state: 'preallocated' }
    if (index < activeIndex)
      return found.kind === 'unwritten'
        ? { ...common, state: 'full', damage: { at: base, reason: 'unwritten', hex: '0000000000000000' } }
        : { ...common, state: 'full' }

    const walked = walkActive(input, entry.path, base, record => {
      records += 1
      lastActiveTime = storeTimeOf(record.header)
    })
    bytesRead += walked.end.kind === 'damage' ? walked.end.at - base : walked.reached - base
    end = walked.end
    maxOffset = physicalOffset(walked.reached)
    return { ...common, state: 'active', lastStoreTimestamp: lastActiveTime }
  })

  const covered = segments.filter(segment => segment.state !== 'unreadable').map(segment => range(segment.baseOffset, segment.endOffset))
  return {
    picture: {
      directories,
      segmentSizeBytes,
      configuredSegmentSizeBytes,
      minOffset: physicalOffset(segments[0]?.baseOffset ?? 0),
      maxOffset,
      segments,
      holes: gapsBetween(covered),
      end,
    },
    strays,
    bytesRead,
    records,
  }
}

/** When a record was stored; null for a time that no broker writes. */
export const storeTimeOf = ({ storeTimestamp }: MessageHeader): number | null => (storeTimestamp > 0 ? storeTimestamp : null)

type Probe =
  | { readonly kind: 'record'; readonly header: MessageHeader }
  | { readonly kind: 'unwritten' | 'wrong-size' }
  | { readonly kind: 'damaged'; readonly reason: string; readonly hex: string }
  | { readonly kind: 'unreadable'; readonly error: string }

/** A broker maps a segment whole, and Java's mappings end here: a larger file is none, and would take hours to look through. */
const LARGEST_SEGMENT_BYTES = 2 ** 31 - 1

/** What a segment begins with. */
function probe(files: StoreFiles, { entry, base }: Candidate, segmentSizeBytes: number | null): Probe {
  if (entry.facts.sizeBytes !== segmentSizeBytes || entry.facts.sizeBytes > LARGEST_SEGMENT_BYTES) return { kind: 'wrong-size' }
  try {
    return withSource(files, entry.path, source => {
      const { view, bytes } = readWindow(source, 0, RECORD_HEADER_BYTES)
      const header = decodeRecordHeader(view, 0)
      if (header.kind === 'unwritten') return { kind: 'unwritten' }
      if (header.kind === 'message' && header.physicalOffset === base) return { kind: 'record', header }
      const reason = header.kind === 'message' ? 'own-offset' : header.kind === 'invalid' ? header.reason : header.kind
      return { kind: 'damaged', reason, hex: toHex(bytes) }
    })
  } catch (error) {
    if (error instanceof Failure) return { kind: 'unreadable', error: error.code }
    throw error
  }
}

function walkActive(input: CommitLogInput, path: string, base: PhysicalOffset, visit: (record: VisitedRecord) => void): { end: LogEnd; reached: number } {
  return withSource(input.files, path, source => {
    let seen = 0
    const end: WalkEnd = walkSegment(source, {
      baseOffset: base,
      verifyBodies: true,
      visit: record => {
        seen += 1
        if (seen % 4096 === 0) step(input.watch, 'reading-active-segment', record.position, source.sizeBytes)
        visit(record)
      },
    })
    const reached = base + end.position
    if (end.kind !== 'damage') return { end: { kind: end.kind === 'unwritten' ? 'zeros' : end.kind }, reached }
    const resumes = findNextRecord(source, base, end.position)
    return {
      end: {
        kind: 'damage',
        path: input.shown(path),
        at: physicalOffset(reached),
        resumesAt: resumes === undefined ? null : physicalOffset(base + resumes),
        reason: end.reason,
        hex: end.hex,
      },
      reached,
    }
  })
}

/** Opens a file for the time of one function. @throws Failure */
export function withSource<T>(files: StoreFiles, path: string, use: (source: ByteSource) => T): T {
  const source = files.open(path)
  try {
    return use(source)
  } finally {
    source.close()
  }
}

/** An entry of a segment directory that is no segment. A link is one too: it is never followed. */
export function strayIn(
  place: StrayEntry['place'],
  entry: CensusEntry,
  input: { readonly shown: (path: string) => string; readonly rules: BrokerRules },
): StrayEntry {
  return {
    path: input.shown(entry.path),
    absolutePath: entry.path,
    kind: entry.kind,
    sizeBytes: entry.facts?.sizeBytes ?? 0,
    place,
    stopsBroker: entry.kind === 'directory' ? input.rules.strayDirectoriesStopBroker : true,
  }
}
