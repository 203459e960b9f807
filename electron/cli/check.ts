import type { CheckDocument, FindingWords } from '../../shared/contract/documents'
import { findingCodes } from '../../shared/store/checks/finding'
import { repairArgument } from '../../shared/store/cleanup/repair-code'
import { exitCodeForFindings, type ExitCode } from './exit-codes'
import { print, withStore, type Invocation } from './invocation'
import type { Style } from './paint'
import { printable, shellWord } from './printable'
import { parseSize } from './parse-amounts'
import { usageError } from './usage-error'

export interface CheckOptions {
  /** Every unit and every record. */
  readonly deep?: boolean | undefined
  /** Bytes a second that a deep check reads at most, such as 100M. */
  readonly maxRate?: string | undefined
  /** Codes separated by commas. */
  readonly code?: string | undefined
}

/** The findings of a store: `check/1`. */
export function check(invocation: Invocation, directory: string, { deep, code, maxRate }: CheckOptions): Promise<ExitCode> {
  if (maxRate !== undefined && deep !== true) throw usageError('rate-without-deep', '--max-rate slows a deep check down: it goes with --deep')
  const maxBytesPerSecond = maxRate === undefined ? undefined : parseSize('--max-rate', maxRate)
  const codes = code === undefined ? undefined : knownCodes(code)
  return withStore(invocation, directory, async ({ storeId, call }) => {
    const input = { storeId, lang: invocation.lang, ...(codes !== undefined && { codes }) }
    const document = deep === true ? await call('deepCheck', { ...input, ...(maxBytesPerSecond !== undefined && { maxBytesPerSecond }) }) : await call('checkDocument', input)
    print(invocation, document, () => report(invocation, document))
    return exitCodeForFindings(document.summary)
  })
}

function knownCodes(list: string): string[] {
  const codes = list.split(',').map(code => code.trim()).filter(Boolean)
  const unknown = codes.find(code => !findingCodes.some(known => known === code))
  if (codes.length === 0 || unknown !== undefined) {
    throw usageError('unknown-code', `--code takes codes of findings such as queue-dangling-visible, separated by commas, not "${unknown ?? list}"`)
  }
  return codes
}

const styles: Readonly<Record<FindingWords['severity'], Style>> = { error: 'bad', warning: 'warning', info: 'faint' }

/** Findings of one code and severity stand together and share what they mean and what to do. */
function report({ words, paint }: Invocation, { findings, summary, scanned }: CheckDocument): string {
  const saying = (what: string, sentence: string): string => `  ${paint('faint', words.saying(what, ''))}${printable(sentence)}`
  const blocks = runsOf(findings).map(run => {
    const [{ severity, code, consequence, remedy, issues }] = run
    const mended = [...new Set(run.flatMap(({ mendedBy }) => (mendedBy?.kind === 'repair' ? [`plan DIR --repair ${shellWord(repairArgument(mendedBy))}`] : [])))]
    const [notMended] = run.flatMap(finding => finding.notMended?.message ?? [])
    const known = issues.length > 0 ? paint('faint', `  ${issues.join(' ')}`) : ''
    const lines = [
      `${paint(styles[severity], words.severities[severity])} ${paint('strong', code)}${known}`,
      ...run.map(({ message }) => `  ${printable(message)}`),
      ...(severity === 'info' ? [] : [saying(words.consequence, consequence), saying(words.remedy, remedy), ...mended.slice(0, SHOWN_REPAIRS).map(command => saying(words.repair, command)), ...(notMended === undefined ? [] : [saying(words.notMended, notMended)])]),
    ]
    return `${lines.join('\n')}\n`
  })
  const counts = findings.length === 0 ? words.noFindings : words.summary(summary.error, summary.warning, summary.info)
  return `${[...blocks, `${paint('strong', counts)}\n`].join('\n')}${paint('faint', words.scanned(scanned.files, scanned.bytes, scanned.seconds))}\n`
}

/** One by one where there are few; all at once with the bare code. */
const SHOWN_REPAIRS = 3

type Run = [FindingWords, ...FindingWords[]]

function runsOf(findings: readonly FindingWords[]): Run[] {
  const runs = Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`)
  return [...runs.values()].flatMap(([first, ...others]): Run[] => (first === undefined ? [] : [[first, ...others]]))
}
