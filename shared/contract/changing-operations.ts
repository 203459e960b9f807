import type { OperationName } from './contract'

/** The operations that move or free a store's files while they run. A door asks before it closes on one of them. */
export const changingOperations: readonly OperationName[] = ['applyPlan', 'undoCleanup', 'purgeCleanup', 'recoverCleanup']
