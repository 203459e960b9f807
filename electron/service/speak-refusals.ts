import type { Handlers } from '../../shared/contract/contract'
import { Refusal } from '../../shared/store/errors'
import { refusalWords } from '../../shared/words/refusal-words'
import type { Lang } from '../../shared/words/lang'

/** Refusals in the language a call was made in, else in `usual`. */
export function speakRefusals(handlers: Handlers, usual: Lang): Handlers {
  const spoken = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (input: { readonly lang?: Lang }, context: never) => {
      try {
        return await (handle as (input: unknown, context: unknown) => unknown)(input, context)
      } catch (error) {
        throw error instanceof Refusal ? inLanguage(error, input.lang ?? usual) : error
      }
    },
  ])
  return Object.fromEntries(spoken) as Handlers
}

function inLanguage(refusal: Refusal, lang: Lang): Refusal {
  const { details } = refusal
  const blockers = details.blockers?.map(blocker => ({ ...blocker, message: refusalWords(blocker, lang) }))
  const message = refusalWords({ ...details, code: refusal.code, message: refusal.message }, lang)
  return new Refusal(refusal.code, message, { ...details, ...(blockers === undefined ? {} : { blockers }) })
}
