import { CommanderError, type Command } from 'commander'
import packageFile from '../../package.json'
import { CallError } from '../../shared/contract/client'
import { replyErrorOf } from '../../shared/contract/dispatch'
import type { ReplyError } from '../../shared/contract/schemas'
import { Failure } from '../../shared/store/errors'
import { exit, exitCodeOf, type ExitCode } from './exit-codes'
import { generalOptionsOf, languageOf } from './general-options'
import { createInvocation } from './invocation'
import { printable } from './printable'
import { createProgram } from './program'
import type { Behind, Shell } from './shell'
import { words } from './words'

/** Runs one command line; everything it says goes to the shell, and the exit code is returned. */
export async function run(argv: readonly string[], shell: Shell, behind: Behind): Promise<ExitCode> {
  let code: ExitCode = exit.done
  const program = createProgram('store-inspector', packageFile.version, async (command, verb) => {
    code = await verb(createInvocation(shell, behind, generalOptionsOf(command)))
  })
  for (const command of [program, ...program.commands]) quieten(command, shell)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exit.done
    return report(error, shell, argv)
  }
}

/** Commander throws instead of ending the process; what it would print about an error is printed by `report`. */
function quieten(command: Command, shell: Shell): void {
  command.exitOverride().configureOutput({
    writeOut: text => shell.out(text),
    writeErr: text => shell.err(text),
    outputError: () => undefined,
    ...(shell.columns !== undefined && { getOutHelpWidth: () => shell.columns ?? 80 }),
  })
}

function report(error: unknown, shell: Shell, argv: readonly string[]): ExitCode {
  const known = errorOf(error)
  if (known.kind === 'bug' && error instanceof Error) shell.err(`${error.stack ?? error.message}\n`)
  const wantsJson = argv.includes('--json')
  if (wantsJson) shell.out(`${JSON.stringify({ error: known }, null, 2)}\n`)
  else if (!(error instanceof CommanderError && error.code === 'commander.help')) shell.err(forPeople(known, shell, argv))
  return exitCodeOf(known)
}

function forPeople({ kind, message, path, blockers = [] }: ReplyError, shell: Shell, argv: readonly string[]): string {
  const { errorKinds, saying } = words[languageOf(languageIn(argv), shell)]
  const where = path === undefined || message.includes(path) ? '' : ` (${path})`
  return [`${saying(errorKinds[kind], message)}${where}`, ...blockers.filter(blocker => blocker.message !== message).map(blocker => `  ${blocker.code}: ${blocker.message}`)].map(line => `${printable(line)}\n`).join('')
}

function errorOf(error: unknown): ReplyError {
  if (error instanceof CallError) return error.error
  if (isSystemError(error)) return { kind: 'failure', code: error.code, message: error.message, ...(error.path !== undefined && { path: error.path }) }
  if (error instanceof CommanderError) return { kind: 'usage', code: kebab(error.code.replace('commander.', '')), message: error.message.replace(/^error: /, '') }
  return replyErrorOf(error)
}

/** Codes are written one way, whoever makes them: `unknownCommand` is `unknown-command`. */
const kebab = (code: string): string => code.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** What Node throws when the system declines: a full disk, a missing right, a taken port. */
const isSystemError = (error: unknown): error is Error & { readonly code: string; readonly path?: string } =>
  error instanceof Error && !(error instanceof Failure) && 'syscall' in error && 'code' in error && typeof error.code === 'string'

/** The language as far as the command line could be read at all. */
function languageIn(argv: readonly string[]): 'en' | 'zh' | undefined {
  const at = argv.indexOf('--lang')
  const value = at >= 0 ? argv[at + 1] : argv.find(argument => argument.startsWith('--lang='))?.slice('--lang='.length)
  return value === 'zh' || value === 'en' ? value : undefined
}
