import type { RefusalFacts } from '../store/errors'

/** A text among facts; '' where there is none. */
export const textOf = (facts: RefusalFacts | undefined, name: string): string => {
  const value = facts?.[name]
  return value === null || value === undefined ? '' : String(value)
}

/** A number among facts; null where there is none. */
export const numberOf = (facts: RefusalFacts | undefined, name: string): number | null => {
  const value = facts?.[name]
  return typeof value === 'number' ? value : null
}
