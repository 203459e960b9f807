import type { MessagePlace } from '../../../shared/contract/messages'
import type { StoreFiles } from '../../../shared/store/bytes/store-files'
import { Refusal } from '../../../shared/store/errors'
import { located, logOf, messageAtOffset, messageAtUnit, type LocatedMessage } from '../../../shared/store/messages/find-place'
import type { FoundMessage } from '../../../shared/store/messages/read-message'
import type { Watch } from '../../../shared/store/progress'
import type { StoreSnapshot } from '../../../shared/store/snapshot/snapshot'
import { searchFor } from './find-messages'

/** @throws Refusal that says why there is no message at the place */
export function locateMessage(files: StoreFiles, snapshot: StoreSnapshot, place: MessagePlace, watch: Watch): LocatedMessage {
  switch (place.kind) {
    case 'offset':
      return messageAtOffset(files, snapshot, logOf(snapshot, place.tieredQueue === undefined ? 'local' : 'tiered', place.tieredQueue), place.physicalOffset)
    case 'queue':
      return messageAtUnit(files, snapshot, place, place.queueOffset)
    case 'id':
      return located(files, snapshot, place.side, messageWithId(files, snapshot, place, watch))
  }
}

function messageWithId(files: StoreFiles, snapshot: StoreSnapshot, { id, side }: Extract<MessagePlace, { kind: 'id' }>, watch: Watch): FoundMessage {
  for (let from = { log: 0, offset: 0 }; ; ) {
    const { hits: [hit], next } = searchFor(files, snapshot, { side, id }, from, 1, watch)
    if (hit !== undefined) return hit
    if (next === null) throw new Refusal('no-such-message', `no message of the ${side} store has the id ${id}`, { facts: { id } })
    from = next
  }
}
