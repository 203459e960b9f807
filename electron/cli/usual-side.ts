import type { Invocation, StoreAtHand } from './invocation'

/** The side that is meant where none is named: local where there is a local store. */
export async function usualSide({ lang }: Invocation, { storeId, call }: StoreAtHand): Promise<'local' | 'tiered'> {
  const { store } = await call('overview', { storeId, lang })
  return store.kinds.includes('local') ? 'local' : 'tiered'
}
