/**
 * How broker versions differ in what they make of a store at their start (store-format H). A version may be cut short:
 * "5.3" means the newest 5.3.
 */
export interface BrokerRules {
  /** 5.0 on: a queue whose last unit is expired reports minimum = maximum. */
  readonly checksLastUnit: boolean
  /** Before 5.1 a directory inside a segment directory stops the start. */
  readonly strayDirectoriesStopBroker: boolean
  /** Since 5.1.4 a last file without a byte is deleted; before, it stops the start. */
  readonly toleratesEmptyLastFile: boolean
  /** Which unindexed records a clean start indexes: all from the last indexed on, those strictly behind it, none. */
  readonly dispatchesOnCleanStart: 'all' | 'strictly-behind' | 'none'
  /** Where a start after a clean stop begins to read the log: at the third-last file, or at the newest that is indexed. */
  readonly cleanStartReads: 'last-three' | 'from-indexed'
  /** How many segments back from the newest it looks at most. */
  readonly looksBackSegments: number
}

export const NEWEST_RULES = '5.3'

export function brokerRules(version: string): BrokerRules {
  const since = (...wanted: readonly number[]): boolean => compare(version, wanted) >= 0
  return {
    checksLastUnit: since(5, 0),
    strayDirectoriesStopBroker: !since(5, 1),
    toleratesEmptyLastFile: since(5, 1, 4),
    dispatchesOnCleanStart: !since(5, 0) ? 'all' : since(5, 3, 2) ? 'strictly-behind' : 'none',
    cleanStartReads: since(5, 3, 2) ? 'from-indexed' : 'last-three',
    looksBackSegments: since(5, 4) ? 10 : Number.POSITIVE_INFINITY,
  }
}

function compare(version: string, wanted: readonly number[]): number {
  const parts = version.split('.').map(part => Number.parseInt(part, 10))
  for (const [index, number] of wanted.entries()) {
    const part = parts[index] ?? Number.POSITIVE_INFINITY
    if (part !== number) return part > number ? 1 : -1
  }
  return 0
}
