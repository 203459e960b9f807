/**
 * Names in a store come from clients and may hold anything. Control characters (they steer terminals), the invisible marks that turn
 * the direction of text, and lone surrogates are written as escapes.
 */
export const printable = (text: string): string => text.replaceAll(unprintable, escape)

// eslint-disable-next-line no-control-regex -- control characters are what this is about
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu

const escape = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A text as one word of a command line that a person copies. */
export const shellWord = (text: string): string => (/^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** Columns a text takes on a terminal: Chinese characters take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += /\p{Mark}/u.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

/** At most `columns` wide; what is left out in the middle is shown as `…`, for both ends of a path matter. */
export function shorten(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  const characters = Array.from(text)
  const room = Math.max(0, columns - 1)
  const tail = takeWidth(characters.toReversed(), Math.floor(room / 2)).toReversed()
  const head = takeWidth(characters, room - displayWidth(tail.join('')))
  return `${head.join('')}…${tail.join('')}`
}

function takeWidth(characters: readonly string[], columns: number): string[] {
  let width = 0
  return characters.slice(0, characters.findIndex(character => (width += displayWidth(character)) > columns))
}
