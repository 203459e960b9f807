/** A place in a queue. */
export interface QueuePlace {
  readonly topic: string
  readonly queueId: number
  readonly queueOffset: number
}

/**
 * The further queues that a record is to be found in, by its properties. Mirrors MultiDispatchUtils: a light queue has one
 * queue with the id 0, any other name takes the record's own id.
 */
export function dispatchedTo(properties: ReadonlyMap<string, string>, queueId: number): QueuePlace[] {
  const names = properties.get('INNER_MULTI_DISPATCH')?.split(',') ?? []
  const offsets = properties.get('INNER_MULTI_QUEUE_OFFSET')?.split(',') ?? []
  return names.flatMap((topic, index) => {
    const text = offsets[index] ?? ''
    const queueOffset = Number(text)
    return text !== '' && Number.isSafeInteger(queueOffset) ? [{ topic, queueId: topic.startsWith('%LMQ%') ? 0 : queueId, queueOffset }] : []
  })
}
