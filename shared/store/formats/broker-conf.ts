/**
 * `broker.conf`: Java properties. Mirrors java.util.Properties.load: logical lines continue behind an odd number of
 * backslashes; the key ends at the first unescaped `=`, `:` or blank; `#` and `!` start comments; the last duplicate wins.
 */
export function parseBrokerConf(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  for (const line of logicalLines(text)) {
    const [, key = '', value = ''] = keyAndValue.exec(line) ?? []
    properties.set(unescape(key), unescape(value))
  }
  return properties
}

const keyAndValue = /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*([^]*)$/

function logicalLines(text: string): string[] {
  const lines: string[] = []
  let open: string | undefined
  for (const natural of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const line = natural.replace(/^[ \t\f]+/, '')
    if (open === undefined && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue
    const continues = (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1
    open = (open ?? '') + (continues ? line.slice(0, -1) : line)
    if (continues) continue
    lines.push(open)
    open = undefined
  }
  if (open !== undefined) lines.push(open)
  return lines
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

/** A backslash before any other letter just goes away: `C:\data` is read as `C:data`, by the broker too. */
const unescape = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, letter: string | undefined) =>
    code === undefined ? (escapes[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  )
