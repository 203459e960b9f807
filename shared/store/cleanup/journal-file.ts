import { readWindow } from '../bytes/byte-source'
import { join, nameOf, type StoreFiles } from '../bytes/store-files'
import { Failure, Refusal } from '../errors'
import type { CleanupFiles } from './cleanup-files'
import { encodeEntry, JOURNAL_START, readJournal, type JournalEnd, type JournalEntry, type JournalReading, type OpenEntry } from './journal'
import { requireSafePlan } from './plan-shape'

export const JOURNAL_NAME = 'journal'
export const RECEIPT_NAME = 'receipt.json'
/** Some room that is given back before the journal of a full file system has to grow. */
export const RESERVE_NAME = 'reserve'
/** A plan of millions of files; a file of holes can claim any size. */
const MOST_JOURNAL_BYTES = 2 ** 30
const ownNames: readonly string[] = [JOURNAL_NAME, RECEIPT_NAME, `${RECEIPT_NAME}.new`, RESERVE_NAME]

/** A journal being written. `append` returns when the entry is durable. */
export class JournalFile {
  #end: JournalEnd
  readonly #entries: JournalEntry[]

  private constructor(
    private readonly cleanup: CleanupFiles,
    /** Absolute directory of the run. */
    readonly directory: string,
    readonly open: OpenEntry,
    entries: readonly JournalEntry[],
    end: JournalEnd,
  ) {
    this.#entries = [...entries]
    this.#end = end
  }

  /** Begins a journal in an existing directory: the whole plan is in it before anything moves. */
  static begin(cleanup: CleanupFiles, directory: string, open: OpenEntry): JournalFile {
    const journal = new JournalFile(cleanup, directory, open, [], JOURNAL_START)
    journal.append(open)
    cleanup.syncDirectory(directory)
    return journal
  }

  /** Goes on with a journal that was read; an unreadable end is first closed off by an entry that says so. */
  static resume(cleanup: CleanupFiles, directory: string, journal: ReadableJournal, now: number): JournalFile {
    const file = new JournalFile(cleanup, directory, journal.open, journal.entries, journal.end)
    const { ignored } = journal
    if (ignored !== undefined) {
      const newline = ignored.endsLine ? '' : '\n'
      file.append({ kind: 'resumed', ignoredBytes: ignored.bytes + newline.length, at: now }, newline)
    }
    return file
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries
  }

  append(entry: JournalEntry, before = ''): void {
    const { bytes, end } = encodeEntry(entry, this.#end)
    this.cleanup.append(join(this.directory, JOURNAL_NAME), before === '' ? bytes : new Uint8Array([...new TextEncoder().encode(before), ...bytes]))
    this.#end = end
    this.#entries.push(entry)
  }
}

export type ReadableJournal = Extract<JournalReading, { state: 'readable' }>

/**
 * Why a journal cannot be acted on. `foreign-store`: it belongs to another root; `journal-missing`: there are set-aside
 * files and no journal, it may have been put elsewhere.
 */
export type JournalTrouble =
  | { readonly code: 'journal-damaged'; readonly line: number; readonly at: number; readonly reason: string }
  | { readonly code: 'newer-version'; readonly schema: string }
  | { readonly code: 'foreign-store'; readonly root: string }
  | { readonly code: 'journal-missing' }

export type OpenedJournal =
  | { readonly state: 'readable'; readonly journal: ReadableJournal }
  /** The run had not begun: nothing was changed. */
  | { readonly state: 'empty' }
  | { readonly state: 'trouble'; readonly trouble: JournalTrouble }

/** Reads the journal of one run and makes sure that it is about this store and says what we wrote. @throws Failure */
export function openJournal(files: StoreFiles, directory: string, root: string): OpenedJournal {
  const path = join(directory, JOURNAL_NAME)
  if (files.stat(path) === undefined) return holdsFiles(files, directory) ? trouble({ code: 'journal-missing' }) : { state: 'empty' }
  const reading = readJournal(readWhole(files, path))
  switch (reading.state) {
    case 'empty':
      return holdsFiles(files, directory) ? trouble({ code: 'journal-damaged', line: 1, at: 0, reason: 'checksum' }) : { state: 'empty' }
    case 'newer-version':
      return trouble({ code: 'newer-version', schema: reading.schema })
    case 'damaged':
      return trouble({ code: 'journal-damaged', line: reading.line, at: reading.at, reason: reading.reason })
    case 'readable': {
      const { plan, receiptId } = reading.open
      if (plan.store.root !== root || receiptId !== nameOf(directory)) return trouble({ code: 'foreign-store', root: plan.store.root })
      requireSafePlan(plan)
      return { state: 'readable', journal: reading }
    }
  }
}

const trouble = (found: JournalTrouble): OpenedJournal => ({ state: 'trouble', trouble: found })

export function refuseTrouble(found: JournalTrouble, directory: string): never {
  const { code, ...facts } = found
  throw new Refusal(code, troubleMessages[code](directory, facts as never), { path: directory, facts })
}

const troubleMessages: { readonly [C in JournalTrouble['code']]: (directory: string, facts: Omit<Extract<JournalTrouble, { code: C }>, 'code'>) => string } = {
  'journal-damaged': (directory, { line, at, reason }) => `${directory}/${JOURNAL_NAME}: line ${line} at byte ${at} is damaged (${reason}); nothing was done`,
  'newer-version': (directory, { schema }) => `${directory}/${JOURNAL_NAME} is of the newer format ${schema}; use the version that wrote it`,
  'foreign-store': (directory, { root }) => `${directory}/${JOURNAL_NAME} belongs to the store ${root}; nothing was done`,
  'journal-missing': directory => `${directory} holds set-aside files and no journal; if it was put elsewhere, name its directory`,
}

/** True when a regular file other than ours lies anywhere below. */
function holdsFiles(files: StoreFiles, directory: string): boolean {
  return (files.list(directory) ?? []).some(({ name, kind }) => {
    if (kind === 'directory') return holdsFiles(files, join(directory, name))
    return !ownNames.includes(name)
  })
}

export function readWhole(files: StoreFiles, path: string, mostBytes = MOST_JOURNAL_BYTES): Uint8Array {
  const source = files.open(path)
  try {
    if (source.sizeBytes > mostBytes) throw new Failure('too-large', `${path} has ${source.sizeBytes} bytes, more than the ${mostBytes} that such a file can have`, path)
    return readWindow(source, 0, source.sizeBytes).bytes
  } finally {
    source.close()
  }
}

