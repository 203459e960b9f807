import { LARGEST_BODY_SHOWN, type MessageDocument, type MessagePlace } from '../../shared/contract/messages'
import { bodyText } from './body-text'
import { exit, type ExitCode } from './exit-codes'
import { orDash, time } from './figures'
import { print, withStore, type Invocation } from './invocation'
import { parseWhole } from './parse-amounts'
import { facts } from './table'
import { usageError } from './usage-error'
import { usualSide } from './usual-side'

export interface MessageOptions {
  readonly offset?: string | undefined
  readonly topic?: string | undefined
  readonly queue?: string | undefined
  readonly at?: string | undefined
  readonly id?: string | undefined
  readonly side?: 'local' | 'tiered' | undefined
  readonly body?: boolean | undefined
}

/** What a person reads of a body; `--json` gives as much as the service does. */
const shownOnTerminal = 64 * 1024

/** One decoded record: `message/1`. */
export function message(invocation: Invocation, directory: string, options: MessageOptions): Promise<ExitCode> {
  const placeOn = placeFrom(options)
  return withStore(invocation, directory, async store => {
    const place = placeOn(options.side ?? (await usualSide(invocation, store)))
    const bodyLimit = options.body === true ? (invocation.options.json ? LARGEST_BODY_SHOWN : shownOnTerminal) : undefined
    const document = await store.call('message', { storeId: store.storeId, lang: invocation.lang, place, ...(bodyLimit !== undefined && { bodyLimit }) })
    print(invocation, document, () => page(invocation, document))
    return exit.done
  })
}

/** The place, once it is known which side is meant. @throws CallError of kind usage */
function placeFrom({ offset, topic, queue, at, id, side }: MessageOptions): (side: 'local' | 'tiered') => MessagePlace {
  if ([offset, at, id].filter(each => each !== undefined).length !== 1) throw usageError('no-place', 'name one place: --offset P, --topic T --queue N --at K, or --id ID')
  if (id !== undefined) return usual => ({ kind: 'id', id, side: usual })
  const named = topic === undefined || queue === undefined ? undefined : { topic, queueId: parseWhole('--queue', queue) }
  if (at !== undefined) {
    if (named === undefined) throw usageError('no-place', '--at K counts in a queue: name it with --topic T --queue N')
    const queueOffset = parseWhole('--at', at)
    return usual => ({ kind: 'queue', side: usual, ...named, queueOffset })
  }
  const physicalOffset = parseWhole('--offset', offset ?? '')
  if (side === 'tiered' && named === undefined) throw usageError('no-place', 'every tiered queue has a log of its own: name it with --topic T --queue N')
  return usual => ({ kind: 'offset', physicalOffset, ...(usual === 'tiered' && named !== undefined && { tieredQueue: named }) })
}

function page(invocation: Invocation, document: MessageDocument): string {
  const { words, names, paint } = invocation
  const { unit, delivery, bodyChecksum, recordChecksum, uniqueKey, body, batch } = document
  const pairs: (readonly [string, string] | undefined)[] = [
    [words.topic, `${document.topic}/${document.queueId}`],
    [words.queueOffset, String(document.queueOffset)],
    [words.physicalOffset, String(document.physicalOffset)],
    [words.file, `${document.path}:${document.at}`],
    [words.recordSize, words.recordOf(document.sizeBytes, document.version)],
    [words.unit, unit === null ? words.noUnit : unit.pointsHere ? `${names.unitClass[unit.unitClass]}  ${unit.path}:${unit.at}` : words.otherUnit(unit.physicalOffset)],
    [words.stored, `${instant(document.storeTimestamp)}  ${document.storeHost}`],
    [words.born, `${instant(document.bornTimestamp)}  ${document.bornHost}`],
    [words.flags, words.flagsOf(document.flag, document.systemFlag, document.transaction, document.compression)],
    document.reconsumeTimes === 0 ? undefined : [words.reconsumed, String(document.reconsumeTimes)],
    document.preparedTransactionOffset === 0 ? undefined : [words.halfMessage, String(document.preparedTransactionOffset)],
    delivery === null ? undefined : [words.delivery, words.deliveryOf(delivery)],
    [words.offsetMessageId, orDash(document.offsetMessageId)],
    uniqueKey === null ? undefined : [words.uniqueKey, uniqueKey.parts === null ? uniqueKey.text : `${uniqueKey.text}  ${words.uniqueKeyOf(uniqueKey.parts.address, uniqueKey.parts.processId)}`],
    document.keys.length === 0 ? undefined : [words.keys, document.keys.join(' ')],
    document.tags === null ? undefined : [words.tags, document.tags],
    [words.checksum, words.checksumsOf(bodyChecksum.intact, recordChecksum.state)],
    [words.body, body === null ? words.storedBody(document.storedBodyBytes) : words.bodyOf(body, document.storedBodyBytes)],
  ]
  const properties = document.properties.map(({ name, value }) => [name, value] as const)
  return [
    facts(pairs.filter(pair => pair !== undefined), paint),
    properties.length === 0 ? '' : `\n${paint('strong', words.properties)}\n${facts(properties, paint)}`,
    ...(batch?.messages ?? []).map(
      each => `\n${paint('strong', words.batched(each.queueOffset))}\n${facts(each.properties.map(({ name, value }) => [name, value] as const), paint)}${bodyText(each.body)}`,
    ),
    body === null || batch !== null ? '' : `\n${bodyText(body)}`,
  ].join('')
}

const instant = (value: number | string): string => (typeof value === 'number' ? time(value) : value)
