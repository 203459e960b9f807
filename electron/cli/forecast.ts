import type { ForecastDocument } from '../../shared/contract/documents'
import { exit, type ExitCode } from './exit-codes'
import { print, withStore, type Invocation } from './invocation'
import { listing } from './listing'
import { printable } from './printable'

/** What a broker does at its next start: `forecast/1`. Exit code 0: it starts, and cuts nothing. */
export function forecast(invocation: Invocation, directory: string): Promise<ExitCode> {
  return withStore(invocation, directory, async ({ storeId, call }) => {
    const document = await call('forecastDocument', { storeId, lang: invocation.lang })
    print(invocation, document, () => told(invocation, document))
    return document.starts === 'yes' && document.commitLog.cutFrom === null && cutQueues(document).length === 0 ? exit.done : exit.findings
  })
}

const cutQueues = ({ queues }: ForecastDocument): ForecastDocument['queues'] => queues.filter(({ cutUnits }) => cutUnits > 0)

function told(invocation: Invocation, document: ForecastDocument): string {
  const { words, paint } = invocation
  const { starts, refusals, recovery, commitLog, firstCleaning, notes } = document
  const verdict = paint(starts === 'yes' ? 'good' : starts === 'no' ? 'bad' : 'warning', words.starts[starts])
  const lines = [
    verdict,
    ...refusals.map(({ code, path }) => `  ${paint('strong', code)} ${printable(path ?? '')}`),
    words.recovery[recovery],
    `${words.commitLog}  [${commitLog.minOffset}, ${commitLog.maxOffset})`,
    ...(commitLog.cutFrom === null ? [] : [paint('bad', words.cutFrom(commitLog.cutFrom))]),
    ...commitLog.removedFiles.map(path => `  ${words.removedAtStart} ${printable(path)}`),
    words.firstCleaning(firstCleaning.removedFiles.length),
    ...notes.map(({ message }) => paint('faint', message)),
  ]
  const queues = listing(
    invocation,
    [
      { title: words.topic, cell: queue => queue.topic, shrinks: true },
      { title: words.queue, cell: queue => queue.queueId, align: 'right' },
      { title: words.min, cell: queue => queue.minOffset, align: 'right' },
      { title: words.max, cell: queue => queue.maxOffset, align: 'right' },
      { title: words.cutUnits, cell: queue => queue.cutUnits, align: 'right' },
    ],
    document.queues,
  )
  return `${lines.join('\n')}\n${queues === '' ? '' : `\n${queues}`}`
}
