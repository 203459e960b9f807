import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { BodyView } from '../../ui/body-view'
import { BusyCard, ErrorCard } from '../../ui/state-card'
import classes from './segments.module.css'

type Message = OutputOf<'message'>

const bodyLimit = 256 * 1024

/** What a record says to its readers: its properties, and its body when it is asked for. */
export function MessageView({ storeId, message }: { readonly storeId: string; readonly message: Message }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const [wantsBody, setWantsBody] = useState(false)
  const { physicalOffset } = message
  const whole = useOperation('message', { storeId, lang, place: { kind: 'offset', physicalOffset }, bodyLimit }, { enabled: wantsBody })
  return (
    <>
      {message.properties.length > 0 && (
        <>
          <h3>{t('segments.properties')}</h3>
          <dl className={classes.properties}>
            {message.properties.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {!wantsBody && (
        <div>
          <Button size="xs" onClick={() => setWantsBody(true)}>
            {t('segments.showBody')}
          </Button>
        </div>
      )}
      {whole.error && <ErrorCard error={whole.error} onRetry={() => void whole.refetch()} />}
      {wantsBody && whole.isPending && <BusyCard title={t('segments.showBody')} />}
      {whole.data?.batch && <h3>{t('segments.batchOf', { count: whole.data.batch.total })}</h3>}
      {whole.data?.batch
        ? whole.data.batch.messages.map((inner, at) => (
            // Messages of a batch have no name but their place in it.
            <BodyView key={at} body={inner.body} />
          ))
        : whole.data?.body && <BodyView body={whole.data.body} />}
    </>
  )
}
