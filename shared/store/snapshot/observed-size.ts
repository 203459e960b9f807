/** A numbered file of a log or queue. */
export interface NumberedFile {
  /** Its name: where it begins in its address space. */
  readonly base: number
  readonly sizeBytes: number
}

/**
 * The size that the files of one kind were made with; null without a file that has bytes. Names are multiples of it, so a
 * file that was cut off does not mislead even where it stands alone with one whole file.
 * @param configured what broker.conf says: believed when a file has it
 */
export function observedSize(files: readonly NumberedFile[], configured: number | null): number | null {
  const written = files.filter(({ sizeBytes }) => sizeBytes > 0)
  const sizes = [...new Set(written.map(({ sizeBytes }) => sizeBytes))]
  if (configured !== null && sizes.includes(configured)) return configured
  const fitting = (size: number): number => written.filter(({ base, sizeBytes }) => sizeBytes === size && base % size === 0).length
  return sizes.map(size => ({ size, votes: fitting(size) })).toSorted((a, b) => b.votes - a.votes || b.size - a.size)[0]?.size ?? null
}

/** A size of broker.conf, rounded up to whole units as the broker does; null when it says none. */
export function configuredSize(configuration: ReadonlyMap<string, string>, key: string, unitBytes: number): number | null {
  const value = Number(configuration.get(key)?.trim() ?? Number.NaN)
  return Number.isSafeInteger(value) && value > 0 ? Math.ceil(value / unitBytes) * unitBytes : null
}
