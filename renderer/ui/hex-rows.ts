/** Colours of fields by what they are: lengths and offsets, ids, body and checksums, times and magic, properties. */
export type FieldTint = 'a' | 'b' | 'c' | 'd' | 'e'

export interface ByteField {
  readonly name: string
  readonly at: number
  readonly bytes: number
  readonly tint: FieldTint
}

/** Neighbouring bytes of one row that belong to one field. */
export interface ByteRun {
  readonly at: number
  readonly name: string | undefined
  readonly tint: FieldTint | undefined
  /** Two digits a byte, with spaces between. */
  readonly hex: string
  /** One sign a byte; a dot for what has none. */
  readonly text: string
}

export interface HexRow {
  readonly at: number
  readonly runs: readonly ByteRun[]
}

const bytesPerRow = 16

/** @param fields ascending, without overlaps; bytes of no field stand by themselves */
export function hexRows(hex: string, fields: readonly ByteField[]): HexRow[] {
  const bytes = hex.match(/../g) ?? []
  return Array.from({ length: Math.ceil(bytes.length / bytesPerRow) }, (_, row) => {
    const end = Math.min(bytes.length, (row + 1) * bytesPerRow)
    const runs: ByteRun[] = []
    for (let at = row * bytesPerRow; at < end; ) {
      const field = fields.find(candidate => at >= candidate.at && at < candidate.at + candidate.bytes)
      const nextField = fields.find(candidate => candidate.at > at)?.at ?? Infinity
      const runEnd = Math.min(end, field ? field.at + field.bytes : nextField)
      const own = bytes.slice(at, runEnd)
      runs.push({ at, name: field?.name, tint: field?.tint, hex: own.join(' '), text: own.map(signOf).join('') })
      at = runEnd
    }
    return { at: row * bytesPerRow, runs }
  })
}

function signOf(byte: string): string {
  const code = Number.parseInt(byte, 16)
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'
}
