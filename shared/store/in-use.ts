/** Whether a broker holds a store, as far as this machine can tell. Filled by `electron/host/broker-liveness`. */
export interface InUse {
  readonly state: 'free' | 'in-use' | 'unknown'
  readonly reasons: readonly InUseReason[]
  /** `abort` exists: a broker runs, or the last one did not stop cleanly. */
  readonly abort: boolean
}

export interface InUseReason {
  readonly code:
    | 'lock-held'
    | 'file-open'
    | 'file-mapped'
    | 'abort-pid-alive'
    | 'abort-pid-gone'
    | 'abort-pid-reused'
    | 'abort-without-pid'
    | 'processes-not-visible'
    | 'other-pid-namespace'
    | 'system-not-supported'
    | 'network-file-system'
  readonly pid?: number | undefined
  /** Command line of the process, shortened. */
  readonly command?: string | undefined
  readonly path?: string | undefined
  /** The process has the file to read it, and nothing of the store to write to: a copy being made, a tool that looks. */
  readonly readsOnly?: boolean | undefined
  /** The raw text the sign was read from, such as a line of /proc/locks. */
  readonly raw?: string | undefined
}

const signsOfUse: ReadonlySet<InUseReason['code']> = new Set(['lock-held', 'file-open', 'file-mapped'])
const blindSpots: ReadonlySet<InUseReason['code']> = new Set(['processes-not-visible', 'other-pid-namespace', 'system-not-supported', 'network-file-system'])

/** The same without the processes that only read. */
export function withoutReaders({ reasons, abort }: InUse): InUse {
  const others = reasons.filter(({ readsOnly }) => readsOnly !== true)
  const hasAnyOf = (codes: typeof signsOfUse): boolean => others.some(({ code }) => codes.has(code))
  return { state: hasAnyOf(signsOfUse) ? 'in-use' : hasAnyOf(blindSpots) ? 'unknown' : 'free', reasons: others, abort }
}
