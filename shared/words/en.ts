import { blockersEn } from './en/blockers'
import { inUseEn } from './en/in-use'
import { localFindingsEn } from './en/local-findings'
import { namesEn } from './en/names'
import { refusalsEn } from './en/refusals'
import { tieredFindingsEn } from './en/tiered-findings'
import { titlesEn } from './en/titles'
import { unmendedEn } from './en/unmended'
import type { Vocabulary } from './vocabulary'

export const en: Vocabulary = {
  titles: titlesEn,
  findings: { ...localFindingsEn, ...tieredFindingsEn },
  unmended: unmendedEn,
  blockers: blockersEn,
  inUse: inUseEn,
  refusals: refusalsEn,
  names: namesEn,
}
