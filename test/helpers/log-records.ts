import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '../../shared/store/formats/message-host'
import { decodeRecordHeader, decodeRecordTail, type MessageHeader } from '../../shared/store/formats/message-record'

/** One record of a commitlog file with everything that was in it. */
export interface LogRecord {
  readonly header: MessageHeader
  readonly topic: string
  readonly bornHost: Host
  readonly storeHost: Host
  readonly body: Uint8Array
  /** In the order they are stored. */
  readonly properties: readonly (readonly [name: string, value: string])[]
  readonly closesProperties: boolean
}

export interface LogSegment {
  readonly name: string
  readonly bytes: Uint8Array
  readonly records: readonly LogRecord[]
  /** Where the records end, and the size of the blank there; undefined when there is none. */
  readonly end: number
  readonly blankBytes: number | undefined
}

/** Reads every file of a directory of whole segments in offset order. */
export const readSegments = (directory: string, order: (name: string) => number = Number): LogSegment[] =>
  readdirSync(directory)
    .toSorted((a, b) => order(a) - order(b))
    .map(name => ({ name, ...readRecords(readFileSync(join(directory, name))) }))

export function readRecords(bytes: Uint8Array): Omit<LogSegment, 'name'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: LogRecord[] = []
  for (let at = 0; ; ) {
    const header = at < bytes.length ? decodeRecordHeader(view, at) : undefined
    if (header?.kind === 'blank') return { bytes, records, end: at, blankBytes: header.sizeBytes }
    if (header?.kind !== 'message') return { bytes, records, end: at, blankBytes: undefined }
    const tail = decodeRecordTail(bytes, view, at, header)
    if (tail === undefined) return { bytes, records, end: at, blankBytes: undefined }
    const bornHost = hostAt(bytes, view, at + 48, (header.systemFlag & 0x10) !== 0)
    const text = new TextDecoder().decode(bytes.subarray(at + tail.propertiesAt, at + tail.propertiesAt + tail.propertiesBytes))
    records.push({
      header,
      topic: tail.topic,
      bornHost,
      storeHost: hostAt(bytes, view, at + 48 + bornHost.address.length + 4 + 8, (header.systemFlag & 0x20) !== 0),
      body: bytes.subarray(at + header.bodyAt, at + header.bodyAt + header.bodyBytes),
      properties: text.split('\u0002').filter(entry => entry !== '').map(entry => {
        const cut = entry.indexOf('\u0001')
        return [entry.slice(0, cut), entry.slice(cut + 1)] as const
      }),
      closesProperties: text.endsWith('\u0002'),
    })
    at += header.sizeBytes
  }
}

function hostAt(bytes: Uint8Array, view: DataView, at: number, isV6: boolean): Host {
  const length = isV6 ? 16 : 4
  return { address: bytes.subarray(at, at + length), port: view.getInt32(at + length) }
}
