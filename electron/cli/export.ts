import { resolve } from 'node:path'
import { LARGEST_BODY_UNPACKED } from '../../shared/contract/messages'
import { exit, type ExitCode } from './exit-codes'
import { exportFormats, openExport, type ExportFormat } from './export-file'
import { redactable, toExported, type Redactable } from './export-rows'
import { foundPages } from './found-pages'
import { print, withStore, type Invocation, type StoreAtHand } from './invocation'
import { printable } from './printable'
import { queryFrom, type QueryOptions } from './query-options'
import { usageError } from './usage-error'
import { usualSide } from './usual-side'

export interface ExportOptions extends QueryOptions {
  readonly to: string
  readonly format?: ExportFormat | undefined
  /** Names separated by commas. */
  readonly redact?: string | undefined
}

/** Writes the messages that fit, with how each stands in the store, to a file. The same store gives the same file. */
export function exportMessages(invocation: Invocation, directory: string, { to, format, redact, ...options }: ExportOptions): Promise<ExitCode> {
  const query = queryFrom(options, invocation.now())
  const redacted = redactedFrom(redact)
  const wanted = format ?? exportFormats.find(each => to.endsWith(`.${each}`)) ?? 'jsonl'
  return withStore(invocation, directory, async store => {
    const side = options.side ?? (await usualSide(invocation, store))
    const path = resolve(invocation.shell.workingDirectory, to)
    const target = openExport(wanted, path, await rootsOf(store))
    const sums = { messages: 0, orphans: 0, afterCut: 0, crcWrong: 0 }
    try {
      for await (const { rows } of foundPages(invocation, store, { ...query, side }, { limit: undefined, bodyLimit: LARGEST_BODY_UNPACKED }))
        for (const row of rows) {
          target.write(toExported(row, redacted))
          sums.messages += 1
          sums.orphans += Number(row.provenance.includes('orphan'))
          sums.afterCut += Number(row.provenance.includes('after-cut'))
          sums.crcWrong += Number(row.provenance.includes('crc-wrong'))
        }
      target.finish()
    } catch (error) {
      target.discard()
      throw error
    }
    print(invocation, { schema: 'export/1', path, format: wanted, side, ...sums }, () => `${printable(invocation.words.exported(path, sums.messages, sums.orphans, sums.afterCut, sums.crcWrong))}\n`)
    return exit.done
  })
}

function redactedFrom(list = ''): ReadonlySet<Redactable> {
  const names = list.split(',').map(name => name.trim()).filter(Boolean)
  const known = names.flatMap(name => redactable.filter(each => each === name))
  if (known.length < names.length) throw usageError('invalid-redaction', `--redact takes ${redactable.join(', ')}, separated by commas, not "${list}"`)
  return new Set(known)
}

/** Every directory of the store. */
export async function rootsOf({ storeId, call }: StoreAtHand): Promise<string[]> {
  const { store, local, tiered } = await call('inspectDocument', { storeId })
  return [store.root, ...(tiered === undefined ? [] : [tiered.root]), ...(local?.commitLog.directories ?? []).map(path => resolve(store.root, path))]
}
