import { CallError } from '../../shared/contract/client'

/** Wrong usage: exit code 64. */
export const usageError = (code: string, message: string): CallError => new CallError({ kind: 'usage', code, message })

/** Declined before the service was asked: exit code 2. */
export const refusal = (code: string, message: string, path?: string): CallError =>
  new CallError({ kind: 'refusal', code, message, ...(path === undefined ? {} : { path }) })

export const cancelled = (): CallError => new CallError({ kind: 'cancelled', code: 'cancelled', message: 'stopped on request' })
