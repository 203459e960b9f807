import type { AnswerOf } from '../../../shared/contract/contract'
import type { Lang } from '../../../shared/contract/schemas'
import { repairArgument } from '../../../shared/store/cleanup/repair-code'
import { figuresIn } from '../../../shared/words/figures'
import { inUseWords } from '../../../shared/words/in-use-words'
import { namesIn } from '../../../shared/words/names'
import { redactionOf } from './redaction'
import { reportWords } from './report-words'
import { style } from './style'

type Picture = AnswerOf<'inspectDocument'>

export interface ReportInput {
  readonly inspect: Picture
  readonly check: AnswerOf<'checkDocument'>
  readonly forecast: AnswerOf<'forecastDocument'>
  readonly lang: Lang
  /** IANA name; this machine's when left out. */
  readonly timeZone?: string | undefined
  readonly redact: boolean
  /** Epoch milliseconds. */
  readonly madeAt: number
  readonly tool: string
}

/** Enough to judge by; the rest is what `--json` is for. */
const MOST_ROWS = 1000

/**
 * A report of a store as one HTML file: no script, nothing from elsewhere, made to be printed and to be attached to a ticket. Every text out of the
 * store is escaped, and redacted where that is asked for.
 */
export function htmlReport({ inspect, check, forecast, lang, timeZone, redact, madeAt, tool }: ReportInput): string {
  const words = reportWords[lang]
  const names = namesIn(lang)
  const say = figuresIn(lang, timeZone)
  const redacted = redact ? redactionOf(inspect) : (text: string): string => text
  const text = (value: string | number): string => escaped(redacted(String(value)))
  const timeOr = (value: number | null): string => (value === null ? '–' : text(say.time(value)))
  const { store, local, tiered, groups } = inspect

  const table = <Row>(title: string, rows: readonly Row[], columns: readonly Column<Row>[]): string =>
    rows.length === 0
      ? ''
      : `<h2>${text(title)} <small>${say.exact(rows.length)}</small></h2><table><thead><tr>${columns.map(({ head, isFigure }) => `<th${isFigure ? ' class="n"' : ''}>${text(head)}</th>`).join('')}</tr></thead><tbody>${rows
          .slice(0, MOST_ROWS)
          .map(row => `<tr>${columns.map(({ cell, isFigure }) => `<td${isFigure ? ' class="n"' : ''}>${cell(row)}</td>`).join('')}</tr>`)
          .join('')}</tbody></table>${rows.length > MOST_ROWS ? `<p class="quiet">${text(words.more(rows.length - MOST_ROWS))}</p>` : ''}`

  const facts = (rows: readonly (readonly [string, string])[]): string => `<dl>${rows.map(([name, value]) => `<dt>${text(name)}</dt><dd>${value}</dd>`).join('')}</dl>`

  const oneFinding = (finding: ReportInput['check']['findings'][number]): string =>
    `<article class="${finding.severity}"><h3><b>${text(names.severity[finding.severity])}</b> <code>${text(finding.code)}</code></h3><p>${text(finding.message)}</p>${facts([
      ...(finding.subject.path === undefined ? [] : [[words.where, `<code>${text(finding.subject.path)}</code>`] as const]),
      [words.consequence, text(finding.consequence)],
      [words.remedy, text(finding.remedy)],
      ...(finding.mendedBy?.kind === 'repair' ? [[words.repair, `<code>${text(`plan DIR --repair ${repairArgument(finding.mendedBy)}`)}</code>`] as const] : []),
      ...(finding.notMended === undefined || finding.severity === 'info' ? [] : [[words.repair, text(finding.notMended.message)] as const]),
      ...(finding.evidence === undefined || redact ? [] : [[words.bytesThere, `<code>${text(`${finding.evidence.path}:${finding.evidence.at}`)} ${text(finding.evidence.hex)}</code>`] as const]),
    ])}</article>`

  const title = `${words.title}: ${text(store.brokerName)}`
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${style}</style></head><body><main>
<h1>${title}</h1>
${redact ? `<p class="quiet">${text(words.redacted)}</p>` : ''}
${facts([
    [words.log, `<code>${text(store.root)}</code>${local ? ` [${say.exact(local.commitLog.minOffset)}, ${say.exact(local.commitLog.maxOffset)})` : ''}`],
    [words.kinds, text(store.kinds.join(', '))],
    [words.layout, text(store.consumeQueueLayout)],
    ...(store.traits.length > 0 ? [[words.traits, text(store.traits.join(', '))] as const] : []),
    [words.inUse, [names.inUseState[store.inUse.state], ...store.inUse.reasons.map(reason => inUseWords(reason, lang))].map(text).join('<br>')],
    [words.made, `${timeOr(madeAt)}, ${text(words.by)} ${text(tool)}`],
  ])}
<h2>${text(words.nextStart)}</h2>
<p>${[
    words.starts[forecast.starts],
    ...(forecast.commitLog.cutFrom === null ? [] : [words.cut(forecast.commitLog.cutFrom)]),
    ...(forecast.removedFiles.length + forecast.commitLog.removedFiles.length > 0 ? [words.removed(forecast.removedFiles.length + forecast.commitLog.removedFiles.length)] : []),
    ...(forecast.firstCleaning.removedFiles.length > 0 ? [words.cleaned(forecast.firstCleaning.removedFiles.length)] : []),
  ].map(text).join(' ')}</p>
${forecast.refusals.length === 0 ? '' : `<ul>${forecast.refusals.map(({ code, path }) => `<li><code>${text(code)}</code> ${text(path ?? '')}</li>`).join('')}</ul>`}
<h2>${text(words.findings)}</h2>
<p>${text(words.counts(check.summary.error, check.summary.warning, check.summary.info))}${text(words.depth[check.depth])}</p>
${check.findings.length === 0 ? `<p>${text(words.none)}</p>` : check.findings.slice(0, MOST_ROWS).map(oneFinding).join('\n')}
${check.findings.length > MOST_ROWS ? `<p class="quiet">${text(words.more(check.findings.length - MOST_ROWS))}</p>` : ''}
${table(words.segments, local?.commitLog.segments ?? [], [
    { head: words.path, cell: segment => `<code>${text(segment.path)}</code>` },
    { head: words.size, cell: segment => text(say.bytes(segment.sizeBytes)), isFigure: true },
    { head: words.state, cell: segment => text(segment.state) },
    { head: words.first, cell: segment => timeOr(segment.firstStoreTimestamp) },
    { head: words.last, cell: segment => timeOr(segment.lastStoreTimestamp) },
    { head: words.modified, cell: segment => timeOr(segment.modifiedTime) },
  ])}
${table(words.queues, local?.queues ?? [], [
    { head: words.topic, cell: queue => text(queue.topic) },
    { head: words.queue, cell: queue => text(queue.queueId), isFigure: true },
    { head: words.min, cell: queue => say.exact(queue.minOffset), isFigure: true },
    { head: words.max, cell: queue => say.exact(queue.maxOffset), isFigure: true },
    { head: words.position, cell: queue => rangeBar(queue, local?.commitLog) },
    { head: words.dangling, cell: ({ units }) => say.exact(units.expiredVisible + units.inHole + units.ahead), isFigure: true },
    { head: words.hidden, cell: ({ units }) => say.exact(units.expiredHidden), isFigure: true },
  ])}
${table(words.tieredQueues, tiered?.queues ?? [], [
    { head: words.topic, cell: queue => text(queue.topic) },
    { head: words.queue, cell: queue => text(queue.queueId), isFigure: true },
    { head: words.min, cell: queue => say.exact(queue.minOffset), isFigure: true },
    { head: words.max, cell: queue => say.exact(queue.maxOffset), isFigure: true },
    { head: words.dangling, cell: ({ units }) => say.exact(units.expiredVisible + units.inHole + units.ahead), isFigure: true },
  ])}
${table(words.groups, groups, [
    { head: words.group, cell: ({ group }) => text(group) },
    { head: words.topic, cell: ({ topic }) => text(topic) },
    { head: words.queue, cell: ({ queueId }) => text(queueId), isFigure: true },
    { head: words.committed, cell: ({ committedOffset }) => say.exact(committedOffset), isFigure: true },
    { head: words.lag, cell: ({ lag }) => say.exact(lag), isFigure: true },
    { head: words.place, cell: ({ place }) => text(names.groupPlace[place]) },
  ])}
</main></body></html>
`
}

interface Column<Row> {
  readonly head: string
  /** HTML. */
  readonly cell: (row: Row) => string
  readonly isFigure?: boolean
}

type Local = NonNullable<Picture['local']>

/** Where a queue's units point, on an axis from the first offset any queue points to, or the log has, to the log's end; the log itself is the darker part. */
function rangeBar({ firstPhysicalOffset, lastPhysicalOffset }: Local['queues'][number], log: Local['commitLog'] | undefined): string {
  if (firstPhysicalOffset === null || lastPhysicalOffset === null || log === undefined || log.maxOffset <= 0) return '–'
  const share = (offset: number): number => Math.round((1000 * Math.min(Math.max(offset, 0), log.maxOffset)) / log.maxOffset) / 10
  const [from, end, min] = [share(firstPhysicalOffset), share(lastPhysicalOffset), share(log.minOffset)]
  return `<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="log" x="${min}" width="${100 - min}" height="8"/><rect class="range" x="${from}" y="2" width="${Math.max(0.6, end - from).toFixed(1)}" height="4"/></svg>`
}

/** Control characters are shown as what they are: no text out of a store may steer whoever reads the file. */
const escaped = (value: string): string =>
  value.replaceAll(/[&<>"']/g, mark => `&#${mark.charCodeAt(0)};`).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
