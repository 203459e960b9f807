import { useSyncExternalStore } from 'react'
import type { OperationName } from '../../shared/contract/contract'
import { useService } from '../api/client-context'
import type { Job } from '../api/running-jobs'

const writes = new Set<OperationName>(['applyPlan', 'undoCleanup', 'purgeCleanup', 'recoverCleanup'])

/** True while a call runs that changes the store: the only time the window is not read-only. */
export function useWriting(): boolean {
  return useJobs().some(job => writes.has(job.operation))
}

export function useJobs(): readonly Job[] {
  const { jobs } = useService()
  return useSyncExternalStore(jobs.subscribe, jobs.current)
}
