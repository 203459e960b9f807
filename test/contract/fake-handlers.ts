import type { Handlers, OperationName } from '../../shared/contract/contract'
import { Cancelled, Failure, Refusal } from '../../shared/store/errors'

export const manyRecentStores = Array.from({ length: 20_000 }, (_, index) => ({
  recentId: `recent-${index}`,
  root: `/数据/rocketmq/broker-${index}/store`,
  brokerName: `代理-${index} 🚀`,
  openedAt: 1_700_000_000_000 + index,
  available: index % 2 === 0,
}))

/** One operation for each way a call can end. */
const answers: Partial<Handlers> = {
  listRecent: () => manyRecentStores,
  openDirectory: ({ path }) => ({ storeId: 'store-1', root: path, brokerName: '订单-broker' }),
  closeStore: ({ storeId }) => {
    throw new Refusal('cleanup-blocked', `存储 ${storeId} is in use`, {
      path: '/data/store/commitlog',
      blockers: [{ code: 'store-in-use', message: 'process 4242 holds the lock' }],
    })
  },
  inUse: ({ storeId }) => {
    throw new Failure('EACCES', `cannot read ${storeId}: permission denied`, '/data/store/lock')
  },
  forgetRecent: () => {
    throw new TypeError("cannot read properties of undefined (reading 'recentId')")
  },
  // What comes out does not fit the contract.
  listOpen: () => [{ storeId: 7 }] as never,
  // Runs until it is stopped.
  refreshStore: async (_, context) => {
    context.progress('reading-queues', 1, 3)
    if (!context.signal.aborted) await new Promise(resolve => context.signal.addEventListener('abort', resolve, { once: true }))
    throw new Cancelled()
  },
}

export const fakeHandlers: Handlers = new Proxy(answers, {
  get(given, name: OperationName) {
    const answer = given[name]
    if (!answer) throw new Error(`no test should call ${name}`)
    return answer
  },
}) as Handlers
