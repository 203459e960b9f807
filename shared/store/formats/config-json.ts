/**
 * JSON as RocketMQ writes and reads its `config/*.json` files: fastjson's dialect. Mirrors
 * com.alibaba.fastjson.parser.DefaultJSONParser with its default features, as far as configuration files use them.
 *
 *   beyond JSON                       because
 *   keys without quotes: 0, -1, abc   maps with Integer or Long keys are written that way
 *   'single quotes', comments,        read by fastjson and fastjson2 alike, so a hand-made edit may have them
 *   a comma behind the last entry,
 *   leading zeros, line breaks in
 *   texts, a byte order mark
 *   integers up to 64 bits            Long.MAX_VALUE is a usual value; a number that loses one digit makes the broker drop the file
 *
 * Nothing is ever rounded: an integer outside JavaScript's safe range is a bigint, a number with a fraction or an exponent
 * keeps its text. Every object entry carries its character span, so that an edit can cut one entry and leave every other
 * character as it is.
 */
export type ConfigValue = null | boolean | string | number | bigint | ConfigDecimal | ConfigArray | ConfigObject

/** A number with a fraction or an exponent, as written. No field of a broker's configuration is one. */
export interface ConfigDecimal {
  readonly kind: 'decimal'
  readonly text: string
}

export interface ConfigArray {
  readonly kind: 'array'
  readonly items: readonly ConfigValue[]
}

export interface ConfigObject {
  readonly kind: 'object'
  /** Characters `[start, end)` of the text, braces included. */
  readonly start: number
  readonly end: number
  /** In the order they are written; a key may occur twice. */
  readonly entries: readonly ConfigEntry[]
}

export interface ConfigEntry {
  readonly key: string
  /** The key's first character. */
  readonly start: number
  /** The value's first character. */
  readonly valueStart: number
  /** One past the value's last character; the comma is not part of the entry. */
  readonly end: number
  readonly value: ConfigValue
}

export type ParsedConfig =
  | { readonly ok: true; readonly value: ConfigValue }
  /** `at`: character where reading stopped. */
  | { readonly ok: false; readonly at: number; readonly reason: string }

/** Deeper texts are refused: a broker's own reach six levels. */
const MAX_DEPTH = 256

/** Reads one configuration file's text. Never throws on content. */
export function parseConfigJson(text: string): ParsedConfig {
  const parser = new Parser(text)
  try {
    return { ok: true, value: parser.document() }
  } catch (stopped) {
    if (stopped instanceof Unreadable) return { ok: false, at: stopped.at, reason: stopped.reason }
    throw stopped
  }
}

/** Carries a reading error out of the recursion; it never leaves this file. */
class Unreadable extends Error {
  constructor(
    readonly at: number,
    readonly reason: string,
  ) {
    super(reason)
  }
}

const LONG_MIN = -(2n ** 63n)
const LONG_MAX = 2n ** 63n - 1n
const BYTE_ORDER_MARK = '\ufeff'

const numberAt = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const blanks = new Set(Array.from(' \t\r\n\f\b', blank => blank.charCodeAt(0)))
const commentAt = /\/\*[^]*?\*\/|\/\/[^\r\n]*/y
const bareKeyAt = /-?\d+|[A-Za-z_$][\w$]*/y
const bareWordAt = /[A-Za-z]+/y
const plainTextAt = { '"': /[^"\\]*/y, "'": /[^'\\]*/y }
const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"', "'": "'", '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
}

class Parser {
  private at = 0
  private depth = 0

  constructor(private readonly text: string) {}

  document(): ConfigValue {
    if (this.text.startsWith(BYTE_ORDER_MARK)) this.at = 1
    this.skipBlanks()
    if (this.at === this.text.length) this.stop('the text is empty')
    const value = this.value()
    this.skipBlanks()
    if (this.at < this.text.length) this.stop(`${this.shown()} after the end of the document`)
    return value
  }

  private value(): ConfigValue {
    const next = this.text[this.at]
    if (next === '{') return this.nested(() => this.object())
    if (next === '[') return this.nested(() => this.array())
    if (next === '"' || next === "'") return this.string(next)
    if (next === '-' || (next !== undefined && next >= '0' && next <= '9')) return this.number()
    const start = this.at
    const word = this.take(bareWordAt)
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    this.at = start
    return this.stop(`${this.shown()} where a value must be`)
  }

  private nested<V>(read: () => V): V {
    this.depth += 1
    if (this.depth > MAX_DEPTH) this.stop(`nested deeper than ${MAX_DEPTH} levels`)
    const value = read()
    this.depth -= 1
    return value
  }

