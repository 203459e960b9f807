import type { InputOf } from '../../../shared/contract/contract'
import { repairCodes } from '../../../shared/store/cleanup/repair-code'

export type Cut = InputOf<'planCleanup'>['cut']

/** The cut that a URL's query names; without one the smallest fix. */
export function cutOf(query: Readonly<Record<string, string>>): Cut {
  const number = Number(query['at'])
  const isNumber = query['at'] !== undefined && Number.isSafeInteger(number) && number >= 0
  if (query['cut'] === 'keep-from' && isNumber) return { kind: 'keep-from', physicalOffset: number }
  if (query['cut'] === 'before' && isNumber) return { kind: 'before', time: number }
  if (query['cut'] === 'free' && isNumber) return { kind: 'free', sizeBytes: number }
  const code = repairCodes.find(known => known === query['repair'])
  if (query['cut'] === 'repair' && code !== undefined) return { kind: 'repair', code, ...(query['place'] && { place: query['place'] }) }
  return { kind: 'dangling', strays: query['strays'] === '1' }
}

/** How a line was chosen: drawn by hand when the query does not say. */
export type LineBy = 'hand' | 'consumed' | 'newest'
export const lineByIn = ({ by }: Readonly<Record<string, string>>): LineBy => (by === 'consumed' || by === 'newest' ? by : 'hand')

export function queryOf(cut: Cut): Record<string, string> {
  switch (cut.kind) {
    case 'dangling':
      return { cut: cut.kind, ...(cut.strays === true ? { strays: '1' } : {}) }
    case 'keep-from':
      return { cut: cut.kind, at: String(cut.physicalOffset) }
    case 'before':
      return { cut: cut.kind, at: String(cut.time) }
    case 'free':
      return { cut: cut.kind, at: String(cut.sizeBytes) }
    case 'repair':
      return { cut: cut.kind, repair: cut.code, ...(cut.place !== undefined && { place: cut.place }) }
  }
}
