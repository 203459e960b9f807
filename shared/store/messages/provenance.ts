import type { StoreFiles } from '../bytes/store-files'
import type { Message } from '../formats/message'
import type { StoreSnapshot } from '../snapshot/snapshot'
import { HALF_TOPICS } from './delivery'
import type { Log } from './log'
import { readUnits } from './read-units'

/**
 * How a message stands in its store. `indexed` or `orphan`: whether its queue's unit at its queue offset points at it; none of both
 * where no unit is expected, as for a prepared message, or queues are not files. `queue-hole`: the file that unit would be in is missing. `after-cut`:
 * behind the end of the log, where the broker cuts at its start. `crc-wrong`: its body is not what was stored. `half`: it waits for
 * the end of its transaction.
 */
export type Provenance = 'indexed' | 'orphan' | 'queue-hole' | 'after-cut' | 'crc-wrong' | 'half'

/** Units are read in blocks, and so many queues' blocks are kept. */
const BLOCK = 256
const MOST_BLOCKS = 256

/** Tells how messages stand, reading their queues as it goes. */
export class ProvenanceOf {
  readonly #blocks = new Map<string, ReadonlyMap<number, number | null>>()

  constructor(
    private readonly files: StoreFiles,
    private readonly snapshot: StoreSnapshot,
    private readonly log: Log,
  ) {}

  of(message: Message): Provenance[] {
    const { header, topic, bodyChecksum } = message
    const found: Provenance[] = []
    if (header.transaction === 'none' || header.transaction === 'commit') found.push(...this.#place(message))
    if (header.physicalOffset >= this.log.kept.end) found.push('after-cut')
    if (!bodyChecksum.intact) found.push('crc-wrong')
    if (HALF_TOPICS.includes(topic)) found.push('half')
    return found
  }

  #place({ header, topic }: Message): Provenance[] {
    const { queueId, queueOffset, physicalOffset } = header
    if (this.log.side === 'local' && this.snapshot.store.consumeQueueLayout === 'rocksdb') return []
    const queue = this.snapshot.local?.queues.find(candidate => candidate.topic === topic && candidate.queueId === queueId)
    if (this.log.side === 'local' && queue?.holes.some(({ start, end }) => queueOffset >= start && queueOffset < end)) return ['orphan', 'queue-hole']
    return this.#pointsAt(topic, queueId, queueOffset) === physicalOffset ? ['indexed'] : ['orphan']
  }

  #pointsAt(topic: string, queueId: number, queueOffset: number): number | null | undefined {
    const { side } = this.log
    if (Number.isNaN(queueOffset) || !this.snapshot[side]?.queues.some(queue => queue.topic === topic && queue.queueId === queueId)) return undefined
    const first = Math.floor(queueOffset / BLOCK) * BLOCK
    const name = `${topic}\0${queueId}\0${first}`
    let block = this.#blocks.get(name)
    if (block === undefined) {
      if (this.#blocks.size >= MOST_BLOCKS) this.#blocks.clear()
      block = new Map(readUnits(this.files, this.snapshot, { side, topic, queueId, from: first, count: BLOCK }).map(unit => [unit.queueOffset, unit.physicalOffset]))
      this.#blocks.set(name, block)
    }
    return block.get(queueOffset)
  }
}
