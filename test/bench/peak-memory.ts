import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const LOOK_EVERY_MS = 20

/** Runs the built command line and watches its resident memory. @returns the most it had, in bytes; undefined where the system does not tell */
export async function peakMemoryOf(...args: readonly string[]): Promise<number | undefined> {
  const child = spawn(process.execPath, [resolve('out/main/cli.js'), ...args, '--json'], { stdio: 'ignore' })
  let peak: number | undefined
  const timer = setInterval(() => (peak = memoryOf(child.pid ?? 0) ?? peak), LOOK_EVERY_MS)
  try {
    await new Promise((done, failed) => child.once('exit', done).once('error', failed))
  } finally {
    clearInterval(timer)
  }
  return peak
}

function memoryOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
