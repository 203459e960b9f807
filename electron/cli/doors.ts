import { resolve } from 'node:path'
import type { InputOf } from '../../shared/contract/contract'
import { exit, type ExitCode } from './exit-codes'
import { openInputOf } from './general-options'
import { print, withService, type Invocation } from './invocation'
import { parseWhole } from './parse-amounts'
import { printable, shellWord } from './printable'
import { usageError } from './usage-error'

export interface OpenOptions {
  readonly sample?: boolean | undefined
}

/** The desktop window, or the page in a browser where Electron is not there. */
export async function open(invocation: Invocation, directory: string | undefined, { sample: wantsSample = false }: OpenOptions): Promise<ExitCode> {
  const { behind, shell, options } = invocation
  const store = directory === undefined && wantsSample ? { path: await sampleRoot(invocation) } : asked(invocation, directory)
  await behind.openWindow({ io: options.io, store }, line => shell.out(`${printable(line)}\n`), shell.signal)
  return exit.done
}

export interface ServeOptions {
  readonly port?: string | undefined
  readonly browser: boolean
}

/** The page on loopback until Ctrl-C; prints one line with its address and token. */
export async function serve(invocation: Invocation, directory: string | undefined, { port, browser }: ServeOptions): Promise<ExitCode> {
  const { behind, shell, options } = invocation
  const number = port === undefined ? undefined : parseWhole('--port', port)
  if (number !== undefined && number > 65_535) throw usageError('invalid-number', `--port takes a port from 0 to 65535, not ${number}`)
  await behind.serve(
    { io: options.io, store: asked(invocation, directory), port: number, startBrowser: browser },
    url => print(invocation, { schema: 'serve/1', url }, () => `${url}\n`),
    shell.signal,
  )
  return exit.done
}

/** Writes the bundled sample store and says where. */
export function sample(invocation: Invocation, directory: string): ExitCode {
  const roots = invocation.behind.writeSample(resolve(invocation.shell.workingDirectory, directory))
  print(invocation, { schema: 'sample/1', roots }, () => `${printable(invocation.words.sampleWritten(shellWord(roots[0] ?? directory)))}\n`)
  return exit.done
}

const asked = ({ options, shell }: Invocation, directory: string | undefined): InputOf<'openDirectory'> | undefined =>
  directory === undefined ? undefined : openInputOf(options, directory, shell.workingDirectory)

const sampleRoot = (invocation: Invocation): Promise<string> => withService(invocation, invocation.options, async call => (await call('openSample', {})).root)
