import { execFileSync, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

/** The C program's way to scan files; undefined where there is no compiler. */
export type NativeScan = (what: 'units' | 'walk', paths: readonly string[]) => { readonly seconds: number; readonly found: number }

/** Compiles the C program into `directory`. Run from the project's folder. */
export function compileNative(directory: string): NativeScan | undefined {
  const program = join(directory, 'scan')
  const compiled = spawnSync('cc', ['-O2', '-o', program, resolve('test/bench/native/scan.c')], { encoding: 'utf8' })
  if (compiled.status !== 0) {
    console.log('skipped: the C program, for there is no compiler (cc)')
    return undefined
  }
  return (what, paths) => {
    const [nanoseconds, found] = execFileSync(program, [what, ...paths], { encoding: 'utf8' }).trim().split(' ').map(Number)
    return { seconds: (nanoseconds ?? 0) / 1e9, found: found ?? 0 }
  }
}
