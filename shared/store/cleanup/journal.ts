import type { Severity } from '../checks/finding'
import { canonicalJson } from './canonical'
import type { CleanupPlan } from './plan'
import { sha256 } from './sha256'

/**
 * What a run writes down before it does anything: lines of JSON, each with its number and a checksum over itself and the
 * checksum before it. A line is durable before what it announces happens.
 *
 *   {"sum":"64 hex digits","seq":7,"entry":{…}}\n        sum = SHA-256(sum of line 6 + `"seq":7,"entry":{…}}`)
 *
 * Where files are tells the truth about steps; the journal tells which run they belong to and which way it was going.
 */
export const JOURNAL_SCHEMA = 'journal/1'

export type JournalEntry =
  | {
      readonly kind: 'open'
      readonly schema: string
      readonly receiptId: string
      readonly startedAt: number
      readonly mode: RunMode
      readonly assumedStopped: boolean
      readonly tool: string
      readonly freeBytesBefore: number | null
      readonly plan: CleanupPlan
    }
  /** Steps `from` to `to` (numbers in the plan, inclusive, in the order they are taken) come next. */
  | { readonly kind: 'steps'; readonly way: 'aside' | 'back'; readonly from: number; readonly to: number }
  | ({ readonly kind: 'applied' } & Finished & { readonly stepsDone: number; readonly setAsideBytes: number })
  | { readonly kind: 'back'; readonly reason: 'undo' | 'roll-back'; readonly startedAt: number }
  | ({ readonly kind: 'restored' } & Finished)
  /** `bytes`: allocated bytes of the files about to be removed, as found. */
  | { readonly kind: 'purge'; readonly startedAt: number; readonly bytes: number; readonly freeBytesBefore: number | null }
  | ({ readonly kind: 'purged' } & Finished & { readonly freedBytes: number })
  /** Written first by a run that goes on behind an end it could not read; nothing else may stand behind such an end. */
  | { readonly kind: 'resumed'; readonly ignoredBytes: number; readonly at: number }

/** Set aside, so that it can be undone; or removed at once, for a disk without a free byte. */
export type RunMode = 'set-aside' | 'remove'

interface Finished {
  readonly finishedAt: number
  readonly freeBytesAfter: number | null
  readonly checkAfter: Readonly<Record<Severity, number>>
}

export type OpenEntry = Extract<JournalEntry, { kind: 'open' }>

/** Where the next line goes on. */
export interface JournalEnd {
  readonly seq: number
  readonly sum: string
}

export const JOURNAL_START: JournalEnd = { seq: 0, sum: '0'.repeat(64) }

const utf8 = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder()
const HEAD = '{"sum":"'
const SUM_END = HEAD.length + 64
const NEWLINE = 0x0a

export function encodeEntry(entry: JournalEntry, end: JournalEnd): { readonly bytes: Uint8Array; readonly end: JournalEnd } {
  const rest = `"seq":${end.seq},"entry":${canonicalJson(entry)}}`
  const sum = sha256(end.sum + rest)
  return { bytes: utf8.encode(`${HEAD}${sum}",${rest}\n`), end: { seq: end.seq + 1, sum } }
}

export type JournalReading =
  | { readonly state: 'readable'; readonly open: OpenEntry; readonly entries: readonly JournalEntry[]; readonly end: JournalEnd; readonly ignored: IgnoredEnd | undefined }
  /** Not one whole line: the run had not begun. */
  | { readonly state: 'empty'; readonly ignored: IgnoredEnd | undefined }
  | { readonly state: 'newer-version'; readonly schema: string }
  /** Something is wrong before the last line: what follows cannot be trusted. */
  | { readonly state: 'damaged'; readonly line: number; readonly at: number; readonly reason: 'checksum' | 'sequence' | 'not-json' | 'first-entry' }

/** Bytes at the end that are no whole line: a write that a crash cut short. What they announced was not begun. */
export interface IgnoredEnd {
  readonly at: number
  readonly bytes: number
  /** They end with a line break: a whole line whose checksum is wrong. */
  readonly endsLine: boolean
  readonly why: 'torn' | 'zeros'
}

/** Reads a journal. Never throws on content: every end it can have is a value. */
export function readJournal(bytes: Uint8Array): JournalReading {
  const entries: JournalEntry[] = []
  let end = JOURNAL_START
  let at = 0
  let line = 0
  /** The first line that could not be read, while it is unknown whether it is the end. */
  let broken: { readonly at: number; readonly line: number; readonly reason: 'checksum' | 'sequence' | 'not-json' } | undefined
  while (at < bytes.length) {
    line += 1
    const newline = bytes.indexOf(NEWLINE, at)
    const stop = newline === -1 ? bytes.length : newline
    const read = newline === -1 ? { ok: false as const, reason: 'checksum' as const } : readLine(bytes.subarray(at, stop), end)
    if (read.ok && broken === undefined) {
      entries.push(read.entry)
      end = read.end
    } else if (read.ok && broken !== undefined && read.entry.kind === 'resumed' && broken.at + read.entry.ignoredBytes === at) {
      entries.push(read.entry)
      end = read.end
      broken = undefined
    } else if (!read.ok && broken === undefined) {
      broken = { at, line, reason: read.reason }
    } else if (broken !== undefined) {
      return { state: 'damaged', line: broken.line, at: broken.at, reason: broken.reason }
    }
    at = stop + 1
  }
  const ignored = broken && endFrom(bytes, broken.at)
  // Two lines in one: not a write cut short, but a line break that is no more.
  if (broken !== undefined && lossy.decode(bytes.subarray(broken.at + 1)).includes(HEAD)) return { state: 'damaged', line: broken.line, at: broken.at, reason: broken.reason }
  const [open] = entries
  if (open === undefined) return { state: 'empty', ignored }
  if (open.kind !== 'open') return { state: 'damaged', line: 1, at: 0, reason: 'first-entry' }
  if (open.schema !== JOURNAL_SCHEMA) return { state: 'newer-version', schema: open.schema }
  return { state: 'readable', open, entries, end, ignored }
}

type LineReading = { readonly ok: true; readonly entry: JournalEntry; readonly end: JournalEnd } | { readonly ok: false; readonly reason: 'checksum' | 'sequence' | 'not-json' }

function readLine(bytes: Uint8Array, end: JournalEnd): LineReading {
  let text: string
  try {
    text = strict.decode(bytes)
  } catch {
    return { ok: false, reason: 'checksum' }
  }
  const sum = text.slice(HEAD.length, SUM_END)
  const rest = text.slice(SUM_END + 2)
  if (!text.startsWith(HEAD) || text.slice(SUM_END, SUM_END + 2) !== '",' || sha256(end.sum + rest) !== sum) return { ok: false, reason: 'checksum' }
  // The checksum proves that we wrote the line; what is checked below can only fail on a file made by hand.
  try {
    const { seq, entry } = JSON.parse(text) as { seq: number; entry: JournalEntry }
    return seq === end.seq ? { ok: true, entry, end: { seq: seq + 1, sum } } : { ok: false, reason: 'sequence' }
  } catch {
    return { ok: false, reason: 'not-json' }
  }
}

const endFrom = (bytes: Uint8Array, at: number): IgnoredEnd => ({
  at,
  bytes: bytes.length - at,
  endsLine: bytes.at(-1) === NEWLINE,
  why: bytes.subarray(at).every(byte => byte === 0) ? 'zeros' : 'torn',
})
