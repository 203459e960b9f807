import type { MessagePlace } from '../../../shared/contract/messages'
import type { StoreFiles } from '../../../shared/store/bytes/store-files'
import { logOf, messageAtOffset, messageAtUnit, type LocatedMessage } from '../../../shared/store/messages/find-place'
import type { StoreSnapshot } from '../../../shared/store/snapshot/snapshot'

/** @throws Refusal that says why there is no message at the place */
export function locateMessage(files: StoreFiles, snapshot: StoreSnapshot, place: MessagePlace): LocatedMessage {
  switch (place.kind) {
    case 'offset':
      return messageAtOffset(files, snapshot, logOf(snapshot, place.tieredQueue === undefined ? 'local' : 'tiered', place.tieredQueue), place.physicalOffset)
    case 'queue':
      return messageAtUnit(files, snapshot, place, place.queueOffset)
  }
}
