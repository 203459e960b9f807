import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The built command line, as `package.json` names it. `npm test` builds it first. */
export const builtCli = resolve(import.meta.dirname, '../../out/main/cli.js')

export interface CliRun {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface CliOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Run as this user; only root can. */
  readonly uid?: number
  /** Another Node than the one of the tests. */
  readonly node?: string
}

export function runCli(args: readonly string[], { node = process.execPath, env = {}, ...options }: CliOptions = {}): CliRun {
  requireBuilt()
  const { status, stdout, stderr, error } = spawnSync(node, [builtCli, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', ...env },
    maxBuffer: 256 * 2 ** 20,
    timeout: 120_000,
    ...options,
  })
  if (error) throw error
  return { code: status, out: stdout, err: stderr }
}

/** Starts it and leaves it running; the caller ends it. */
export function startCli(args: readonly string[]) {
  requireBuilt()
  return spawn(process.execPath, [builtCli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

function requireBuilt(): void {
  if (!existsSync(builtCli)) throw new Error(`${builtCli} is not there; "npm run build" writes it`)
}
