/** Bytes of one unit of a consume queue. */
export const unitBytes = 20
const bytesPerRow = 16

export interface EvidenceRow {
  /** Byte of the row in its file. */
  readonly at: number
  readonly fields: readonly { readonly tint: 'a' | 'b' | 'd' | undefined; readonly bytes: readonly string[] }[]
  /** What a whole unit says; null where it is not one, or beyond exact numbers. */
  readonly physicalOffset: number | null
  readonly sizeBytes: number | null
}

/** Cuts hex text into rows: one per unit with its three fields, or sixteen bytes each. */
export function evidenceRows({ at, hex }: { readonly at: number; readonly hex: string }, asUnits: boolean): EvidenceRow[] {
  const bytes = hex.match(/../g) ?? []
  const perRow = asUnits ? unitBytes : bytesPerRow
  return Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, row) => {
    const own = bytes.slice(row * perRow, (row + 1) * perRow)
    const isUnit = asUnits && own.length === unitBytes
    return {
      at: at + row * perRow,
      fields: isUnit
        ? [
            { tint: 'a', bytes: own.slice(0, 8) },
            { tint: 'b', bytes: own.slice(8, 12) },
            { tint: 'd', bytes: own.slice(12) },
          ]
        : [{ tint: undefined, bytes: own }],
      physicalOffset: isUnit ? exactNumber(own.slice(0, 8)) : null,
      sizeBytes: isUnit ? exactNumber(own.slice(8, 12)) : null,
    }
  })
}

function exactNumber(bytes: readonly string[]): number | null {
  const value = Number(BigInt(`0x${bytes.join('')}`))
  return Number.isSafeInteger(value) ? value : null
}
