import { asInteger, asObject, asText, entriesOf, field, findReference, parseConfigJson, type ConfigEntry, type ConfigObject, type ConfigValue } from './config-json'

/**
 * `config/tieredStoreMetadata.json`. Mirrors org.apache.rocketmq.tieredstore.metadata.DefaultMetadataStore.
 *
 *   commitLogFileSegmentTable      "{broker}/{topic}/{queueId}" → { baseOffset → row }
 *   consumeQueueFileSegmentTable   the same
 *   indexFileSegmentTable          "{broker}/rmq_sys_INDEX/0" → { baseOffset → row }
 *   queueMetadataTable             topic → { queueId → … }      only queues listed here are loaded
 *   topicMetadataTable             topic → { topicId, reserveTime in hours, … }
 *   topicSerialNumber              the last topicId given
 *
 * The order of rows says nothing: they are in the order of a hash map. Numeric keys may be quoted or not.
 */
export const metadataTables = ['commitLogFileSegmentTable', 'consumeQueueFileSegmentTable', 'indexFileSegmentTable'] as const
export type MetadataTable = (typeof metadataTables)[number]

/** One file the broker knows: where it says it is (`filePath`, `key`) and what it says about itself. */
export interface TieredRow {
  readonly table: MetadataTable
  /** The outer key: `{broker}/{topic}/{queueId}`. */
  readonly filePath: string
  /** The inner key: the base offset the broker sorts by. */
  readonly key: number
  /** Identity repeated inside; null when missing. Must agree with `filePath`, the table and `key`. */
  readonly path: string | null
  readonly type: number | null
  readonly baseOffset: number | null
  /** Committed bytes. Like every number here NaN when the text has something that is no integer, or one beyond 2^53. */
  readonly sizeBytes: number
  /** 0 new, 1 sealed, 2 deleted. */
  readonly status: number
  readonly createTimestamp: number
  /** Store times of the first and last message; null: the file is empty (Long.MAX_VALUE). Garbage stays as it is. */
  readonly beginTimestamp: number | null
  readonly endTimestamp: number | null
  readonly sealTimestamp: number
}

export interface TieredMetadata {
  /** In the order of the text. */
  readonly rows: readonly TieredRow[]
  readonly queues: readonly { readonly topic: string; readonly queueId: number }[]
  readonly topics: readonly { readonly topic: string; readonly topicId: number; readonly reserveTime: number }[]
  readonly topicSerialNumber: number
}

interface Unreadable {
  readonly ok: false
  /** Character where reading stopped. */
  readonly at: number
  readonly reason: string
}

export type ParsedMetadata = { readonly ok: true; readonly metadata: TieredMetadata } | Unreadable

export function parseTieredMetadata(text: string): ParsedMetadata {
  const located = locate(text)
  if (!located.ok) return located
  const { root, rows } = located
  return {
    ok: true,
    metadata: {
      rows: rows.map(decodeRow),
      queues: entriesOf(field(root, 'queueMetadataTable')).flatMap(topic =>
        entriesOf(topic.value).map(queue => ({ topic: topic.key, queueId: Number(queue.key) })),
      ),
      topics: entriesOf(field(root, 'topicMetadataTable')).map(topic => ({
        topic: topic.key,
        topicId: integer(topic.value, 'topicId'),
        reserveTime: integer(topic.value, 'reserveTime', -1),
      })),
      topicSerialNumber: integer(root, 'topicSerialNumber', -1),
    },
  }
}

/** What names a row. */
export type RowName = Pick<TieredRow, 'table' | 'filePath'> & { readonly baseOffset: number }

export type RemovedRows = { readonly ok: true; readonly text: string } | Unreadable

/**
 * The text without some rows, every other character as it was. A file whose rows are all gone keeps its key with `{}`.
 * @param rows in any order; `baseOffset` is the inner key
 * @returns an error when the text is unreadable or a row is not in it
 */
export function removeMetadataRows(text: string, rows: readonly RowName[]): RemovedRows {
  const located = locate(text)
  if (!located.ok) return located
  const wanted = new Map(rows.map(row => [nameOf(row), row]))
  const doomed = new Map<ConfigObject, Set<ConfigEntry>>()
  for (const found of located.rows) {
    if (!wanted.delete(nameOf({ ...found, baseOffset: found.key }))) continue
    doomed.set(found.parent, (doomed.get(found.parent) ?? new Set()).add(found.entry))
  }
  for (const absent of wanted.values()) {
    return { ok: false, at: 0, reason: `${absent.table} has no row ${absent.baseOffset} of "${absent.filePath}"` }
  }
  const cuts = [...doomed].flatMap(([parent, entries]) => cutsOf(parent, entries)).toSorted((a, b) => a.start - b.start)
  let kept = ''
  let from = 0
  for (const cut of cuts) {
    kept += text.slice(from, cut.start)
    from = cut.end
  }
  return { ok: true, text: kept + text.slice(from) }
}