  private object(): ConfigObject {
    const start = this.at
    const entries: ConfigEntry[] = []
    this.eachUntil('}', () => entries.push(this.entry()))
    return { kind: 'object', start, end: this.at, entries }
  }

  private array(): ConfigArray {
    const items: ConfigValue[] = []
    this.eachUntil(']', () => items.push(this.value()))
    return { kind: 'array', items }
  }

  /** Reads what stands between an opening bracket and `close`, separated by commas; the last may have one too. */
  private eachUntil(close: string, readOne: () => void): void {
    this.at += 1
    for (;;) {
      this.skipBlanks()
      if (this.skip(close)) return
      readOne()
      this.skipBlanks()
      if (!this.skip(',') && this.text[this.at] !== close) this.stop(`${this.shown()} where "," or "${close}" must be`)
    }
  }

  private entry(): ConfigEntry {
    const start = this.at
    const key = this.key()
    this.skipBlanks()
    if (!this.skip(':')) this.stop(`${this.shown()} where ":" must be, behind the key "${key.slice(0, 80)}"`)
    this.skipBlanks()
    const valueStart = this.at
    const value = this.value()
    return { key, start, valueStart, end: this.at, value }
  }

  private key(): string {
    const next = this.text[this.at]
    if (next === '"' || next === "'") return this.string(next)
    return this.take(bareKeyAt) ?? this.stop(`${this.shown()} where a key must be`)
  }

  private number(): number | bigint | ConfigDecimal {
    const start = this.at
    const text = this.take(numberAt)
    if (text === undefined) return this.stop(`${this.shown()} where a number must be`)
    if (/[.eE]/.test(text)) return { kind: 'decimal', text }
    const number = Number(text)
    if (Number.isSafeInteger(number)) return number + 0
    const exact = text.length <= 20 ? BigInt(text) : undefined
    if (exact === undefined || exact < LONG_MIN || exact > LONG_MAX) {
      this.at = start
      return this.stop(`an integer of ${text.length} characters does not fit 64 bits`)
    }
    return exact
  }

  private string(quote: '"' | "'"): string {
    const start = this.at
    this.at += 1
    let value = ''
    for (;;) {
      value += this.take(plainTextAt[quote]) ?? ''
      if (this.skip(quote)) return value
      if (this.at >= this.text.length) {
        this.at = start
        this.stop('a string that does not end')
      }
      value += this.escape()
    }
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? ''
    if (letter === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.stop('"\\u" without four hexadecimal digits')
      this.at += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const plain = simpleEscapes[letter]
    if (plain === undefined) return this.stop(`"\\${letter}" is not an escape`)
    this.at += 2
    return plain
  }

  private take(pattern: RegExp): string | undefined {
    const start = this.at
    pattern.lastIndex = start
    if (!pattern.test(this.text)) return undefined
    this.at = pattern.lastIndex
    return this.text.slice(start, this.at)
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private skipBlanks(): void {
    do while (blanks.has(this.text.charCodeAt(this.at))) this.at += 1
    while (this.text[this.at] === '/' && this.take(commentAt) !== undefined)
  }

  private shown(): string {
    const next = this.text[this.at]
    return next === undefined ? 'the text ends' : `"${next}"`
  }

  private stop(reason: string): never {
    throw new Unreadable(this.at, reason)
  }
}

export const asObject = (value: ConfigValue | undefined): ConfigObject | undefined =>
  typeof value === 'object' && value !== null && value.kind === 'object' ? value : undefined

export const asText = (value: ConfigValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** An integer in the safe range; anything else, also an integer beyond 2^53, is undefined. */
export const asInteger = (value: ConfigValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined)

/** The value under a key; the last one wins, as it does for the broker. */
export const field = (value: ConfigValue | undefined, key: string): ConfigValue | undefined =>
  asObject(value)?.entries.findLast(entry => entry.key === key)?.value

/** The entries of an object; none for any other value. */
export const entriesOf = (value: ConfigValue | undefined): readonly ConfigEntry[] => asObject(value)?.entries ?? []

/**
 * The first `"$ref"` in a value: fastjson writes a map that occurs twice as a reference to its first place. Whoever edits
 * such a text, or trusts it to be complete, must refuse.
 */
export function findReference(value: ConfigValue): ConfigEntry | undefined {
  if (typeof value !== 'object' || value === null || value.kind === 'decimal') return undefined
  if (value.kind === 'array') return firstOf(value.items, findReference)
  return firstOf(value.entries, entry => (entry.key === '$ref' ? entry : findReference(entry.value)))
}

function firstOf<V, R>(values: readonly V[], look: (value: V) => R | undefined): R | undefined {
  for (const value of values) {
    const found = look(value)
    if (found !== undefined) return found
  }
  return undefined
}
