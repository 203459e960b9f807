import type { Reply, ReplyError } from '../../shared/contract/schemas'

/** A request that the loopback door does not let through to the service. Travels as a reply, so a client reads one form only. */
export class TurnedAway extends Error {
  override readonly name = 'TurnedAway'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }

  get reply(): Reply {
    return { ok: false, error: { kind: kindOf(this.status), code: this.code, message: this.message } }
  }
}

function kindOf(status: number): ReplyError['kind'] {
  if (status >= 500) return 'failure'
  return status === 401 || status === 403 || status === 429 ? 'refusal' : 'usage'
}