const nameOf = (row: RowName): string => `${row.table} ${row.baseOffset} ${row.filePath}`

/**
 * The characters to leave out so that exactly `doomed` go. An entry behind a kept one goes with the comma before it, one
 * at the head with the comma after it.
 */
function cutsOf(parent: ConfigObject, doomed: ReadonlySet<ConfigEntry>): { readonly start: number; readonly end: number }[] {
  const { entries } = parent
  const firstKept = entries.findIndex(entry => !doomed.has(entry))
  const keptEntry = entries[firstKept]
  if (keptEntry === undefined) return [{ start: parent.start + 1, end: parent.end - 1 }]
  const head = firstKept === 0 ? [] : [{ start: entries[0]?.start ?? 0, end: keptEntry.start }]
  const others = entries.flatMap((entry, index) =>
    index > firstKept && doomed.has(entry) ? [{ start: entries[index - 1]?.end ?? 0, end: entry.end }] : [],
  )
  return [...head, ...others]
}

// ───────────────────────────── rows and their places ─────────────────────────────

interface LocatedRow {
  readonly table: MetadataTable
  readonly filePath: string
  readonly key: number
  readonly parent: ConfigObject
  readonly entry: ConfigEntry
}

type Located = { readonly ok: true; readonly root: ConfigObject; readonly rows: readonly LocatedRow[] } | Unreadable

/** Finds every row, and refuses what the broker cannot read or what an edit could get wrong. */
function locate(text: string): Located {
  const parsed = parseConfigJson(text)
  if (!parsed.ok) return parsed
  const root = asObject(parsed.value)
  if (root === undefined) return { ok: false, at: 0, reason: 'the text is not an object' }
  const reference = findReference(root)
  if (reference !== undefined) return { ok: false, at: reference.start, reason: 'a "$ref" stands in for a part of the text' }
  const rows: LocatedRow[] = []
  const doubled = firstDoubledKey(root)
  if (doubled !== undefined) return doubled
  for (const table of metadataTables) {
    for (const file of entriesOf(field(root, table))) {
      const parent = asObject(file.value)
      if (parent === undefined) return { ok: false, at: file.valueStart, reason: `${table} "${file.key}" is not an object` }
      for (const entry of parent.entries) {
        const key = Number(entry.key)
        if (!Number.isSafeInteger(key) || String(key) !== entry.key) {
          return { ok: false, at: entry.start, reason: `the key "${entry.key}" of ${table} "${file.key}" is not an offset` }
        }
        if (asObject(entry.value) === undefined) return { ok: false, at: entry.valueStart, reason: `row ${entry.key} of ${table} "${file.key}" is not an object` }
        rows.push({ table, filePath: file.key, key, parent, entry })
      }
    }
  }
  return { ok: true, root, rows }
}

/** A key that occurs twice hides the first of its values from the broker; no broker writes that. Looks at tables, files and rows. */
function firstDoubledKey(value: ConfigValue, levels = 3): Unreadable | undefined {
  const seen = new Set<string>()
  for (const entry of entriesOf(value)) {
    if (seen.has(entry.key)) return { ok: false, at: entry.start, reason: `the key "${entry.key}" occurs twice` }
    seen.add(entry.key)
    const below = levels > 1 ? firstDoubledKey(entry.value, levels - 1) : undefined
    if (below !== undefined) return below
  }
  return undefined
}

function decodeRow({ table, filePath, key, entry: { value } }: LocatedRow): TieredRow {
  const optional = (name: string): number | null => (field(value, name) === undefined ? null : integer(value, name))
  return {
    table,
    filePath,
    key,
    path: asText(field(value, 'path')) ?? null,
    type: optional('type'),
    baseOffset: optional('baseOffset'),
    sizeBytes: integer(value, 'size'),
    status: integer(value, 'status'),
    createTimestamp: integer(value, 'createTimestamp'),
    beginTimestamp: messageTime(value, 'beginTimestamp'),
    endTimestamp: messageTime(value, 'endTimestamp'),
    sealTimestamp: integer(value, 'sealTimestamp'),
  }
}

const LONG_MAX = 2n ** 63n - 1n

const messageTime = (row: ConfigValue, name: string): number | null => (field(row, name) === LONG_MAX ? null : integer(row, name))

/** A missing field has Java's default; one that is not an exact integer is NaN, as in the binary formats. */
function integer(value: ConfigValue, name: string, missing = 0): number {
  const found = field(value, name)
  return found === undefined ? missing : (asInteger(found) ?? Number.NaN)
}
