/** Half-open ranges `[start, end)`: the only kind of range in the project. */
export interface Range<O extends number = number> {
  readonly start: O
  readonly end: O
}

export const range = <O extends number>(start: O, end: O): Range<O> => ({ start, end })

export const lengthOf = (r: Range): number => r.end - r.start

export const contains = (r: Range, position: number): boolean => position >= r.start && position < r.end

/** The least of any number of numbers, which `Math.min` would take as arguments on the stack; Infinity of none. */
export const leastOf = (numbers: readonly number[]): number => numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY)

/** The same for the greatest; -Infinity of none. */
export const mostOf = (numbers: readonly number[]): number => numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY)

/** True when the two share at least one position. */
export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end

/**
 * What is missing between the first and the last of `covered`.
 * @param covered ascending by start; may touch or overlap
 */
export function gapsBetween<O extends number>(covered: readonly Range<O>[]): Range<O>[] {
  const gaps: Range<O>[] = []
  let reached: O | undefined
  for (const next of covered) {
    if (reached !== undefined && next.start > reached) gaps.push(range(reached, next.start))
    if (reached === undefined || next.end > reached) reached = next.end
  }
  return gaps
}
