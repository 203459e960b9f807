import { frameZh } from '../app/words'
import { findingsZh } from '../features/findings/words'
import { overviewZh } from '../features/overview/words'
import { mapZh } from '../features/segment-map/words'
import { storesZh } from '../features/stores/words'
import { uiZh, unitClassZh } from '../ui/words'
import type { en } from './en'
import type { Translated } from './translated'

export const zh: Translated<typeof en> = {
  frame: frameZh,
  ui: uiZh,
  unitClass: unitClassZh,
  stores: storesZh,
  overview: overviewZh,
  map: mapZh,
  findings: findingsZh,
}
