import { Failure } from '../errors'
import { parseTieredMetadata, removeMetadataRows } from '../formats/tiered-metadata'
import { MOST_TEXT_BYTES } from '../snapshot/recognise'
import type { TieredSnapshot } from '../snapshot/snapshot'
import { contentDigest } from './digest'
import { readWhole } from './journal-file'
import type { Blocker, MetadataRow } from './plan'
import { blocker, stepFacts, type DraftStep, type Planning } from './planning'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The rewriting of the metadata and of its `.bak`: a fallback to an old `.bak` would bring rows back whose files are gone,
 * and the broker would make those again, empty. A `.bak` nobody can read brings nothing back and stays as it is.
 */
export function planMetadata(planning: Planning, tiered: TieredSnapshot, rows: readonly MetadataRow[]): { readonly steps: readonly DraftStep[]; readonly blockers: readonly Blocker[] } {
  const { metadataPath } = tiered
  if (rows.length === 0 || metadataPath === null || tiered.metadata !== 'ok') return { steps: [], blockers: [] }
  const { root } = planning.snapshot.store
  if (!metadataPath.startsWith(`${root}/`)) return { steps: [], blockers: [blocker('layout-not-supported', { reason: 'metadata-outside-root' }, metadataPath)] }
  const main = rewriteStep(planning, metadataPath, rows)
  if (main === undefined) return { steps: [], blockers: [blocker('metadata-unreadable', { state: 'unreadable' }, metadataPath)] }
  const backup = planning.factsOf.get(`${metadataPath}.bak`)?.kind === 'file' ? rewriteStep(planning, `${metadataPath}.bak`, rows) : undefined
  return { steps: [main, ...(backup !== undefined && backup.removeRows.length > 0 ? [backup] : [])], blockers: [] }
}

type RewriteDraft = Extract<DraftStep, { action: 'rewrite' }>

/** @returns undefined when the file is not one a broker can read */
function rewriteStep(planning: Planning, path: string, rows: readonly MetadataRow[]): RewriteDraft | undefined {
  if (planning.factsOf.get(path)?.kind !== 'file') return undefined
  const content = readOrNothing(planning, path)
  const text = content && decode(content)
  const parsed = text === undefined ? undefined : parseTieredMetadata(text)
  if (content === undefined || text === undefined || parsed?.ok !== true) return undefined
  const present = new Set(parsed.metadata.rows.map(row => `${row.table} ${row.filePath} ${row.key}`))
  const removeRows = rows.filter(row => present.has(`${row.table} ${row.filePath} ${row.baseOffset}`))
  const edited = removeMetadataRows(text, removeRows)
  if (!edited.ok) return undefined
  return {
    action: 'rewrite',
    kind: 'tiered-metadata',
    ...stepFacts(planning, 'tiered-metadata', path, 'rows-of-removed-files'),
    removeRows,
    digestBefore: contentDigest(content),
    digestAfter: contentDigest(edited.text),
  }
}

/** @returns undefined when it cannot be read, or is larger than such a file can be */
export function readOrNothing({ files }: Planning, path: string): Uint8Array | undefined {
  try {
    return readWhole(files, path, MOST_TEXT_BYTES)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function decode(content: Uint8Array): string | undefined {
  try {
    return strict.decode(content)
  } catch {
    return undefined
  }
}
