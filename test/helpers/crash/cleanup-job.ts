import type { OpenOptions } from '../../../electron/service/jobs'
import type { CleanupPlan } from '../../../shared/store/cleanup/plan'

/** What one program of `cleanup-program.ts` does. */
export type CleanupJob = { readonly store: OpenOptions & { readonly directory: string } } & (
  | { readonly verb: 'apply'; readonly plan: CleanupPlan; readonly purge: boolean }
  | { readonly verb: 'undo' | 'purge'; readonly receiptId: string }
  | { readonly verb: 'recover' }
)
