import type { ForecastDocument } from '../../../shared/contract/documents'

/** The worst true thing about the next start; at most one. */
export type Verdict =
  | { readonly says: 'refuses'; readonly files: number }
  | { readonly says: 'depends' }
  | { readonly says: 'destroys' }
  | { readonly says: 'cuts'; readonly units: number }
  | { readonly says: 'hole' }
  | { readonly says: 'serves-deleted' }
  /** Parts of the store are not read, so nothing is said of them. */
  | { readonly says: 'partly-known' }
  | { readonly says: 'keeps' }

export function verdictOf(document: ForecastDocument): Verdict {
  const notes = new Set(document.notes.map(({ code }) => code))
  const units = cutUnits(document)
  if (document.starts === 'no') return { says: 'refuses', files: document.refusals.length }
  if (document.starts === 'depends') return { says: 'depends' }
  if (notes.has('queues-destroyed')) return { says: 'destroys' }
  if (document.commitLog.cutFrom !== null || units > 0) return { says: 'cuts', units }
  if (notes.has('hole-stays')) return { says: 'hole' }
  if (notes.has('minimum-stays-zero')) return { says: 'serves-deleted' }
  return { says: ['queues-not-read', 'log-not-read', 'queues-given-up'].some(code => notes.has(code)) ? 'partly-known' : 'keeps' }
}

/** Units that the start takes off the ends of the queues. */
export const cutUnits = ({ queues }: ForecastDocument): number => queues.reduce((sum, queue) => sum + queue.cutUnits, 0)
