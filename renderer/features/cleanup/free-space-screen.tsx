import type { StoreRoute } from '../../app/route'
import { ChooseCut } from './choose-cut'
import { cutOf, lineByIn } from './cut-query'
import { ReceiptStep } from './receipt-step'
import { Review } from './review'

/** The way to a cleanup. The cut is in the URL, so a plan can be linked to, gone back to and made again. */
export function FreeSpaceScreen({ route: { storeId, selection, query } }: { readonly route: StoreRoute }) {
  const [stage, receiptId] = selection
  if (stage === 'receipt' && receiptId !== undefined) return <ReceiptStep storeId={storeId} receiptId={receiptId} />
  return stage === 'review' ? <Review storeId={storeId} cut={cutOf(query)} /> : <ChooseCut storeId={storeId} cut={cutOf(query)} lineBy={lineByIn(query)} />
}
