import fs from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

/**
 * Comes between the product and its changing calls of the operating system. Tests import it and give a rule; loaded before a program
 * (`node --import`) it takes its rule from the environment, and ends or holds the program from inside, so that the next call
 * is never made:
 *
 *   STOP_AT_CALL=7        before its 7th changing call
 *   STOP_HALFWAY=1        … of which a write first gets half of its bytes out
 *   STOP_SIGNAL=SIGKILL   what it gets: SIGKILL, SIGSTOP to hold it there, or SIGINT or SIGTERM, as from Ctrl-C
 *   STOP_TWICE=1          it hears the signal there and then, twice: of the second nobody waits for an end
 *   HEARD_FILE=/path      written by the main thread once it has heard such a signal; a thread that calls waits for it
 *   CALLS_FILE=/path      the calls it makes, one name a line
 */
export interface Rule {
  /** `half` carries out a part of the call, where there is such a thing. */
  before?(name: string, number: number, half: () => void): void
  /** The call has had its effect. */
  after?(name: string, number: number): void
}

let rule: Rule | undefined
let made = 0

/** Counts from 1 again. Without a rule the calls go their way. */
export function interpose(next: Rule | undefined): void {
  rule = next
  made = 0
}

const original = { ...fs }

function counted<A extends unknown[], R>(name: string, call: (...args: A) => R, half?: (...args: A) => void): (...args: A) => R {
  return (...args) => {
    if (rule === undefined) return call(...args)
    made += 1
    const number = made
    rule.before?.(name, number, () => half?.(...args))
    const result = call(...args)
    rule.after?.(name, number)
    return result
  }
}

const halfOf = (fd: number, content: unknown): void => {
  if (content instanceof Uint8Array) original.writeSync(fd, content, 0, content.length >> 1)
}
const makes = (flags: unknown): boolean => typeof flags === 'number' && (flags & fs.constants.O_CREAT) !== 0
const countedOpen = counted('open', original.openSync)
const countedWrite = counted('write', original.writeSync as (fd: number, content: unknown, ...rest: unknown[]) => number, halfOf)
const isTerminal = (fd: number): boolean => fd <= 2

Object.assign(fs, {
  mkdirSync: counted('mkdir', original.mkdirSync),
  renameSync: counted('rename', original.renameSync),
  linkSync: counted('link', original.linkSync),
  unlinkSync: counted('unlink', original.unlinkSync),
  rmdirSync: counted('rmdir', original.rmdirSync),
  fsyncSync: counted('fsync', original.fsyncSync),
  ftruncateSync: counted('ftruncate', original.ftruncateSync),
  fchmodSync: counted('fchmod', original.fchmodSync),
  fchownSync: counted('fchown', original.fchownSync),
  writeSync: (fd: number, ...rest: [string]) => (isTerminal(fd) ? original.writeSync(fd, ...rest) : countedWrite(fd, ...rest)),
  openSync: (path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode) => (makes(flags) ? countedOpen(path, flags, mode) : original.openSync(path, flags, mode)),
})
syncBuiltinESMExports()

/** The one changing call that does not go through Node. */
const koffi = createRequire(import.meta.url)('koffi') as { load(path: string | null): { func(signature: string): (...args: unknown[]) => unknown } }
const load = koffi.load.bind(koffi)
koffi.load = path => {
  const library = load(path)
  const func = (signature: string) => {
    const call = library.func(signature)
    return signature.startsWith('int renameat2(') ? counted('renameat2', call) : call
  }
  return { ...library, func }
}

const { STOP_AT_CALL, STOP_HALFWAY, STOP_TWICE, STOP_SIGNAL = 'SIGKILL', CALLS_FILE, HEARD_FILE } = process.env
if (STOP_AT_CALL !== undefined || CALLS_FILE !== undefined)
  interpose({
    before: (name, number, half) => {
      if (CALLS_FILE !== undefined) original.appendFileSync(CALLS_FILE, `${name}\n`)
      if (number !== Number(STOP_AT_CALL)) return
      if (STOP_HALFWAY === '1') half()
      if (STOP_TWICE === '1') for (const _ of [1, 2]) process.emit(STOP_SIGNAL as 'SIGINT')
      else process.kill(process.pid, STOP_SIGNAL)
      if (HEARD_FILE !== undefined && !isMainThread) while (!original.existsSync(HEARD_FILE)) pause()
    },
  })
// Behind the program's own listeners, which were added later and have been called by then.
if (HEARD_FILE !== undefined && isMainThread) process.on(STOP_SIGNAL, () => setImmediate(() => original.writeFileSync(HEARD_FILE, '')))

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
}
