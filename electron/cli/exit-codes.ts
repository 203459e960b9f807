import type { ReplyError } from '../../shared/contract/schemas'

/** What the process says when it ends; the table of `docs/cli.md`. */
export const exit = {
  done: 0,
  /** Done, and there are findings of severity error or warning. */
  findings: 1,
  /** Refused: nothing was changed. */
  refused: 2,
  /** The environment failed, or we did. */
  failed: 3,
  usage: 64,
  interrupted: 130,
} as const

export type ExitCode = (typeof exit)[keyof typeof exit]

const byKind: Readonly<Record<ReplyError['kind'], ExitCode>> = {
  refusal: exit.refused,
  failure: exit.failed,
  bug: exit.failed,
  usage: exit.usage,
  cancelled: exit.interrupted,
}

export const exitCodeOf = (error: ReplyError): ExitCode => byKind[error.kind]

export const exitCodeForFindings = (counts: { readonly error: number; readonly warning: number }): ExitCode =>
  counts.error + counts.warning > 0 ? exit.findings : exit.done
