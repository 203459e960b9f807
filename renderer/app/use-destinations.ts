import { useTranslation } from 'react-i18next'
import { useOperation } from '../api/use-operation'
import { useFormat } from '../i18n/format'
import { usePreferences } from './preferences'
import { placeOf, type StoreRoute } from './route'
import { readWanted, type Wanted } from './wanted-place'

/** A place that a typed or pasted text leads to. */
export interface Destination {
  readonly id: string
  readonly label: string
  readonly says: string
  /** Undefined where the text is understood but leads nowhere in this store. */
  readonly route: StoreRoute | undefined
}

/** Where in the open store an offset, a time, a file name or an id lies; nothing for other texts. */
export function useDestinations(storeId: string, text: string): readonly Destination[] {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const wanted = storeId === '' ? [] : readWanted(text)
  const offset = wanted.find(({ kind }) => kind === 'physical-offset' || kind === 'offset-id') as { readonly offset: number } | undefined
  const hasTime = wanted.some(({ kind }) => kind === 'time')
  const overview = useOperation('overview', { storeId, lang }, { enabled: storeId !== '' }).data
  const record = useOperation('message', { storeId, lang, place: { kind: 'offset', physicalOffset: offset?.offset ?? 0 } }, { enabled: offset !== undefined })
  const segments = useOperation('listSegments', { storeId, page: { offset: 0, limit: 2000 } }, { enabled: hasTime }).data?.rows ?? []
  const local = overview?.local
  if (!local) return []

  return wanted.map((place, at) => ({ id: `${place.kind}-${at}`, ...destinationOf(place) }))

  function destinationOf(place: Wanted): Omit<Destination, 'id'> {
    switch (place.kind) {
      case 'physical-offset':
        return { label: t('frame.goTo.physical', { offset: format.exact(place.offset) }), says: recordWords(place.offset), route: segmentAt(place.offset) }
      case 'offset-id':
        return { label: t('frame.goTo.offsetId', { offset: format.exact(place.offset) }), says: `${place.host} · ${recordWords(place.offset)}`, route: segmentAt(place.offset) }
      case 'segment':
        return { label: t('frame.goTo.segment', { offset: format.exact(place.base) }), says: isInLog(place.base) ? '' : outside(place.base), route: segmentAt(place.base) }
      case 'queue': {
        const name = `${place.topic}/${place.queueId}`
        const query = place.offset === undefined ? {} : { at: String(place.offset) }
        const label = place.offset === undefined ? t('frame.goTo.queue', { name }) : t('frame.goTo.unit', { name, offset: format.exact(place.offset) })
        return { label, says: '', route: placeOf(storeId, 'queues', [place.topic, String(place.queueId)], query) }
      }
      case 'queue-offset':
        return { label: t('frame.goTo.queueOffset', { offset: format.exact(place.offset) }), says: t('frame.goTo.queueOffsetSays', { offset: String(place.offset) }), route: placeOf(storeId, 'queues') }
      case 'time': {
        const segment = segments.findLast(({ firstStoreTimestamp }) => firstStoreTimestamp !== null && firstStoreTimestamp <= place.at)
        const label = t('frame.goTo.time', { time: format.time(place.at) })
        if (!segment) return { label, says: t('frame.goTo.beforeAll'), route: undefined }
        return { label, says: t('frame.goTo.inSegment', { base: format.exact(segment.baseOffset) }), route: placeOf(storeId, 'segments', [String(segment.baseOffset)]) }
      }
      case 'unique-key':
        return { label: t('frame.goTo.uniqueKey'), says: t('frame.goTo.uniqueKeySays'), route: undefined }
    }
  }

  function recordWords(at: number): string {
    if (!isInLog(at)) return outside(at)
    if (record.data) return t('frame.goTo.record', { queue: `${record.data.topic}/${record.data.queueId}`, size: format.exactBytes(record.data.sizeBytes) })
    return record.error?.message ?? ''
  }

  function isInLog(at: number): boolean {
    return local != null && at >= local.minOffset && at < local.maxOffset
  }

  function outside(at: number): string {
    return local && at < local.minOffset ? t('frame.goTo.below', { offset: format.exact(local.minOffset) }) : t('frame.goTo.past', { offset: format.exact(local?.maxOffset ?? 0) })
  }

  /** The segment that holds an offset, with the offset itself for its detail. */
  function segmentAt(at: number): StoreRoute | undefined {
    if (!local || !isInLog(at)) return undefined
    const size = local.segmentSizeBytes ?? local.maxOffset - local.minOffset
    const base = local.minOffset + Math.floor((at - local.minOffset) / size) * size
    return placeOf(storeId, 'segments', [String(base)], at === base ? {} : { at: String(at) })
  }
}
