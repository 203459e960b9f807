import type { OperationName } from '../../shared/contract/contract'
import type { ServiceEvent } from '../../shared/contract/schemas'
import { operationsTouchedBy } from './touched-operations'

/** The snapshot up to which an operation's answer is known to be current, by operation and store. */
export type Revisions = ReadonlyMap<string, number>

export const revisionOf = (revisions: Revisions, operation: OperationName, storeId: string): number =>
  revisions.get(keyOf(operation, storeId)) ?? 0

/**
 * Follows the service's events. A query's key contains the revision of its operation, so an event asks again only what
 * it touched; everything else keeps its answer.
 */
export class StoreRevisions {
  #revisions: Revisions = new Map()
  readonly #listeners = new Set<() => void>()

  current = (): Revisions => this.#revisions

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  note(event: ServiceEvent): void {
    if (event.kind === 'store-changed') this.#raise(event.storeId, operationsTouchedBy(event.changes))
    if (event.kind === 'in-use-changed') this.#raise(event.storeId, ['inUse', 'overview'])
  }

  #raise(storeId: string, operations: Iterable<OperationName>): void {
    const next = new Map(this.#revisions)
    for (const operation of operations) next.set(keyOf(operation, storeId), revisionOf(next, operation, storeId) + 1)
    this.#revisions = next
    for (const listener of this.#listeners) listener()
  }
}

const keyOf = (operation: OperationName, storeId: string): string => `${operation}\n${storeId}`
