import { Command, Option } from 'commander'
import { apply, type ApplyOptions } from './apply'
import { check, type CheckOptions } from './check'
import { compare, type CompareOptions } from './compare'
import { open, sample, serve, type OpenOptions, type ServeOptions } from './doors'
import type { ExitCode } from './exit-codes'
import { exportMessages, type ExportOptions } from './export'
import { exportFormats } from './export-file'
import { find, type FindOptions } from './find'
import { forecast } from './forecast'
import { addGeneralOptions } from './general-options'
import { inspect } from './inspect'
import { message, type MessageOptions } from './message'
import type { Invocation } from './invocation'
import { plan, type PlanOptions } from './plan'
import { addQueryOptions } from './query-options'
import { purge, receipts, recover, undo, type RecoverOptions, type UndoOptions } from './receipts'
import { report, type ReportOptions } from './report'
import { parseTimeZone, retention, type RetentionOptions } from './retention'
import { space, spaceKinds, type SpaceOptions } from './space'
import { units, type UnitsOptions } from './units'

type Verb = (invocation: Invocation) => ExitCode | Promise<ExitCode>

/** Every verb with its arguments; `act` runs one. The options are declared here, once, and typed where they are used. */
export function createProgram(name: string, version: string, act: (command: Command, verb: Verb) => Promise<void>): Command {
  const program = addGeneralOptions(new Command(name)).version(version).showSuggestionAfterError().configureHelp({ showGlobalOptions: true })
  program.description("Opens a RocketMQ broker's store directory, shows what dangles, and cleans up in step.")

  program
    .command('open [dir]')
    .description('the desktop window, or the page in a browser where Electron is not there')
    .option('--sample', 'the bundled sample store where no directory is given')
    .action((directory: string | undefined, options: OpenOptions, command: Command) => act(command, invocation => open(invocation, directory, options)))
  program
    .command('serve [dir]')
    .description('the same app on loopback; prints its address with a token')
    .option('--port <n>', 'a port of your choice; a free one without it')
    .option('--no-browser', 'do not start a browser')
    .action((directory: string | undefined, options: ServeOptions, command: Command) => act(command, invocation => serve(invocation, directory, options)))
  program
    .command('inspect <dir>')
    .description('segments, queues, ranges and classes; reads O(files)')
    .action((directory: string, _, command: Command) => act(command, invocation => inspect(invocation, directory)))
  program
    .command('check <dir>')
    .description('findings, each with its evidence, consequence and remedy')
    .option('--code <codes>', 'only these codes, separated by commas')
    .option('--deep', 'every unit and every record; goes on where it was stopped')
    .option('--max-rate <size>', 'with --deep: read at most this much a second, such as 100M')
    .action((directory: string, options: CheckOptions, command: Command) => act(command, invocation => check(invocation, directory, options)))
  program
    .command('units <dir>')
    .description('single units of a queue with their class')
    .requiredOption('--topic <topic>', 'name of the topic')
    .requiredOption('--queue <id>', 'queue id')
    .addOption(new Option('--side <side>', 'which store, where both are open').choices(['local', 'tiered']))
    .option('--from <offset>', 'first queue offset', '0')
    .option('--count <n>', 'how many', '50')
    .action((directory: string, options: UnitsOptions, command: Command) => act(command, invocation => units(invocation, directory, options)))
  program
    .command('message <dir>')
    .description('one decoded record')
    .option('--offset <offset>', 'its physical offset; with --side tiered also --topic and --queue')
    .option('--topic <topic>', 'name of the topic')
    .option('--queue <id>', 'queue id')
    .option('--at <offset>', 'its queue offset in --topic and --queue')
    .option('--id <id>', "its id: the broker's or the client's")
    .addOption(new Option('--side <side>', 'which store, where both are open').choices(['local', 'tiered']))
    .option('--body', 'also its body, unpacked')
    .action((directory: string, options: MessageOptions, command: Command) => act(command, invocation => message(invocation, directory, options)))
  addQueryOptions(program.command('find <dir>').description('messages that fit, a line each as they are found'))
    .option('--time <time>', 'the first one stored at this time or later')
    .option('--limit <n>', 'no more than this many')
    .action((directory: string, options: FindOptions, command: Command) => act(command, invocation => find(invocation, directory, options)))
  addQueryOptions(program.command('export <dir>').description('writes messages with their bodies and how they stand in the store to a file'))
    .requiredOption('--to <file>', 'a new file; for raw bodies a new directory')
    .addOption(new Option('--format <format>', 'jsonl, csv, parquet, or raw: a file for each body; by the name of the file without it').choices(exportFormats))
    .option('--redact <what>', 'bodies, keys, properties: left out or replaced by their hash')
    .action((directory: string, options: ExportOptions, command: Command) => act(command, invocation => exportMessages(invocation, directory, options)))
  program
    .command('plan <dir>')
    .description('a cleanup plan; changes nothing')
    .option('--dangling', 'only what already points nowhere; the log stays')
    .option('--strays', 'with --dangling: also tiered files that no metadata row knows')
    .option('--keep-from <offset>', 'keep the commitlog from this physical offset on, rounded down to a segment')
    .option('--before <time>', 'segments whose newest record is older: a date, milliseconds since 1970, or an age such as 72h')
    .option('--free <size>', 'the fewest segments that free this much, such as 50G')
    .option('--repair <code>', 'mend the findings of this code, all or those at one place: CODE=TOPIC/QUEUE or CODE=PATH')
    .option('--allow-pending', 'also when delayed, timer, half or revive messages lie in the range')
    .option('--out <file>', 'write the plan here for apply')
    .action((directory: string, options: PlanOptions, command: Command) => act(command, invocation => plan(invocation, directory, options)))
  program
    .command('apply <file>')
    .description('carries a plan out: sets files aside')
    .option('--confirm <name>', "the broker's name; asked for on a terminal")
    .option('--purge', 'free the files at once, without undo')
    .option('--assume-stopped', 'the broker is stopped, although that cannot be known here; written into the receipt')
    .action((file: string, options: ApplyOptions, command: Command) => act(command, invocation => apply(invocation, file, options)))
  program
    .command('forecast <dir>')
    .description('what a broker does at its next start')
    .action((directory: string, _, command: Command) => act(command, invocation => forecast(invocation, directory)))
  program
    .command('space <dir>')
    .description('what takes the space, by topic, queue or tag; reads every unit')
    .addOption(new Option('--by <what>', 'what a line is').choices(spaceKinds).default('topic'))
    .action((directory: string, options: SpaceOptions, command: Command) => act(command, invocation => space(invocation, directory, options)))
  program
    .command('retention <dir>')
    .description('why segments are still there, and when a broker that runs deletes them')
    .addOption(new Option('--time-zone <zone>', "the broker's, such as Asia/Shanghai; this machine's without it").argParser(parseTimeZone))
    .action((directory: string, options: RetentionOptions, command: Command) => act(command, invocation => retention(invocation, directory, options)))
  program
    .command('report <dir>')
    .description('a report of the store as one HTML file, to be printed or attached')
    .requiredOption('--to <file>', 'a new file')
    .option('--redact', 'without names of topics, groups, broker and cluster, roots and evidence bytes')
    .action((directory: string, options: ReportOptions, command: Command) => act(command, invocation => report(invocation, directory, options)))
  program
    .command('compare <dir> <other>')
    .description('what two stores have not in common, such as a master and its slave, or a store and its copy')
    .option('--bytes', 'also every byte that both have, up to the first difference')
    .action((directory: string, other: string, options: CompareOptions, command: Command) => act(command, invocation => compare(invocation, directory, other, options)))
  program
    .command('receipts <dir>')
    .description('what was done to the store')
    .action((directory: string, _, command: Command) => act(command, invocation => receipts(invocation, directory)))
  program
    .command('undo <dir> [id]')
    .description('puts back what was set aside, the newest first')
    .option('--assume-stopped', 'the broker is stopped, although that cannot be known here')
    .option('--accept-writes', 'also when the store was written to since: what was written stays')
    .action((directory: string, id: string | undefined, options: UndoOptions, command: Command) => act(command, invocation => undo(invocation, directory, id, options)))
  program
    .command('purge <dir> [id]')
    .description('really deletes what was set aside')
    .option('--confirm <name>', "the broker's name; asked for on a terminal")
    .action((directory: string, id: string | undefined, { confirm }: { confirm?: string }, command: Command) =>
      act(command, invocation => purge(invocation, directory, id, confirm)),
    )
  program
    .command('recover <dir>')
    .description('finishes or rolls back a run that was cut off')
    .option('--assume-stopped', 'the broker is stopped, although that cannot be known here')
    .option('--finish', 'carry the rest of the plan out instead of putting everything back')
    .action((directory: string, options: RecoverOptions, command: Command) => act(command, invocation => recover(invocation, directory, options)))
  program
    .command('sample <dir>')
    .description('writes the bundled sample store, local and tiered, with dangling offsets')
    .action((directory: string, _, command: Command) => act(command, invocation => sample(invocation, directory)))
  return program
}
