import { changingOperations } from '../../shared/contract/changing-operations'
import { CallError, type Client } from '../../shared/contract/client'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract/contract'
import type { Lang } from '../../shared/contract/schemas'
import { namesIn } from '../../shared/words/names'
import type { Names } from '../../shared/words/vocabulary'
import type { ExitCode } from './exit-codes'
import { bytes } from './figures'
import { languageOf, openInputOf, type GeneralOptions } from './general-options'
import { paintFor, type Paint } from './paint'
import { printable, shellWord } from './printable'
import { ProgressLine } from './progress-line'
import type { Behind, Shell } from './shell'
import { cancelled } from './usage-error'
import { words, type Words } from './words'

/** One run of one command: where it prints, in which language, and what stands behind it. */
export interface Invocation {
  readonly shell: Shell
  readonly behind: Behind
  readonly options: GeneralOptions
  readonly lang: Lang
  readonly words: Words
  /** Short names of classes, states and reasons. */
  readonly names: Names
  readonly paint: Paint
  now(): number
}

export function createInvocation(shell: Shell, behind: Behind, options: GeneralOptions): Invocation {
  const lang = languageOf(options.lang, shell)
  return { shell, behind, options, lang, words: words[lang], names: namesIn(lang), paint: paintFor(shell, options.color), now: Date.now }
}

/** Prints the document for machines, or what a person reads. */
export function print({ shell, options }: Invocation, document: unknown, forPeople: () => string): void {
  shell.out(options.json ? `${JSON.stringify(document, null, 2)}\n` : forPeople())
}

/** A hint for people on stderr, unless declined. */
export function note({ shell, options }: Invocation, text: string): void {
  if (!options.quiet && !options.json) shell.err(`${printable(text)}\n`)
}

/** Calls an operation with progress on stderr, and stops it on Ctrl-C. @throws CallError */
export type Call = <N extends OperationName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>

/** A store opened for one command. */
export interface StoreAtHand {
  readonly storeId: string
  readonly root: string
  readonly brokerName: string
  readonly call: Call
}

/** Starts a service for one command and closes it, however the command ends. */
export async function withService<T>(invocation: Invocation, { io }: GeneralOptions, work: (call: Call) => Promise<T>): Promise<T> {
  const service = invocation.behind.openService(io, invocation.lang)
  try {
    return await work(callWith(invocation, service.client))
  } finally {
    await service.close()
  }
}

/** Opens the store that `directory` belongs to and works with it. */
export const withStore = (
  invocation: Invocation,
  directory: string,
  work: (store: StoreAtHand) => Promise<ExitCode>,
  options: GeneralOptions = invocation.options,
): Promise<ExitCode> =>
  withService(invocation, options, async call => {
    const { shell, words, lang } = invocation
    if (options.verbose) {
      const { io } = await call('environment', {})
      shell.err(`${words.readsThrough(io.backend, io.reason)}\n`)
    }
    const opened = await call('openDirectory', openInputOf(options, directory, shell.workingDirectory))
    if (options.verbose) {
      const { store } = await call('overview', { storeId: opened.storeId, lang })
      for (const { code, path } of store.foundBy) shell.err(`${printable(words.found(words.foundBy[code] ?? code, path))}\n`)
    }
    return work({ ...opened, call: sayingWhatNext(call, words, opened.root, options.journal) })
  })

function callWith(invocation: Invocation, client: Client): Call {
  const { shell, options } = invocation
  return async (name, input) => {
    if (shell.signal.aborted) throw cancelled()
    const line = new ProgressLine(shell, invocation.now, invocation.words.timeLeft)
    try {
      return await client.call(name, input, {
        signal: shell.signal,
        ...(!options.quiet && {
          onProgress: ({ stage, done, total }) => line.report(invocation.names.workStage[stage], done, total, stage === 'deep-check' ? bytes : String),
        }),
      })
    } finally {
      line.end()
    }
  }
}


/** A change that did not come to its end is told with what to do about it. */
function sayingWhatNext(call: Call, words: Words, root: string, journal: string | undefined): Call {
  return async (name, input) => {
    try {
      return await call(name, input)
    } catch (error) {
      if (!(error instanceof CallError) || !changingOperations.includes(name) || error.error.kind === 'refusal' || error.error.kind === 'usage') throw error
      const isFull = name === 'applyPlan' && (error.error.code === 'ENOSPC' || error.error.code === 'EDQUOT')
      throw new CallError({ ...error.error, message: [error.message, words.recoverHint(shellWord(root), journal && shellWord(journal)), ...(isFull ? [words.fullDiskHint] : [])].join('; ') })
    }
  }
}
