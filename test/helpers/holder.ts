import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const program = join(import.meta.dirname, 'hold-file.ts')

export interface Holder {
  readonly pid: number
  /** What it said first: `ready`, or why it does not have the file. */
  readonly answer: string
  /** SIGKILL, as a crash. */
  kill(): Promise<void>
}

/** Starts a process that has a file open, mapped or locked until the test has finished. */
export const startHolder = (how: 'open' | 'map' | 'lock', path: string): Promise<Holder> => startProgram(process.execPath, [program, how, path])

/** The same inside `prefix`, such as `unshare --mount sh -c '…; exec "$@"' sh`. */
export const startHolderWithin = (prefix: readonly [string, ...string[]], how: 'open' | 'map' | 'lock', path: string): Promise<Holder> =>
  startProgram(prefix[0], [...prefix.slice(1), process.execPath, program, how, path])

/** Any program that prints a line once it is where the test wants it. */
export async function startProgram(command: string, args: readonly string[]): Promise<Holder> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const kill = () => killed(child)
  onTestFinished(kill)
  const answer = await firstLine(child)
  return { pid: child.pid ?? 0, answer, kill }
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.split('\n')[0] ?? ''
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
