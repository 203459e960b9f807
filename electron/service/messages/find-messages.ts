import { SEARCH_PAGE_BYTES, type FoundMessage, type MessageQueryInput } from '../../../shared/contract/found-messages'
import type { AnswerOf } from '../../../shared/contract/contract'
import type { StoreFiles } from '../../../shared/store/bytes/store-files'
import { keysIn } from '../../../shared/store/formats/message-properties'
import { findAround, findByOffsetId } from '../../../shared/store/messages/find-one'
import { logOf } from '../../../shared/store/messages/find-place'
import type { BodyReaders } from '../../../shared/store/messages/message-query'
import { searchMessages, type SearchHit, type SearchPage, type SearchPosition } from '../../../shared/store/messages/search'
import type { Watch } from '../../../shared/store/progress'
import type { StoreSnapshot } from '../../../shared/store/snapshot/snapshot'
import { bodyOf } from './message-document'
import { messagePackToJson, unpackBody } from './unpack'

export interface FindInput {
  readonly query: MessageQueryInput
  readonly from: SearchPosition | undefined
  readonly hits: number
  readonly bodyLimit: number | undefined
}

const readers: BodyReaders = {
  unpack: (stored, compression) => {
    const unpacked = unpackBody(stored, compression)
    return unpacked.kind === 'whole' ? unpacked.bytes : undefined
  },
  messagePackToJson,
}

/** One page of what fits a query. It ends early where the bodies that were asked for become too much for one page. */
export function findMessages(files: StoreFiles, snapshot: StoreSnapshot, { query, from, hits, bodyLimit }: FindInput, watch: Watch): AnswerOf<'findMessages'> {
  const page = searchFor(files, snapshot, query, from ?? { log: 0, offset: 0 }, hits, watch)
  const rows: FoundMessage[] = []
  let bodyBytes = 0
  for (const hit of page.hits) {
    if (bodyBytes > SEARCH_PAGE_BYTES) return { ...page, rows, next: hit.position }
    const row = rowOf(hit, bodyLimit)
    bodyBytes += row.body?.base64.length ?? 0
    rows.push(row)
  }
  return { rows, next: page.next, readBytes: page.readBytes, indexFiles: page.indexFiles }
}

/** One page of hits. An id that a broker gave, and an offset, lead to one record without a search. */
export function searchFor(files: StoreFiles, snapshot: StoreSnapshot, { id, offset, ...query }: MessageQueryInput, from: SearchPosition, hits: number, watch: Watch): SearchPage {
  const queue = query.topic === undefined || query.queueId === undefined ? undefined : { topic: query.topic, queueId: query.queueId }
  if (offset !== undefined) return only(findAround(files, snapshot, logOf(snapshot, query.side, queue), offset))
  const byId = id === undefined ? undefined : findByOffsetId(files, snapshot, id)
  if (byId !== undefined) return only(byId)
  return searchMessages(files, snapshot, { ...query, uniqueKey: id }, { from, hits, readBytes: SEARCH_PAGE_BYTES }, readers, watch)
}

const only = (hit: SearchHit | undefined): SearchPage => ({ hits: hit === undefined ? [] : [hit], next: null, readBytes: hit?.message.header.sizeBytes ?? 0, indexFiles: 0 })

function rowOf({ message, side, path, at, provenance }: SearchHit, bodyLimit: number | undefined): FoundMessage {
  const { header, properties } = message
  return {
    side,
    physicalOffset: header.physicalOffset,
    path,
    at,
    sizeBytes: header.sizeBytes,
    topic: message.topic,
    queueId: header.queueId,
    queueOffset: message.queueOffset,
    storeTimestamp: message.storeTimestamp,
    bornTimestamp: message.bornTimestamp,
    offsetMessageId: message.offsetMessageId ?? null,
    uniqueKey: properties.get('UNIQ_KEY') ?? null,
    keys: keysIn(properties),
    tags: properties.get('TAGS') ?? null,
    properties: Array.from(properties, ([name, value]) => ({ name, value })),
    provenance: [...provenance],
    storedBodyBytes: message.storedBody.length,
    body: bodyLimit === undefined ? null : bodyOf(unpackBody(message.storedBody, message.compression), message.storedBody, bodyLimit),
  }
}
