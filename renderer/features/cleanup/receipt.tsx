import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useFormat } from '../../i18n/format'

export type Receipt = OutputOf<'listReceipts'>[number]

export interface ReceiptProps {
  readonly storeId: string
  readonly receipt: Receipt
  readonly brokerName: string
}

/** What a receipt says in one sentence; "freed" only when it is. */
export function useReceiptTitle({ state, setAsideBytes, freedBytes }: Receipt): string {
  const { t } = useTranslation()
  const format = useFormat()
  const title = state === 'applying' || state === 'undoing' || state === 'purging' ? 'unfinished' : state
  return t(`cleanup.receiptTitle.${title}`, { bytes: format.bytes(setAsideBytes), freed: format.bytes(freedBytes) })
}
