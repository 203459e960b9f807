import { frameZh } from '../app/words'
import { cleanupZh } from '../features/cleanup/words'
import { queuesZh } from '../features/consume-queues/words'
import { findingsZh } from '../features/findings/words'
import { groupsZh } from '../features/groups/words'
import { indexZh } from '../features/index-files/words'
import { inUseZh } from '../features/in-use/words'
import { messagesZh } from '../features/messages/words'
import { nextStartZh } from '../features/next-start/words'
import { overviewZh } from '../features/overview/words'
import { mapZh } from '../ui/segment-map/words'
import { compareZh } from '../features/compare/words'
import { retentionZh } from '../features/retention/words'
import { segmentsZh } from '../features/segments/words'
import { settingsZh } from '../features/settings/words'
import { storesZh } from '../features/stores/words'
import { tieredZh } from '../features/tiered/words'
import { bodyZh, uiZh, unitClassZh } from '../ui/words'
import type { en } from './en'
import type { Translated } from './translated'

export const zh: Translated<typeof en> = {
  frame: frameZh,
  ui: uiZh,
  body: bodyZh,
  unitClass: unitClassZh,
  stores: storesZh,
  overview: overviewZh,
  map: mapZh,
  findings: findingsZh,
  nextStart: nextStartZh,
  retention: retentionZh,
  compare: compareZh,
  messages: messagesZh,
  segments: segmentsZh,
  queues: queuesZh,
  tiered: tieredZh,
  groups: groupsZh,
  index: indexZh,
  cleanup: cleanupZh,
  inUse: inUseZh,
  settings: settingsZh,
}
