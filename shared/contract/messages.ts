import { z } from 'zod'
import { unitRow } from './schemas'

/** Single messages: the documents of `docs/cli.md` about them, and what the screens ask of a log. */
const count = z.number().int().nonnegative()
const offset = z.number().int()
/** A 64-bit field as it stands in the record: beyond 2^53, where no real value lies, `0x` and 16 digits. */
const int64 = z.union([z.number().int(), z.string()])
const side = z.enum(['local', 'tiered'])
const property = z.object({ name: z.string(), value: z.string() })

/** A client sends 4 MiB at most unless told otherwise; what unpacks to more than this was made to do so. */
export const LARGEST_BODY_UNPACKED = 64 * 2 ** 20

/** What one call gives of a body at most; `export` writes whole ones. */
export const LARGEST_BODY_SHOWN = 4 * 2 ** 20

export const queueName = z.object({ topic: z.string(), queueId: offset })

/** Where to look for one message. */
export const messagePlace = z.discriminatedUnion('kind', [
  /** A physical offset of the commitlog, or, with a queue, of that queue's tiered log. */
  z.object({ kind: z.literal('offset'), physicalOffset: count, tieredQueue: queueName.optional() }),
  /** The broker's id or the client's; of several messages with it the oldest. */
  z.object({ kind: z.literal('id'), id: z.string().min(1), side }),
  z.object({ kind: z.literal('queue'), side, topic: z.string(), queueId: offset, queueOffset: count }),
])
export type MessagePlace = z.infer<typeof messagePlace>

/** A body, unpacked and read. */
export const messageBody = z.object({
  /** `shown`: all of it, `cut`: its first bytes; the others say why it cannot be unpacked, and what is given is the stored bytes. */
  state: z.enum(['shown', 'cut', 'too-large', 'broken', 'not-supported']),
  /** Bytes after unpacking; null when it could not be. */
  sizeBytes: count.nullable(),
  /** A guess by its bytes. */
  kind: z.enum(['empty', 'json', 'text', 'gbk', 'messagepack', 'image', 'binary']),
  mediaType: z.string().nullable(),
  /** Of text, JSON as it stands, MessagePack as JSON; null for pictures and bytes. Cut where `base64` is. */
  text: z.string().nullable(),
  base64: z.string(),
})

export const messageDocument = z.object({
  schema: z.literal('message/1'),
  side,
  physicalOffset: offset,
  path: z.string(),
  at: count,
  sizeBytes: count,
  version: z.union([z.literal(1), z.literal(2)]),
  topic: z.string(),
  queueId: offset,
  queueOffset: int64,
  flag: z.number().int(),
  systemFlag: z.number().int(),
  transaction: z.enum(['none', 'prepared', 'commit', 'rollback']),
  compression: z.enum(['none', 'lz4', 'zstd', 'zlib', 'unknown']),
  bornTimestamp: int64,
  bornHost: z.string(),
  storeTimestamp: int64,
  storeHost: z.string(),
  reconsumeTimes: z.number().int(),
  preparedTransactionOffset: int64,
  offsetMessageId: z.string().nullable(),
  /** The client's id; `parts` where it has the form that RocketMQ's own clients give it. */
  uniqueKey: z
    .object({
      text: z.string(),
      parts: z.object({ address: z.string(), processId: count, classLoader: z.string(), millisecondsOfMonth: count, counter: count }).nullable(),
    })
    .nullable(),
  keys: z.array(z.string()),
  tags: z.string().nullable(),
  properties: z.array(property),
  /** A message that waits, or waited, for something: where it goes and when. */
  delivery: z
    .object({
      kind: z.enum(['delayed', 'timer', 'half']),
      topic: z.string().nullable(),
      queueId: z.number().int().nullable(),
      delayLevel: z.number().int().nullable(),
      /** `deliverAtFrom` says whose word it is: the unit's, a property's, or the default levels'. */
      deliverAt: z.number().int().nullable(),
      deliverAtFrom: z.enum(['unit', 'property', 'default-levels']).nullable(),
    })
    .nullable(),
  /** Of the stored body, without the sign bit. */
  bodyChecksum: z.object({ stored: count, computed: count, intact: z.boolean() }),
  /** Of the whole record, where the broker wrote one. */
  recordChecksum: z.object({ state: z.enum(['absent', 'intact', 'wrong']), stored: count.nullable(), computed: count.nullable() }),
  storedBodyBytes: count,
  /** What stands in the message's queue at its own queue offset; null without a unit there. */
  unit: unitRow.extend({ pointsHere: z.boolean() }).nullable(),
  /** Only when it was asked for. */
  body: messageBody.nullable(),
  /** The messages of an inner batch, when the body was asked for. */
  batch: z
    .object({
      messages: z.array(z.object({ queueOffset: int64, flag: z.number().int(), properties: z.array(property), body: messageBody })),
      total: count,
      brokenAt: count.nullable(),
    })
    .nullable(),
})
export type MessageDocument = z.infer<typeof messageDocument>

/** What a screen shows of a record's bytes at most. */
export const MOST_BYTES_SHOWN = 65_536

export const recordBytes = z.object({
  path: z.string(),
  at: count,
  hex: z.string(),
  /** RocketMQ's names, in the order of the bytes; none where no record begins. */
  fields: z.array(
    z.object({
      name: z.enum([
        'totalSize', 'magicCode', 'bodyCRC', 'queueId', 'flag', 'queueOffset', 'physicalOffset', 'sysFlag', 'bornTimestamp', 'bornHost', 'storeTimestamp', 'storeHost',
        'reconsumeTimes', 'preparedTransactionOffset', 'bodyLength', 'body', 'topicLength', 'topic', 'propertiesLength', 'properties',
      ]),
      at: count,
      bytes: count,
      value: z.string().nullable(),
    }),
  ),
})

/** One place of a log, in its order. */
export const logRow = z.object({
  /** `damage`: nothing valid until `physicalOffset + sizeBytes`. */
  kind: z.enum(['message', 'filler', 'damage']),
  physicalOffset: offset,
  sizeBytes: count,
  path: z.string(),
  at: count,
  topic: z.string().nullable(),
  queueId: z.number().int().nullable(),
  queueOffset: offset.nullable(),
  storeTimestamp: z.number().int().nullable(),
  bodyBytes: count.nullable(),
  tags: z.string().nullable(),
  keys: z.array(z.string()),
})
