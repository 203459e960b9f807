import type { FoundMessage } from '../../shared/contract/found-messages'
import { exit, type ExitCode } from './exit-codes'
import { time } from './figures'
import { foundPages } from './found-pages'
import { note, withStore, type Invocation } from './invocation'
import { parseWhole } from './parse-amounts'
import { printable } from './printable'
import { queryFrom, type QueryOptions } from './query-options'
import { usageError } from './usage-error'
import { usualSide } from './usual-side'

export interface FindOptions extends QueryOptions {
  readonly time?: string | undefined
  readonly limit?: string | undefined
}

/** Messages that fit, as they are found: a line each, with `--json` a document `found/1` each. */
export function find(invocation: Invocation, directory: string, { time: moment, limit, ...options }: FindOptions): Promise<ExitCode> {
  if (moment !== undefined && options.since !== undefined) throw usageError('two-times', '--time T is the first message from T on; leave out --since')
  const query = queryFrom({ ...options, since: moment ?? options.since }, invocation.now())
  if (Object.keys(query).length === 0) throw usageError('no-query', 'name what to find: --key, --id, --offset, --time, --topic, --tag, --since, --text or --regex')
  const most = limit === undefined ? (moment === undefined ? undefined : 1) : parseWhole('--limit', limit, 1)
  return withStore(invocation, directory, async store => {
    const side = options.side ?? (await usualSide(invocation, store))
    const { shell } = invocation
    const sums = { found: 0, readBytes: 0, indexFiles: 0 }
    for await (const page of foundPages(invocation, store, { ...query, side }, { limit: most, bodyLimit: undefined })) {
      for (const row of page.rows) shell.out(invocation.options.json ? `${JSON.stringify({ schema: 'found/1', ...row })}\n` : lineOf(invocation, row))
      sums.found += page.rows.length
      sums.readBytes += page.readBytes
      sums.indexFiles = page.indexFiles
    }
    note(invocation, invocation.words.foundMessages(sums.found, sums.indexFiles, sums.readBytes))
    return exit.done
  })
}

function lineOf({ words, paint }: Invocation, row: FoundMessage): string {
  const stored = typeof row.storeTimestamp === 'number' ? time(row.storeTimestamp) : row.storeTimestamp
  const wrong = row.provenance.filter(each => each !== 'indexed')
  const parts = [
    stored,
    paint('strong', printable(`${row.topic}/${row.queueId}@${row.queueOffset}`)),
    String(row.physicalOffset),
    ...(row.keys.length > 0 ? [printable(row.keys.join(' '))] : []),
    ...(row.tags === null ? [] : [printable(`[${row.tags}]`)]),
    ...(wrong.length > 0 ? [paint('warning', wrong.map(each => words.provenance[each]).join(', '))] : []),
  ]
  return `${parts.join('  ')}\n`
}
