import { frameEn } from '../app/words'
import { findingsEn } from '../features/findings/words'
import { overviewEn } from '../features/overview/words'
import { mapEn } from '../features/segment-map/words'
import { storesEn } from '../features/stores/words'
import { uiEn, unitClassEn } from '../ui/words'

/** Every English text of the window; each area keeps its own beside its code, next to the Chinese. */
export const en = {
  frame: frameEn,
  ui: uiEn,
  unitClass: unitClassEn,
  stores: storesEn,
  overview: overviewEn,
  map: mapEn,
  findings: findingsEn,
}
