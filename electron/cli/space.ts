import type { SpaceDocument } from '../../shared/contract/space'
import { exit, type ExitCode } from './exit-codes'
import { bytes } from './figures'
import { print, withStore, type Invocation } from './invocation'
import { listing } from './listing'

export const spaceKinds = ['topic', 'queue', 'tag'] as const

export interface SpaceOptions {
  readonly by: (typeof spaceKinds)[number]
}

/** What takes the space: `space/1`; on a terminal by topic, queue or tag. */
export function space(invocation: Invocation, directory: string, { by }: SpaceOptions): Promise<ExitCode> {
  return withStore(invocation, directory, async ({ storeId, call }) => {
    const document = await call('spaceDocument', { storeId })
    print(invocation, document, () => told(invocation, document, by))
    return exit.done
  })
}

interface Row {
  readonly topic: string
  readonly of: string
  readonly messages: number
  readonly bytes: number
}

function told(invocation: Invocation, { topics, parts, hasUnreadQueues }: SpaceDocument, by: SpaceOptions['by']): string {
  const { words } = invocation
  const rows: Row[] = topics.flatMap(({ topic, queues, tags, messages, bytes: all }): Row[] => {
    if (by === 'topic') return [{ topic, of: '', messages, bytes: all }]
    if (by === 'queue') return queues.map(queue => ({ topic, of: String(queue.queueId), messages: queue.messages, bytes: queue.bytes }))
    return tags.map(tag => ({ topic, of: tag.tag === null ? words.space.noTagKnown : tag.tag === '' ? words.space.noTag : tag.tag, messages: tag.messages, bytes: tag.bytes }))
  })
  const table = listing(
    invocation,
    [
      { title: words.topic, cell: row => row.topic, shrinks: true },
      ...(by === 'topic' ? [] : [{ title: by === 'queue' ? words.queue : words.tags, cell: (row: Row) => row.of }]),
      { title: words.space.messages, cell: row => row.messages, align: 'right' },
      { title: words.size, cell: row => bytes(row.bytes), align: 'right' },
    ],
    rows.sort((a, b) => b.bytes - a.bytes),
  )
  const partsTable = listing(
    invocation,
    [
      { title: words.space.part, cell: ([name]) => words.space.parts[name] },
      { title: words.size, cell: ([, part]) => bytes(part.bytes), align: 'right' },
      { title: words.space.dead, cell: ([, part]) => bytes(part.deadBytes), align: 'right' },
    ],
    (Object.entries(parts) as [keyof SpaceDocument['parts'], SpaceDocument['parts']['index']][]).filter(([, part]) => part.bytes > 0),
  )
  return [hasUnreadQueues ? `${invocation.paint('warning', words.space.unread)}\n` : '', table, partsTable].filter(text => text !== '').join('\n')
}
