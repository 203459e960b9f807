import { resolve } from 'node:path'
import { exit, type ExitCode } from './exit-codes'
import { rootsOf } from './export'
import { writeNewFile } from './export-file'
import { print, withStore, type Invocation } from './invocation'
import { printable } from './printable'

export interface ReportOptions {
  readonly to: string
  readonly redact?: boolean | undefined
}

/** Writes a report of the store as one HTML file, to be printed or attached. */
export const report = (invocation: Invocation, directory: string, { to, redact = false }: ReportOptions): Promise<ExitCode> =>
  withStore(invocation, directory, async store => {
    const { html } = await store.call('storeReport', { storeId: store.storeId, lang: invocation.lang, redact })
    const path = writeNewFile(resolve(invocation.shell.workingDirectory, to), await rootsOf(store), html)
    print(invocation, { schema: 'report/1', path }, () => `${printable(path)}\n`)
    return exit.done
  })
