import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeepPart, DeepTask } from '../../../shared/store/deep/deep-task'
import packageFile from '../../../package.json'
import type { Look } from '../jobs'

/**
 * What a deep check has done so far, in a file of the user's and never in the store, so that a check that was stopped goes on
 * where it was. It counts only while every file of the store is as it was.
 */
export interface DeepProgress {
  partOf(task: DeepTask): DeepPart | undefined
  done(task: DeepTask, part: DeepPart): void
  /** The check is complete: nothing to go on with. */
  finish(): void
}

/** A look, as far as a deep check needs it. */
export type SeenStore = Pick<Look, 'snapshot' | 'filesDigest'>

/** @param directory where the user's files are; a place that cannot be written is no reason not to check */
export function openDeepProgress(directory: string, { snapshot, filesDigest }: SeenStore): DeepProgress {
  const folder = join(directory, 'deep-checks')
  const path = join(folder, `${sha256(snapshot.store.root).slice(0, 16)}.jsonl`)
  const fingerprint = `${packageFile.version} ${filesDigest}`
  const parts = readParts(path, fingerprint)
  quietly(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lines = [JSON.stringify({ fingerprint }), ...Array.from(parts, ([task, part]) => lineOf(task, part))]
    writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  })
  return {
    partOf: task => parts.get(JSON.stringify(task)),
    done: (task, part) => quietly(() => appendFileSync(path, `${lineOf(JSON.stringify(task), part)}\n`)),
    finish: () => quietly(() => rmSync(path, { force: true })),
  }
}

const lineOf = (task: string, part: DeepPart): string => `{"task":${task},"part":${JSON.stringify(part)}}`

function readParts(path: string, fingerprint: string): Map<string, DeepPart> {
  const parts = new Map<string, DeepPart>()
  try {
    const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n')
    if ((JSON.parse(head) as { fingerprint?: unknown }).fingerprint !== fingerprint) return parts
    for (const line of lines) {
      const { task, part } = JSON.parse(line) as { task: DeepTask; part: DeepPart }
      parts.set(JSON.stringify(task), part)
    }
  } catch {
    // No file, or a last line that was cut off: what was read until there counts.
  }
  return parts
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function quietly(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
