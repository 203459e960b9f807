import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { unpackBody } from '../../electron/service/messages/unpack'
import { toHex } from '../../shared/store/formats/hex'
import { decodeInnerBatch } from '../../shared/store/formats/inner-batch'
import { decodeMessage, type Int64, type Message } from '../../shared/store/formats/message'
import type { Host } from '../../shared/store/formats/message-host'
import { decodeOffsetMessageId, decodeUniqueKey } from '../../shared/store/formats/message-id'
import { decodeRecordHeader } from '../../shared/store/formats/message-record'
import { temporaryDirectory } from '../helpers/temporary-directory'
import { compileJavaDecoder, type DecodedLog, type JavaMessage } from './decoder/java-decoder'
import { describeBroker } from './java-and-maven'

/** How many messages are compared; `MESSAGES=1000000` takes a quarter of an hour. `FIRST_SEED` goes on where another run ended. */
const messages = Number(process.env['MESSAGES'] ?? 20_000)
const firstSeed = Number(process.env['FIRST_SEED'] ?? 1)
const perRun = 50_000
const transactions = { none: 0, prepared: 4, commit: 8, rollback: 12 }

describeBroker("RocketMQ's own decoder", () => {
  test(`decodes ${messages} messages of many shapes as they are decoded here`, { timeout: 3_600_000 }, () => {
    const decoder = compileJavaDecoder(temporaryDirectory())
    let compared = 0
    for (let seed = firstSeed; compared < messages; seed += 1) {
      const decoded = decoder.decode(seed, Math.min(perRun, messages - compared))
      expect(differencesIn(decoded)).toEqual([])
      compared += decoded.messages.length
      console.log(`seed ${seed}: ${compared} messages compared with RocketMQ's own decoder, no difference`)
    }
  })
})

/** The first few differences, each with the record it is in. */
function differencesIn({ log, messages }: DecodedLog): unknown[] {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength)
  const differences: unknown[] = []
  let at = 0
  for (const java of messages) {
    const header = decodeRecordHeader(view, at)
    const message = header.kind === 'message' ? decodeMessage(log, view, at, header) : undefined
    const ours = message === undefined ? header : asJava(message)
    const wanted = java.damaged ? { ...java, body: '', batch: [] } : java
    if (JSON.stringify(sorted(ours)) !== JSON.stringify(sorted(wanted))) differences.push({ at, ours, java: wanted })
    if (differences.length === 3) break
    at += java.storeSize
  }
  return at === log.length || differences.length > 0 ? differences : [{ at, end: log.length }]
}

/** Our reading of a record in the terms of the other; of a damaged body nothing is compared but that it is known to be damaged. */
function asJava(message: Message): JavaMessage {
  const { header, properties, bodyChecksum } = message
  const unpacked = unpackBody(message.storedBody, message.compression)
  const body = bodyChecksum.intact && unpacked.kind === 'whole' ? unpacked.bytes : undefined
  const id = decodeOffsetMessageId(message.offsetMessageId ?? '')
  const key = properties.get('UNIQ_KEY')
  const uniqueKey = uniqueKeyOf(key)
  return {
    storeSize: header.sizeBytes,
    bodyCrc: header.bodyCrc,
    queueId: header.queueId,
    flag: header.flag,
    queueOffset: textOf(message.queueOffset),
    physicalOffset: String(header.physicalOffset),
    systemFlag: header.systemFlag,
    transaction: transactions[header.transaction],
    bornTimestamp: textOf(message.bornTimestamp),
    bornHost: hostOf(message.bornHost),
    storeTimestamp: textOf(message.storeTimestamp),
    storeHost: hostOf(message.storeHost),
    reconsumeTimes: header.reconsumeTimes,
    preparedTransactionOffset: textOf(message.preparedTransactionOffset),
    topic: message.topic,
    properties: Object.fromEntries(properties),
    body: body === undefined ? '' : digest(body),
    batch: body === undefined || !header.isInnerBatch ? [] : batchOf(body),
    messageId: message.offsetMessageId ?? '',
    idLeadsTo: id === undefined ? '' : `${hostOf(id.storeHost)}@${id.physicalOffset}`,
    ...(uniqueKey !== undefined && { uniqueKey }),
    damaged: !bodyChecksum.intact,
  }
}

function batchOf(body: Uint8Array): JavaMessage['batch'] {
  const { messages, brokenAt } = decodeInnerBatch(body)
  if (brokenAt !== undefined) throw new Error(`the batch breaks at ${brokenAt}`)
  return messages.map(({ flag, properties, bodyAt, bodyBytes }) => ({ flag, properties: Object.fromEntries(properties), body: digest(body.subarray(bodyAt, bodyAt + bodyBytes)) }))
}

/** An address and a process id where the text has the form of a key, whatever its time says. */
function uniqueKeyOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^(?:[\dA-F]{32}|[\dA-F]{56})$/.test(text)) return undefined
  // A random time is beyond every month: the decoder declines it, and the form is compared with a time that is not.
  const parts = decodeUniqueKey(text) ?? decodeUniqueKey(`${text.slice(0, -12)}00000000${text.slice(-4)}`)
  return parts && `${upperHex(parts.address)}:${parts.processId}`
}

const textOf = (value: Int64): string => (typeof value === 'number' ? String(value) : String(BigInt.asIntN(64, BigInt(value))))
const upperHex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase()
const hostOf = ({ address, port }: Host): string => `${upperHex(address)}:${port}`
const digest = (bytes: Uint8Array): string => `${bytes.length}:${createHash('sha256').update(bytes).digest('hex').toUpperCase()}`

/** With the names of every object in order: neither side promises one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]))
}
