import type { MessageDocument } from '../../shared/contract/messages'
import { printable } from './printable'

type Body = NonNullable<MessageDocument['body']>

const HEX_ROW_BYTES = 16
/** More hex than this says nothing to a person. */
const MOST_HEX_BYTES = 1024

/** A body for a terminal: text line by line with its control characters escaped, JSON indented, anything else as hex. */
export function bodyText({ state, text, kind, base64 }: Body): string {
  if (text === null) return hexRows(Buffer.from(base64, 'base64').subarray(0, MOST_HEX_BYTES))
  const isWholeJson = state === 'shown' && (kind === 'json' || kind === 'messagepack')
  return (isWholeJson ? indented(text) : text).split('\n').map(line => `${printable(line)}\n`).join('')
}

/** Indented when nothing else changes by it: a number that JavaScript would write otherwise keeps the text as it stands. */
function indented(text: string): string {
  const value: unknown = JSON.parse(text)
  const compact = text.replaceAll(/"(?:[^"\\]|\\.)*"|\s+/g, part => (part.startsWith('"') ? part : ''))
  return JSON.stringify(value) === compact ? JSON.stringify(value, null, 2) : text
}

function hexRows(bytes: Buffer): string {
  const rows: string[] = []
  for (let at = 0; at < bytes.length; at += HEX_ROW_BYTES) {
    const row = bytes.subarray(at, at + HEX_ROW_BYTES)
    const hex = Array.from(row, byte => byte.toString(16).padStart(2, '0')).join(' ')
    const letters = Array.from(row, byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    rows.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(HEX_ROW_BYTES * 3 - 1)}  ${letters}\n`)
  }
  return rows.join('')
}
