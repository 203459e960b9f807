import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { useFormat } from '../../i18n/format'
import type { FieldTint } from '../../ui/hex-rows'
import { HexView } from '../../ui/hex-view'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { MessageView } from './message-view'
import type { LogRow } from './use-log-pages'
import classes from './segments.module.css'

type Field = NonNullable<OutputOf<'recordBytes'>>['fields'][number]

const tintOf: Record<Field['name'], FieldTint> = {
  totalSize: 'a', physicalOffset: 'a', bodyLength: 'a', topicLength: 'a', propertiesLength: 'a', preparedTransactionOffset: 'a',
  queueId: 'b', queueOffset: 'b', flag: 'b', sysFlag: 'b', reconsumeTimes: 'b', topic: 'b',
  bodyCRC: 'c', body: 'c',
  magicCode: 'd', bornTimestamp: 'd', bornHost: 'd', storeTimestamp: 'd', storeHost: 'd',
  properties: 'e',
}
const mostBytesShown = 8192

/** One place of the log in full: its bytes with every field marked, what the fields say, and on request the message. */
export function RecordView({ storeId, row }: { readonly storeId: string; readonly row: LogRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const [lit, setLit] = useState<string>()
  const { physicalOffset, sizeBytes, kind } = row
  const bytes = useOperation('recordBytes', { storeId, from: physicalOffset, count: Math.min(mostBytesShown, sizeBytes) })
  const message = useOperation('message', { storeId, lang, place: { kind: 'offset', physicalOffset } }, { enabled: kind === 'message' }).data
  const found = bytes.data
  const fields = useMemo(() => (found?.fields ?? []).map(field => ({ ...field, tint: tintOf[field.name] })), [found])
  if (bytes.error) return <ErrorCard error={bytes.error} onRetry={() => void bytes.refetch()} />
  if (!found) return <BusyCard title={t('segments.readingRecords')} />
  const title = kind === 'message' ? t('segments.recordAt', { offset: format.exact(physicalOffset), bytes: format.exactBytes(sizeBytes) }) : t('segments.bytesAt', { offset: format.exact(physicalOffset) })
  return (
    <div className={classes.record} role="group" aria-label={title} tabIndex={0}>
      <div className={classes.recordHead}>
        <h3>{title}</h3>
        {message && <UnitOf message={message} />}
      </div>
      <HexView label={title} hex={found.hex} start={physicalOffset} fields={fields} lit={lit} onLight={setLit} />
      {found.hex.length / 2 < sizeBytes && <p className={classes.dim}>{t('segments.moreBytes', { shown: format.exactBytes(found.hex.length / 2), all: format.exactBytes(sizeBytes) })}</p>}
      <dl className={classes.fields} aria-label={t('segments.fields')} onPointerLeave={() => setLit(undefined)}>
        {fields.map(field => (
          <div key={field.name} data-lit={field.name === lit || undefined} onPointerEnter={() => setLit(field.name)}>
            <dt>
              <i data-tint={field.tint} />
              {field.name} <small>{t('segments.fieldAt', { at: field.at })}</small>
            </dt>
            <dd>{valueOf(field, message) ?? t('segments.bytesOfField', { n: format.exact(field.bytes) })}</dd>
          </div>
        ))}
      </dl>
      {message && <MessageView storeId={storeId} message={message} />}
    </div>
  )

  function valueOf(field: Field, decoded: OutputOf<'message'> | undefined): string | null {
    if (field.name === 'bodyCRC' && decoded) return `${field.value ?? ''} · ${t(`segments.crc.${decoded.bodyChecksum.intact ? 'intact' : 'wrong'}`)}`
    if (field.name === 'bornHost') return decoded?.bornHost ?? null
    if (field.name === 'storeHost') return decoded?.storeHost ?? null
    if (field.name === 'bornTimestamp' || field.name === 'storeTimestamp') return Number.isSafeInteger(Number(field.value)) ? format.time(Number(field.value)) : field.value
    const digits = field.value !== null && /^\d+$/.test(field.value) ? Number(field.value) : undefined
    return digits === undefined ? field.value : format.exact(digits)
  }
}

/** Whether the queue leads here. */
function UnitOf({ message }: { readonly message: OutputOf<'message'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit, topic, queueId } = message
  if (unit === null) return <span className={classes.dim}>{t('segments.noUnit')}</span>
  const place = { queue: `${topic}/${queueId}`, offset: format.exact(unit.queueOffset) }
  return <span className={unit.pointsHere ? classes.dim : classes.wrong}>{t(unit.pointsHere ? 'segments.unitPoints' : 'segments.unitElsewhere', place)}</span>
}
