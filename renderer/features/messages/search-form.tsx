import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultsOf, fieldsOf, urlQueryOf, type Field, type Fields } from './query'
import classes from './messages.module.css'

type UrlQuery = Readonly<Record<string, string>>

interface SearchFormProps {
  readonly query: UrlQuery
  /** More than one: it can be chosen. */
  readonly sides: readonly ('local' | 'tiered')[]
  readonly onSearch: (query: UrlQuery) => void
}

const empty = fieldsOf({})

/** What to look for; nothing runs before it is sent. */
export function SearchForm({ query, sides, onSearch }: SearchFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState<Fields>(() => fieldsOf(query))
  const [side, setSide] = useState(query['side'] ?? sides[0] ?? 'local')
  const faults = faultsOf(fields)
  const hasFault = Object.keys(faults).length > 0

  const field = (name: Field, label: string, more: { readonly type?: string; readonly wide?: boolean } = {}) => {
    const fault = faults[name]
    return (
      <TextInput
        className={more.wide ? (classes.wide ?? '') : ''}
        label={label}
        type={more.type ?? 'text'}
        {...(more.type !== undefined && { step: 1, title: t('messages.machineTime') })}
        value={fields[name]}
        onChange={event => setFields({ ...fields, [name]: event.currentTarget.value })}
        error={fault && t(`messages.${fault}`)}
        autoComplete="off"
        spellCheck={false}
      />
    )
  }

  return (
    <form
      className={classes.form}
      aria-label={t('messages.form')}
      onSubmit={event => {
        event.preventDefault()
        if (!hasFault) onSearch(urlQueryOf(fields, sides.length > 1 ? side : undefined))
      }}
    >
      {field('topic', t('messages.topic'))}
      {field('queue', t('messages.queueId'))}
      {field('key', t('messages.key'))}
      {field('tag', t('messages.tag'))}
      {field('id', t('messages.id'), { wide: true })}
      {field('since', t('messages.since'), { type: 'datetime-local' })}
      {field('until', t('messages.until'), { type: 'datetime-local' })}
      {field('text', t('messages.text'))}
      {field('regex', t('messages.pattern'))}
      <div className={classes.send}>
        {sides.length > 1 && (
          <NativeSelect aria-label={t('messages.side')} value={side} onChange={event => setSide(event.currentTarget.value)} data={sides.map(value => ({ value, label: t(`messages.sides.${value}`) }))} />
        )}
        <Checkbox label={t('messages.scan')} checked={fields.scan} onChange={event => setFields({ ...fields, scan: event.currentTarget.checked })} />
        <Button variant="filled" type="submit" disabled={hasFault} leftSection={<IconSearch size={14} aria-hidden />}>
          {t('messages.search')}
        </Button>
        <Button onClick={() => setFields(empty)}>{t('messages.clear')}</Button>
      </div>
    </form>
  )
}
