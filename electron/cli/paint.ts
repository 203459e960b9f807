import type { Shell } from './shell'

export type Style = 'strong' | 'faint' | 'bad' | 'warning' | 'good'
export type Paint = (style: Style, text: string) => string

const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  strong: [1, 22],
  faint: [2, 22],
  bad: [31, 39],
  warning: [33, 39],
  good: [32, 39],
}

export const plain: Paint = (_, text) => text
const coloured: Paint = (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`

/** Colour only where a person looks and has not declined it (`--no-color`, `NO_COLOR`, `TERM=dumb`). */
export function paintFor({ outIsTerminal, environment }: Pick<Shell, 'outIsTerminal' | 'environment'>, wanted: boolean): Paint {
  const declined = !wanted || (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb'
  return outIsTerminal && !declined ? coloured : plain
}
