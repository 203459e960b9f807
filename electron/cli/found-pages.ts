import type { OutputOf } from '../../shared/contract/contract'
import type { MessageQueryInput } from '../../shared/contract/found-messages'
import type { Invocation, StoreAtHand } from './invocation'

/** Rows of one page: enough to be quick, few enough to come at once. */
const rowsPerPage = 200

export interface PageOptions {
  readonly limit: number | undefined
  readonly bodyLimit: number | undefined
}

/** The pages of a search as they come. */
export async function* foundPages({ lang }: Invocation, { storeId, call }: StoreAtHand, query: MessageQueryInput, { limit = Infinity, bodyLimit }: PageOptions): AsyncGenerator<OutputOf<'findMessages'>> {
  let left = limit
  for (let from: OutputOf<'findMessages'>['next'] | undefined; from !== null && left > 0; ) {
    const page: OutputOf<'findMessages'> = await call('findMessages', {
      storeId, lang, query, hits: Math.min(rowsPerPage, left), ...(from !== undefined && { from }), ...(bodyLimit !== undefined && { bodyLimit }),
    })
    left -= page.rows.length
    yield page
    from = page.next
  }
}
