import { blockersZh } from './zh/blockers'
import { inUseZh } from './zh/in-use'
import { localFindingsZh } from './zh/local-findings'
import { namesZh } from './zh/names'
import { refusalsZh } from './zh/refusals'
import { tieredFindingsZh } from './zh/tiered-findings'
import { titlesZh } from './zh/titles'
import { unmendedZh } from './zh/unmended'
import type { Vocabulary } from './vocabulary'

export const zh: Vocabulary = {
  titles: titlesZh,
  findings: { ...localFindingsZh, ...tieredFindingsZh },
  unmended: unmendedZh,
  blockers: blockersZh,
  inUse: inUseZh,
  refusals: refusalsZh,
  names: namesZh,
}
