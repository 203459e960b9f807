import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'
import type { CleanupJob } from './cleanup-job'

const project = resolve(import.meta.dirname, '../../..')
const stopAtCall = join(import.meta.dirname, 'stop-at-call.ts')

/** Where a program is ended: before its changing call `call`, or, of a write, after half of its bytes. */
export interface Stop {
  readonly call: number
  readonly halfway: boolean
}

export interface Ended {
  readonly signal: string | null
  readonly answer: { readonly value?: unknown; readonly error?: { readonly code?: string; readonly message?: string } } | undefined
  /** Changing calls made, by name. */
  readonly calls: readonly string[]
}

/** `cleanup-program.ts` as one built file, for all tests of a file. @returns runs it once */
export function crashProgram(): (job: CleanupJob, home: string, stop?: Stop) => Promise<Ended> {
  let directory = ''
  beforeAll(async () => {
    // Inside the project, where koffi is found.
    directory = mkdtempSync(join(project, 'out', 'crash-program-'))
    await build({
      root: project,
      logLevel: 'silent',
      configFile: false,
      build: { ssr: join(import.meta.dirname, 'cleanup-program.ts'), outDir: directory, target: 'node24', rolldownOptions: { external: ['koffi'], output: { entryFileNames: 'program.mjs' } } },
    })
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  return (job, home, stop) => {
    const jobFile = join(home, 'job.json')
    const callsFile = join(home, 'calls')
    writeFileSync(jobFile, JSON.stringify(job))
    rmSync(callsFile, { force: true })
    const env = {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(directory, 'compiled'),
      CALLS_FILE: callsFile,
      ...(stop && { STOP_AT_CALL: String(stop.call), STOP_HALFWAY: stop.halfway ? '1' : '0' }),
    }
    return new Promise((done, failed) => {
      const child = execFile(process.execPath, ['--import', stopAtCall, join(directory, 'program.mjs'), jobFile], { env, maxBuffer: 2 ** 24 }, (_, out, err) => {
        if (err !== '' && !err.includes('Warning')) return failed(new Error(err))
        done({
          signal: child.signalCode,
          answer: out === '' ? undefined : (JSON.parse(out) as Ended['answer']),
          calls: existsSync(callsFile) ? readFileSync(callsFile, 'utf8').trimEnd().split('\n') : [],
        })
      })
    })
  }
}
