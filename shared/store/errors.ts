/**
 * Two of the four kinds of bad news are thrown: refusals and failures. (A finding is a value; a bug is `invariant`.)
 */

/** We decline to act, and the user can change something about it. Nothing was changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: string,
    message: string,
    readonly details: {
      readonly path?: string
      readonly blockers?: readonly { readonly code: string; readonly message: string; readonly path?: string; readonly facts?: RefusalFacts }[]
      readonly facts?: RefusalFacts
    } = {},
  ) {
    super(message)
  }
}

/** Values a refusal's sentence needs in another language. */
export type RefusalFacts = Readonly<Record<string, string | number | null>>

/** The environment let us down: permission, I/O, a full disk, a file that shrank under us. */
export class Failure extends Error {
  override readonly name = 'Failure'
  constructor(
    /** An errno name such as `EACCES`, or `truncated`. */
    readonly code: string,
    message: string,
    readonly path: string | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The caller asked for a job to stop. The store is as after the last finished step. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
  constructor() {
    super('cancelled')
  }
}

/** Our own reasoning is wrong if this fails: a bug, never something about the store's bytes. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${what}`)
}
