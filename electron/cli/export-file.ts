import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { failureOf } from '../host/failure'
import { csvHeader, csvLine, type ExportedMessage } from './export-rows'
import { ParquetRows } from './parquet-rows'
import { refusal, usageError } from './usage-error'

export const exportFormats = ['jsonl', 'csv', 'parquet', 'raw'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Where exported messages go, one after the other. */
export interface ExportTarget {
  write(row: ExportedMessage): void
  /** What was written stands under its name only from here on. */
  finish(): void
  /** Nothing is left of it. */
  discard(): void
}

/**
 * A file that is there as a whole or not at all, or, for raw bodies, a new or empty directory. For its owner's eyes only, never over
 * something that is there, and never in the store: a foreign file can keep the broker from starting.
 *
 * @throws CallError; system errors as they come
 */
export function openExport(format: ExportFormat, path: string, roots: readonly string[]): ExportTarget {
  const target = newPlace(path, roots, format === 'raw')
  const { write, finish, discard } = format === 'raw' ? rawBodies(target) : oneFile(target, encodings[format]())
  // A second Ctrl-C ends the process wherever it is.
  process.once('exit', discard)
  const forget = (): unknown => process.off('exit', discard)
  return {
    write,
    finish: () => {
      finish()
      forget()
    },
    discard: () => {
      forget()
      discard()
    },
  }
}

/** Writes one new file under the same rules. @returns its absolute path */
export function writeNewFile(path: string, roots: readonly string[], content: string): string {
  const target = newPlace(path, roots, false)
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o600, flush: true })
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw failureOf(error, `write ${target}`, target)
  }
  return target
}

function newPlace(path: string, roots: readonly string[], mayBeEmptyDirectory: boolean): string {
  const target = resolve(path)
  const directory = realpathSync(dirname(target))
  const inside = roots.find(root => join(directory, basename(target)).startsWith(root.endsWith(sep) ? root : root + sep) || directory === root)
  if (inside !== undefined) throw usageError('export-inside-store', `${target} lies in the store ${inside}; it is written elsewhere, for a foreign file can keep the broker from starting`)
  if (existsSync(target) && (!mayBeEmptyDirectory || readdirSync(target).length > 0)) throw refusal('destination-taken', `${target} is there already; choose a new name`, target)
  return target
}

/** What a file holds: its beginning, what a row adds, its end. */
interface Encoding {
  readonly header?: string
  row(row: ExportedMessage): Uint8Array
  end?(): Uint8Array
}

const lines = (lineOf: (row: ExportedMessage) => string, header?: string): Encoding => ({ row: row => Buffer.from(lineOf(row)), ...(header !== undefined && { header }) })
const jsonLines = (): Encoding => lines(row => `${JSON.stringify(row)}\n`)

const encodings: Readonly<Record<Exclude<ExportFormat, 'raw'>, () => Encoding>> = {
  jsonl: jsonLines,
  csv: () => lines(csvLine, csvHeader),
  parquet: () => new ParquetRows(),
}

function oneFile(target: string, encoding: Encoding): ExportTarget {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  const file = openSync(temporary, 'wx', 0o600)
  writeWhole(file, Buffer.from(encoding.header ?? ''))
  return {
    write: row => writeWhole(file, encoding.row(row)),
    finish: () => {
      if (encoding.end) writeWhole(file, encoding.end())
      fsyncSync(file)
      closeSync(file)
      renameSync(temporary, target)
    },
    discard: () => {
      closeSync(file)
      rmSync(temporary, { force: true })
    },
  }
}

/** One file a body, numbered in the order of the messages, and `messages.jsonl` with everything else about them. */
function rawBodies(directory: string): ExportTarget {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const list = oneFile(join(directory, 'messages.jsonl'), jsonLines())
  const written: string[] = []
  return {
    write: row => {
      const name = `${String(written.length + 1).padStart(9, '0')}.body`
      const body = row.body === null ? undefined : Buffer.from(row.body, row.bodyEncoding === 'base64' ? 'base64' : 'utf8')
      if (body !== undefined) {
        const file = openSync(join(directory, name), 'wx', 0o600)
        written.push(name)
        writeWhole(file, body)
        closeSync(file)
      }
      list.write({ ...row, body: body === undefined ? null : name, bodyEncoding: null })
    },
    finish: () => list.finish(),
    discard: () => {
      list.discard()
      for (const name of written) rmSync(join(directory, name), { force: true })
    },
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
}
