import type { Client } from '../../../shared/contract/client'
import { CallError } from '../../../shared/contract/client'
import type { InputOf, OperationName, OutputOf } from '../../../shared/contract/contract'
import type { ReplyError } from '../../../shared/contract/schemas'
import { run } from '../../../electron/cli/run'
import type { Behind, ServeOptions, Shell } from '../../../electron/cli/shell'

/** Answers by operation; an answer may be a function of the input, or an error of the service. */
export type Answers = { readonly [N in OperationName]?: OutputOf<N> | ((input: InputOf<N>) => OutputOf<N>) | { readonly fails: ReplyError } }

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Operations asked, in order, with their input. */
  readonly calls: readonly (readonly [name: OperationName, input: unknown])[]
  readonly served: readonly ServeOptions[]
}

const opened = { storeId: 's1', root: '/store', brokerName: 'broker-a' }

/** Runs one command line against canned answers, in a shell that is no terminal unless said otherwise. */
export async function runWith(argv: readonly string[], answers: Answers = {}, shell: Partial<Shell> = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const calls: [OperationName, unknown][] = []
  const served: ServeOptions[] = []
  const client: Client = {
    async call(name, input) {
      calls.push([name, input])
      const answer: unknown = { openDirectory: opened, ...answers }[name]
      if (answer === undefined) throw new Error(`the test has no answer for ${name}`)
      if (typeof answer === 'object' && answer !== null && 'fails' in answer) throw new CallError(answer.fails as ReplyError)
      return (typeof answer === 'function' ? (answer as (input: unknown) => unknown)(input) : answer) as OutputOf<typeof name>
    },
    subscribe: () => () => undefined,
  }
  const behind: Behind = {
    openService: () => ({ client, close: () => Promise.resolve() }),
    writeSample: directory => [`${directory}/store`, `${directory}/tiered`],
    serve: async (options, ready) => {
      served.push(options)
      ready('http://127.0.0.1:1/#token=t')
    },
    openWindow: async (options, say) => {
      served.push(options)
      say('opened')
    },
  }
  const code = await run(
    argv,
    {
      out: text => void (out += text),
      err: text => void (err += text),
      outIsTerminal: false,
      errIsTerminal: false,
      inIsTerminal: false,
      columns: undefined,
      environment: {},
      workingDirectory: '/home/operator',
      signal: new AbortController().signal,
      ask: () => Promise.resolve(undefined),
      ...shell,
    },
    behind,
  )
  return { code, out, err, calls, served }
}
