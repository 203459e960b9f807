import { createContext, use } from 'react'

export const densities = ['relaxed', 'regular', 'compact'] as const
export type Density = (typeof densities)[number]

const DensityContext = createContext<Density>('regular')
export const DensityProvider = DensityContext.Provider

const rowHeights: Readonly<Record<Density, number>> = { relaxed: 34, regular: 28, compact: 24 }

/** The height of a table's rows in pixels; tables inside a detail are a little closer. */
export function useRowHeight(isInDetail: boolean): number {
  const height = rowHeights[use(DensityContext)]
  return isInDetail ? height - 3 : height
}
