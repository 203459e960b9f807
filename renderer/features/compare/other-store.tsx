import { Button, TextInput } from '@mantine/core'
import { IconServer2 } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useOperation } from '../../api/use-operation'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'
import { Card } from '../../ui/card'
import { ErrorCard } from '../../ui/state-card'
import classes from './compare.module.css'

interface OtherStoreProps {
  readonly storeId: string
  readonly otherId: string | undefined
}

/** What to compare with: a store that is open, or any directory of this machine. */
export function OtherStore({ storeId, otherId }: OtherStoreProps) {
  const { t } = useTranslation()
  const others = (useOperation('listOpen', {}).data ?? []).filter(store => store.storeId !== storeId)
  const directory = useAction('openDirectory')
  const [path, setPath] = useState('')
  const compareWith = (id: string): void => navigate(placeOf(storeId, 'compare', [id]))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (path.trim() !== '') directory.mutate({ path: path.trim() }, { onSuccess: opened => compareWith(opened.storeId) })
  }
  return (
    <Card title={t('compare.with')}>
      <div className={classes.others}>
        {others.map(store => (
          <Button
            key={store.storeId}
            aria-pressed={store.storeId === otherId}
            variant={store.storeId === otherId ? 'light' : 'default'}
            leftSection={<IconServer2 size={16} stroke={1.75} aria-hidden />}
            onClick={() => compareWith(store.storeId)}
          >
            {store.brokerName} <span className={classes.root}>{store.root}</span>
          </Button>
        ))}
      </div>
      <form className={classes.path} onSubmit={submit}>
        <TextInput label={t('stores.path')} placeholder={t('stores.pathHint')} value={path} onChange={event => setPath(event.currentTarget.value)} spellCheck={false} autoComplete="off" />
        <Button type="submit" disabled={path.trim() === ''} loading={directory.isPending}>
          {t('compare.open')}
        </Button>
      </form>
      {directory.error && <ErrorCard error={directory.error} />}
    </Card>
  )
}
