import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { z } from 'zod'
import type { InputOf } from '../../shared/contract/contract'
import { lang, type Lang } from '../../shared/contract/schemas'
import type { Shell } from './shell'

/** Options every command understands. */
const generalOptions = z.object({
  json: z.boolean().default(false),
  lang: lang.optional(),
  color: z.boolean().default(true),
  quiet: z.boolean().default(false),
  verbose: z.boolean().default(false),
  io: z.enum(['map', 'read']).optional(),
  tiered: z.string().min(1).optional(),
  config: z.string().min(1).optional(),
  commitlog: z.string().min(1).optional(),
  brokerVersion: z.string().min(1).optional(),
  journal: z.string().min(1).optional(),
})
export type GeneralOptions = Readonly<z.infer<typeof generalOptions>>

export function addGeneralOptions(program: Command): Command {
  return program
    .option('--json', 'print one JSON document instead of tables')
    .addOption(new Option('--lang <language>', 'language of the words').choices(['en', 'zh']))
    .option('--no-color', 'print without colour')
    .option('-q, --quiet', 'no progress and no notes on stderr')
    .option('-v, --verbose', 'say how the store was found and how its bytes are read')
    .addOption(new Option('--io <backend>', 'read files through a memory mapping or with read()').choices(['map', 'read']))
    .option('--tiered <dir>', 'also open this tiered root')
    .option('--config <file>', "the broker's configuration file")
    .option('--commitlog <dirs>', 'commitlog directories of a multi-path store, separated by commas')
    .option('--journal <dir>', 'keep journals here instead of in the store, for a full disk; name it again for what follows')
    .addOption(new Option('--broker-version <version>', 'assume this version of the broker, such as 4.9 or 5.4').argParser(brokerVersionOf))
}

function brokerVersionOf(text: string): string {
  if (!/^\d{1,3}(\.\d{1,3}){0,3}$/.test(text)) throw new InvalidArgumentError('A version is numbers with dots, such as 4.9 or 5.3.1.')
  return text
}

export const generalOptionsOf = (command: Command): GeneralOptions => generalOptions.parse(command.optsWithGlobals())

/** The language of `--lang`, else of the locale; English where that says nothing. */
export function languageOf(wanted: Lang | undefined, { environment }: Pick<Shell, 'environment'>): Lang {
  if (wanted !== undefined) return wanted
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^zh([._@-]|$)/i.test(locale) ? 'zh' : 'en'
}

/** What `openDirectory` is asked, paths made absolute. */
export function openInputOf(options: Partial<GeneralOptions>, directory: string, workingDirectory: string): InputOf<'openDirectory'> {
  const absolute = (path: string): string => resolve(workingDirectory, path)
  return {
    path: absolute(directory),
    ...(options.tiered !== undefined && { tieredPath: absolute(options.tiered) }),
    ...(options.config !== undefined && { configurationPath: absolute(options.config) }),
    ...(options.commitlog !== undefined && { commitLogPaths: options.commitlog.split(',').filter(Boolean).map(absolute) }),
    ...(options.journal !== undefined && { journalPath: absolute(options.journal) }),
    ...(options.brokerVersion !== undefined && { brokerVersion: options.brokerVersion }),
  }
}
