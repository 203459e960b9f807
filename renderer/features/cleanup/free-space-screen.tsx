import type { StoreRoute } from '../../app/route'
import { ChooseCut } from './choose-cut'
import { cutOf } from './cut-query'
import { Review } from './review'

/** The way to a cleanup. The cut is in the URL, so a plan can be linked to, gone back to and made again. */
export function FreeSpaceScreen({ route }: { readonly route: StoreRoute }) {
  const cut = cutOf(route.query)
  return route.selection[0] === 'review' ? <Review storeId={route.storeId} cut={cut} /> : <ChooseCut storeId={route.storeId} cut={cut} />
}
