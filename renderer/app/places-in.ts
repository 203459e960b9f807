import type { Overview } from '../../shared/contract/schemas'
import { places, type Place } from './route'

/** The places a store has; all of them while it is not known yet. */
export function placesIn(overview: Overview | undefined): readonly Place[] {
  if (!overview) return places
  const { local, tiered } = overview
  return places.filter(place => {
    if (place === 'tiered') return tiered !== null
    if (place === 'segments' || place === 'queues' || place === 'index') return local !== null
    return true
  })
}
