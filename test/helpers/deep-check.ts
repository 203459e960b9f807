import type { StoreFiles } from '../../shared/store/bytes/store-files'
import type { Finding } from '../../shared/store/checks/finding'
import { deepFindings } from '../../shared/store/deep/deep-findings'
import { secondRound, tasksOf, type DeepPart } from '../../shared/store/deep/deep-task'
import { createTaskRunner } from '../../shared/store/deep/run-task'
import { ownChecksum } from '../../shared/store/readers/scan-records'
import type { StoreSnapshot } from '../../shared/store/snapshot/snapshot'

/** Both rounds of a deep check, one task after the other. */
export function deepPartsOf(files: StoreFiles, snapshot: StoreSnapshot): DeepPart[] {
  const run = createTaskRunner({ files, checksum: ownChecksum, step: () => undefined }, snapshot)
  const first = tasksOf(snapshot).map(({ task }) => run(task))
  return [...first, ...secondRound(snapshot, first).map(({ task }) => run(task))]
}

export const deepCheckOf = (files: StoreFiles, snapshot: StoreSnapshot): readonly Finding[] => deepFindings(snapshot, deepPartsOf(files, snapshot))
