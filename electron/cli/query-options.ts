import type { Command } from 'commander'
import { Option } from 'commander'
import type { MessageQueryInput } from '../../shared/contract/found-messages'
import { parseTime, parseWhole } from './parse-amounts'
import { usageError } from './usage-error'

/** What `find` and `export` choose messages by. */
export interface QueryOptions {
  readonly topic?: string | undefined
  readonly queue?: string | undefined
  readonly key?: string | undefined
  readonly id?: string | undefined
  readonly offset?: string | undefined
  readonly tag?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly text?: string | undefined
  readonly regex?: string | undefined
  readonly scan?: boolean | undefined
  readonly side?: 'local' | 'tiered' | undefined
}

export const addQueryOptions = (command: Command): Command =>
  command
    .option('--topic <topic>', 'of this topic')
    .option('--queue <id>', 'of this queue id')
    .option('--key <key>', 'with this key')
    .option('--id <id>', "with this id: the broker's or the client's")
    .option('--offset <offset>', 'the one that this physical offset lies in')
    .option('--tag <tag>', 'with this tag')
    .option('--since <time>', 'stored at this time or later: a date, milliseconds since 1970, or an age such as 72h')
    .option('--until <time>', 'stored before this time')
    .option('--text <text>', 'with this in the body')
    .option('--regex <expression>', 'with a body that this regular expression matches')
    .option('--scan', 'read the whole log, even where index files would answer')
    .addOption(new Option('--side <side>', 'which store, where both are open').choices(['local', 'tiered']))

/** @throws CallError of kind usage */
export function queryFrom(options: QueryOptions, now: number): Omit<MessageQueryInput, 'side'> {
  const { topic, queue, key, id, offset, tag, since, until, text, regex, scan } = options
  const [from, to] = [since === undefined ? undefined : parseTime('--since', since, now), until === undefined ? undefined : parseTime('--until', until, now)]
  if (from !== undefined && to !== undefined && from >= to) throw usageError('invalid-time', '--since must be before --until')
  if (regex !== undefined && !compiles(regex)) throw usageError('invalid-regex', `--regex takes a regular expression, not "${regex}"`)
  return {
    ...(topic !== undefined && { topic }),
    ...(queue !== undefined && { queueId: parseWhole('--queue', queue) }),
    ...(key !== undefined && { key }),
    ...(id !== undefined && { id }),
    ...(offset !== undefined && { offset: parseWhole('--offset', offset) }),
    ...(tag !== undefined && { tag }),
    ...(from !== undefined && { since: from }),
    ...(to !== undefined && { until: to }),
    ...(text !== undefined && { text }),
    ...(regex !== undefined && { pattern: regex }),
    ...(scan === true && { scan }),
  }
}

function compiles(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
