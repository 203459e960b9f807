import { isCancel, text } from '@clack/prompts'
import { words } from './words'
import { exit } from './exit-codes'
import { languageOf } from './general-options'
import type { Shell } from './shell'

/** The shell of this process. The first Ctrl-C asks the running step to be the last, the second ends the process. */
export function processShell({ stdin, stdout, stderr, env }: NodeJS.Process): Shell {
  const stop = new AbortController()
  const shell: Shell = {
    out: content => void stdout.write(content),
    err: content => void stderr.write(content),
    outIsTerminal: stdout.isTTY,
    errIsTerminal: stderr.isTTY,
    inIsTerminal: stdin.isTTY,
    columns: stdout.isTTY ? stdout.columns : undefined,
    environment: env,
    workingDirectory: process.cwd(),
    signal: stop.signal,
    ask: async question => {
      const answer = await text({ message: question, output: stderr, signal: stop.signal })
      return isCancel(answer) ? undefined : answer
    },
  }
  const onStop = (): void => {
    if (stop.signal.aborted) process.exit(exit.interrupted)
    stop.abort()
    if (stdin.isTTY) shell.err(`\n${words[languageOf(undefined, shell)].stopping}\n`)
  }
  process.on('SIGINT', onStop).on('SIGTERM', onStop)
  // Whoever reads the output may leave early, as `head` does.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exit.done)
    const { saying, errorKinds, cannotPrint } = words[languageOf(undefined, shell)]
    shell.err(`${saying(errorKinds.failure, cannotPrint(error.message))}\n`)
    process.exit(exit.failed)
  })
  // A note that nobody gets must not end a cleanup in its middle.
  stderr.on('error', () => undefined)
  return shell
}
