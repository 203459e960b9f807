import { frameEn } from '../app/words'
import { cleanupEn } from '../features/cleanup/words'
import { queuesEn } from '../features/consume-queues/words'
import { findingsEn } from '../features/findings/words'
import { groupsEn } from '../features/groups/words'
import { indexEn } from '../features/index-files/words'
import { inUseEn } from '../features/in-use/words'
import { messagesEn } from '../features/messages/words'
import { nextStartEn } from '../features/next-start/words'
import { overviewEn } from '../features/overview/words'
import { mapEn } from '../ui/segment-map/words'
import { compareEn } from '../features/compare/words'
import { retentionEn } from '../features/retention/words'
import { segmentsEn } from '../features/segments/words'
import { settingsEn } from '../features/settings/words'
import { storesEn } from '../features/stores/words'
import { tieredEn } from '../features/tiered/words'
import { bodyEn, uiEn, unitClassEn } from '../ui/words'

/** Every English text of the window; each area keeps its own beside its code, next to the Chinese. */
export const en = {
  frame: frameEn,
  ui: uiEn,
  body: bodyEn,
  unitClass: unitClassEn,
  stores: storesEn,
  overview: overviewEn,
  map: mapEn,
  findings: findingsEn,
  nextStart: nextStartEn,
  retention: retentionEn,
  compare: compareEn,
  messages: messagesEn,
  segments: segmentsEn,
  queues: queuesEn,
  tiered: tieredEn,
  groups: groupsEn,
  index: indexEn,
  cleanup: cleanupEn,
  inUse: inUseEn,
  settings: settingsEn,
}
