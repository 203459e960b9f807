import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessagePlace } from '../../../shared/contract/messages'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { hrefOf, placeOf } from '../../app/route'
import { useFormat } from '../../i18n/format'
import { Figure } from '../../ui/figure'
import { Detail, Fact, Facts } from '../../ui/master-detail'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import { BodyView } from '../../ui/body-view'
import { Provenance } from './provenance'
import type { FoundMessage } from './use-search'
import classes from './messages.module.css'

interface MessageDetailProps {
  readonly storeId: string
  readonly place: Extract<MessagePlace, { kind: 'offset' }>
  /** Known when the search has come to it. */
  readonly provenance: FoundMessage['provenance'] | undefined
  readonly onClose: () => void
}

const bodyLimit = 256 * 1024

/** One message: how it stands in its store, its fields, properties and body, and the ways to its segment and queue. */
export function MessageDetail({ storeId, place, provenance, onClose }: MessageDetailProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const answer = useOperation('message', { storeId, lang, place, bodyLimit })
  if (answer.error) return <ErrorCard error={answer.error} onRetry={() => void answer.refetch()} />
  const message = answer.data
  if (!message) return <BusyCard title={t('messages.reading')} />
  const { side, topic, queueId, queueOffset, physicalOffset } = message
  const queue = [topic, String(queueId)]
  const time = (at: number | string): string => (typeof at === 'number' ? format.time(at) : at)
  return (
    <Detail
      tall
      title={`${topic}/${queueId} @ ${queueOffset}`}
      subtitle={provenance && <Provenance of={provenance} />}
      actions={
        <>
          {side === 'local' && (
            <Button size="compact-sm" component="a" href={hrefOf(placeOf(storeId, 'segments', [], { at: String(physicalOffset) }))}>
              {t('messages.openSegment')}
            </Button>
          )}
          <Button size="compact-sm" component="a" href={hrefOf(placeOf(storeId, side === 'local' ? 'queues' : 'tiered', queue))}>
            {t('messages.openQueue')}
          </Button>
        </>
      }
      onClose={onClose}
    >
      <Facts>
        <Fact name={t('messages.physicalOffset')}>
          <Figure value={physicalOffset} inRow={false} />
        </Fact>
        <Fact name={t('messages.size')}>{format.exactBytes(message.sizeBytes)}</Fact>
        <Fact name={t('messages.stored')}>{time(message.storeTimestamp)}</Fact>
        <Fact name={t('messages.storeHost')}>{message.storeHost}</Fact>
        <Fact name={t('messages.born')}>{time(message.bornTimestamp)}</Fact>
        <Fact name={t('messages.bornHost')}>{message.bornHost}</Fact>
        {message.keys.length > 0 && <Fact name={t('messages.keys')}>{message.keys.join(' ')}</Fact>}
        {message.tags !== null && <Fact name={t('messages.tags')}>{message.tags}</Fact>}
        <Fact name={t('messages.reconsumed')}>{format.exact(message.reconsumeTimes)}</Fact>
        <Fact name={t('messages.checksum')}>{t(`segments.crc.${message.bodyChecksum.intact ? 'intact' : 'wrong'}`)}</Fact>
        {message.offsetMessageId !== null && <Fact name={t('messages.offsetId')}>{message.offsetMessageId}</Fact>}
        {message.uniqueKey !== null && <Fact name={t('messages.uniqueKey')}>{message.uniqueKey.text}</Fact>}
        <Fact name={t('messages.file')}>{message.path}</Fact>
      </Facts>
      <div className={classes.parts}>
        <div className={classes.part}>
          {message.batch === null && message.body && <BodyView body={message.body} />}
          {message.batch && <h3>{t('segments.batchOf', { count: message.batch.total })}</h3>}
          {/* Messages of a batch have no name but their place in it. */}
          {message.batch?.messages.map((inner, at) => <BodyView key={at} body={inner.body} />)}
        </div>
        <div className={classes.part}>
          <h3>{t('messages.properties')}</h3>
          <dl className={classes.properties}>
            {message.properties.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Detail>
  )
}
