import type { Client } from '../../shared/contract/client'
import type { InputOf } from '../../shared/contract/contract'
import type { Lang } from '../../shared/contract/schemas'

/** What a command needs of the terminal it runs in. An argument everywhere, so that tests bring their own. */
export interface Shell {
  /** Results: one JSON document or a table. */
  out(text: string): void
  /** Progress, notes and errors. */
  err(text: string): void
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly inIsTerminal: boolean
  /** Of the terminal; undefined where there is none. */
  readonly columns: number | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: string
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  /** Asks on the terminal; undefined when the answer was Ctrl-C. */
  ask(question: string): Promise<string | undefined>
}

/** What stands behind the commands. */
export interface Behind {
  openService(io: 'map' | 'read' | undefined, lang: Lang): { readonly client: Client; close(): Promise<void> }
  /** Writes the bundled sample and returns the directories that can be opened. */
  writeSample(directory: string): readonly string[]
  /** Shows the page on loopback until the signal comes; `ready` is given the address. */
  serve(options: ServeOptions, ready: (url: string) => void, signal: AbortSignal): Promise<void>
  /** Opens the desktop window where Electron is there, else the page in a browser, and waits for their end. */
  openWindow(options: ServeOptions, say: (line: string) => void, signal: AbortSignal): Promise<void>
}

export interface ServeOptions {
  readonly io: 'map' | 'read' | undefined
  /** The store to open first, with what cannot be seen from its folder. */
  readonly store: InputOf<'openDirectory'> | undefined
  /** A free one when undefined. */
  readonly port?: number | undefined
  readonly startBrowser?: boolean
}
