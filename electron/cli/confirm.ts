import type { Invocation } from './invocation'
import { cancelled, usageError } from './usage-error'

/** The name given with `--confirm`, else as typed on the terminal. The service compares it. @throws CallError */
export async function confirmedName({ shell, options, words }: Invocation, given: string | undefined, question: string): Promise<string> {
  if (given !== undefined) return given
  if (options.json || !shell.inIsTerminal || !shell.errIsTerminal) throw usageError('confirm-needed', words.confirmNeeded)
  const answer = await shell.ask(question)
  if (answer === undefined) throw cancelled()
  return answer.trim()
}
