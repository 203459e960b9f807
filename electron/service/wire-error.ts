import { Cancelled, Failure, Refusal } from '../../shared/store/errors'

/** An error as plain data: threads keep the message of a thrown error and lose its class and fields. */
export type WireError =
  | { readonly type: 'refusal'; readonly code: string; readonly message: string; readonly details: Refusal['details'] }
  | { readonly type: 'failure'; readonly code: string; readonly message: string; readonly path: string | undefined }
  | { readonly type: 'cancelled' }
  | { readonly type: 'bug'; readonly message: string; readonly stack: string | undefined }

export function toWireError(error: unknown): WireError {
  if (error instanceof Refusal) return { type: 'refusal', code: error.code, message: error.message, details: error.details }
  if (error instanceof Failure) return { type: 'failure', code: error.code, message: error.message, path: error.path }
  if (error instanceof Cancelled) return { type: 'cancelled' }
  return error instanceof Error ? { type: 'bug', message: error.message, stack: error.stack } : { type: 'bug', message: String(error), stack: undefined }
}

export function fromWireError(error: WireError): Error {
  switch (error.type) {
    case 'refusal':
      return new Refusal(error.code, error.message, error.details)
    case 'failure':
      return new Failure(error.code, error.message, error.path)
    case 'cancelled':
      return new Cancelled()
    case 'bug': {
      const bug = new Error(error.message)
      if (error.stack !== undefined) bug.stack = error.stack
      return bug
    }
  }
}
