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
  /** The raw text the sign was read from, such as a line of /proc/locks. */
  readonly raw?: string | undefined
}
