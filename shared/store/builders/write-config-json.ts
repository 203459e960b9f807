/**
 * A value of a configuration file. A map with number keys is written with unquoted keys, as fastjson writes a Java map
 * of Integer or Long keys; a map with text keys or an object with quoted ones.
 */
export type ConfigSource =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly ConfigSource[]
  | ReadonlyMap<string, ConfigSource>
  | ReadonlyMap<number, ConfigSource>
  | { readonly [key: string]: ConfigSource }

/** fastjson up to 5.3, fastjson2 since 5.4: they differ in empty maps, lists of texts and the place of unquoted keys. */
export type ConfigWriter = 'fastjson' | 'fastjson2'

/** The pretty form: tabs, no blank behind a colon. The inverse of `parseConfigJson`. */
export function writeConfigJson(value: ConfigSource, writer: ConfigWriter): string {
  return write(value, writer, '\n')
}

/** @param line a line break and the indentation of the line the value begins in */
function write(value: ConfigSource, writer: ConfigWriter, line: string): string {
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? JSON.stringify(value) : String(value)
  const inner = `${line}\t`
  if (isList(value)) {
    if (value.length === 0) return '[]'
    if (writer === 'fastjson' && value.every(item => typeof item === 'string')) return JSON.stringify(value)
    return `[${value.map(item => inner + write(item, writer, inner)).join(',')}${line}]`
  }
  const entries: [string | number, ConfigSource][] = value instanceof Map ? [...value] : Object.entries(value)
  if (entries.length === 0) return writer === 'fastjson2' ? `{${inner}${line}}` : '{}'
  const written = entries.map(([key, item]) => {
    const begins = typeof key === 'number' ? (writer === 'fastjson2' ? inner : '') + key : inner + JSON.stringify(key)
    return `${begins}:${write(item, writer, inner)}`
  })
  return `{${written.join(',')}${line}}`
}

const isList = (value: object): value is readonly ConfigSource[] => Array.isArray(value)
