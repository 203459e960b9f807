import type { OperationName } from '../../shared/contract/contract'
import type { ServiceEvent } from '../../shared/contract/schemas'

type Change = Extract<ServiceEvent, { kind: 'store-changed' }>['changes'][number]

const everywhere: readonly OperationName[] = ['overview', 'segmentMap', 'listFindings', 'forecastDocument', 'retentionDocument', 'spaceDocument']
const aboutQueues: readonly OperationName[] = ['consumedUpTo', 'listQueues', 'queueDetail', 'listUnits', 'listGroups']
const aboutSegments: readonly OperationName[] = ['listSegments']
const aboutIndex: readonly OperationName[] = ['listIndex']
const aboutTiered: readonly OperationName[] = ['listTieredQueues', 'tieredQueueDetail', 'listUnits']
const aboutCleanup: readonly OperationName[] = ['listReceipts']

/** Which answers may differ after these changes. A change without a known place touches everything. */
export function operationsTouchedBy(changes: readonly Change[]): Set<OperationName> {
  const touched = new Set<OperationName>()
  const add = (...groups: readonly (readonly OperationName[])[]): void => groups.flat().forEach(name => touched.add(name))
  if (changes.length === 0) add(everywhere, aboutQueues, aboutSegments, aboutIndex, aboutTiered, aboutCleanup)
  for (const { what, path } of changes) {
    if (what === 'in-use') add(['overview', 'inUse'])
    else if (what === 'configuration') add(everywhere, aboutQueues, aboutTiered)
    else if (path.includes('commitlog')) add(everywhere, aboutSegments, aboutQueues)
    else if (path.includes('consumequeue')) add(everywhere, aboutQueues)
    else if (path.includes('index')) add(['overview', 'listFindings'], aboutIndex)
    else if (path.includes('.store-inspector')) add(['overview'], aboutCleanup)
    else add(everywhere, aboutQueues, aboutSegments, aboutIndex, aboutTiered, aboutCleanup)
  }
  return touched
}
