import { Refusal } from '../../shared/store/errors'
import type { ByteSource } from '../../shared/store/bytes/byte-source'
import { hasCode } from './failure'
import { type Libc, loadLibc } from './libc'
import { openMappedFile } from './mapped-file'
import { openReadFile } from './read-file'

/** How this process reads the files of stores. */
export interface ByteSources {
  readonly backend: 'map' | 'read'
  /** Why it is this one, for `--verbose` and the screens. */
  readonly reason: string
  open(path: string): ByteSource
}

export interface ByteSourcesOptions {
  /** `--io`; chosen by a self-test when absent. */
  readonly backend?: 'map' | 'read' | undefined
  readonly loadLibc?: () => Libc | Error
  /** A readable file of any content for the self-test. */
  readonly probe?: string
}

/**
 * Chooses between mapping and reading. On Windows reading is the rule: a mapped file keeps a broker there from cutting or
 * deleting it.
 * @throws Refusal `io-not-available` when mapping is asked for and does not work here
 */
export function chooseByteSources(options: ByteSourcesOptions = {}): ByteSources {
  if (options.backend === 'read') return reading('asked for')
  const libc = (options.loadLibc ?? loadLibc)()
  const trouble = libc instanceof Error ? libc.message : selfTest(libc, options.probe ?? process.execPath)
  if (!(libc instanceof Error) && trouble === undefined) {
    const reason = options.backend === 'map' ? 'asked for, self-test passed' : 'self-test passed'
    return { backend: 'map', reason, open: path => openMappedFile(path, libc) }
  }
  if (options.backend === 'map') throw new Refusal('io-not-available', `memory mapping does not work here: ${trouble}; use --io read`)
  return reading(`no memory mapping: ${trouble}`)
}

const reading = (reason: string): ByteSources => ({ backend: 'read', reason, open: openReadFile })

const PROBE_BYTES = 65_536

/** Maps a file, compares, and sees that a copy from nowhere is answered and not fatal. @returns what is wrong */
function selfTest(libc: Libc, probe: string): string | undefined {
  try {
    if (!bytesAgree(probe, libc)) return 'a mapped file gave other bytes than a read one'
    libc.copyGuarded(new Uint8Array(1), 0n)
    return 'a copy from an unmapped address succeeded'
  } catch (error) {
    if (hasCode(error, 'EFAULT')) return undefined
    return error instanceof Error ? error.message : String(error)
  }
}

function bytesAgree(probe: string, libc: Libc): boolean {
  const mapped = openMappedFile(probe, libc)
  const read = openReadFile(probe)
  try {
    const a = new Uint8Array(PROBE_BYTES)
    const b = new Uint8Array(PROBE_BYTES)
    return mapped.readInto(a, 0) === read.readInto(b, 0) && Buffer.compare(a, b) === 0
  } finally {
    mapped.close()
    read.close()
  }
}
