import type { CompareDocument } from '../../shared/contract/compare'
import { exit, type ExitCode } from './exit-codes'
import { bytes } from './figures'
import { openInputOf } from './general-options'
import { print, withStore, type Invocation } from './invocation'
import { listing } from './listing'
import { printable } from './printable'

export interface CompareOptions {
  readonly bytes?: boolean | undefined
}

/** What two stores have not in common: `compare/1`. Exit code 0: nothing; 1: something. */
export function compare(invocation: Invocation, directory: string, otherDirectory: string, options: CompareOptions): Promise<ExitCode> {
  return withStore(invocation, directory, async ({ storeId, call }) => {
    const other = await call('openDirectory', openInputOf({ brokerVersion: invocation.options.brokerVersion }, otherDirectory, invocation.shell.workingDirectory))
    const document = await call('compareStores', { storeId, otherId: other.storeId, bytes: options.bytes === true })
    print(invocation, document, () => told(invocation, document))
    return document.same ? exit.done : exit.findings
  })
}

type Span = CompareDocument['queues'][number]['left']
const spanOf = (span: Span): string => (span === null ? '–' : `[${span.start}, ${span.end})`)

function told(invocation: Invocation, { stores, same, depth, bytesCompared, commitLog, queues, equalQueues }: CompareDocument): string {
  const { words, paint } = invocation
  const first = commitLog?.firstDifference
  const lines = [
    paint(same ? 'good' : 'warning', words.compare.verdict(same, depth)),
    `${words.compare.left}  ${printable(stores[0].root)}`,
    `${words.compare.right}  ${printable(stores[1].root)}`,
    ...(commitLog ? [`${words.commitLog}  ${spanOf(commitLog.left)}  ${spanOf(commitLog.right)}`] : []),
    ...(first ? [paint('bad', words.compare.firstByte(first.physicalOffset)), `  ${first.leftHex}  ${printable(first.leftPath)}`, `  ${first.rightHex}  ${printable(first.rightPath)}`] : []),
    words.compare.queues(queues.length, equalQueues),
    ...(depth === 'bytes' ? [paint('faint', words.compare.bytes(bytes(bytesCompared)))] : []),
  ]
  const segments = listing(
    invocation,
    [
      { title: words.segment, cell: segment => segment.baseOffset, align: 'right' },
      { title: words.compare.difference, cell: segment => words.compare.differences[segment.difference] },
    ],
    commitLog?.segments ?? [],
  )
  const table = listing(
    invocation,
    [
      { title: words.topic, cell: queue => queue.topic, shrinks: true },
      { title: words.queue, cell: queue => queue.queueId, align: 'right' },
      { title: words.compare.difference, cell: queue => words.compare.differences[queue.difference] },
      { title: words.compare.left, cell: queue => spanOf(queue.left) },
      { title: words.compare.right, cell: queue => spanOf(queue.right) },
      { title: words.compare.at, cell: ({ firstDifference: at }) => (at === null ? '' : at.queueOffset === null ? `${at.path}:${at.at}` : String(at.queueOffset)) },
    ],
    queues,
  )
  return [`${lines.join('\n')}\n`, segments, table].filter(part => part !== '').join('\n')
}
