import { Button, TextInput, UnstyledButton } from '@mantine/core'
import { IconFlask, IconFolderOpen } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/contract/contract'
import { pathOfDropped } from '../../api/dropped-path'
import type { Opening } from './use-opening'
import classes from './welcome-screen.module.css'

interface OpenPanelProps {
  readonly environment: OutputOf<'environment'>
  readonly opening: Opening
}

/** Drop area, folder dialog or typed path (whichever the door has), and the sample store. */
export function OpenPanel({ environment, opening }: OpenPanelProps) {
  const { t } = useTranslation()
  return (
    <section className={classes.drop}>
      <Drawing />
      {pathOfDropped !== undefined && <h2>{t('stores.drop')}</h2>}
      <p className={classes.dim}>{t('stores.dropKinds')}</p>
      {environment.hasFolderDialog ? (
        <div>
          <Button data-autofocus autoFocus variant="filled" size="lg" leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden />} onClick={opening.chooseDirectory}>
            {t('stores.choose')}
          </Button>
        </div>
      ) : (
        <PathField roots={environment.openableRoots} onOpen={opening.openPath} />
      )}
      <hr className={classes.line} />
      <UnstyledButton className={classes.sample} onClick={opening.openSample}>
        <IconFlask size={16} stroke={1.75} aria-hidden />
        <span>
          <span className={classes.link}>{t('stores.sample')}</span> <span className={classes.dim}>{t('stores.sampleNote')}</span>
        </span>
      </UnstyledButton>
    </section>
  )
}

function PathField({ roots, onOpen }: { readonly roots: readonly string[] | null; readonly onOpen: (path: string) => void }) {
  const { t } = useTranslation()
  const [path, setPath] = useState(roots?.[0] ?? '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (path.trim() !== '') onOpen(path.trim())
  }
  return (
    <form className={classes.path} onSubmit={submit}>
      <TextInput
        autoFocus
        label={t('stores.path')}
        description={roots === null ? undefined : t('stores.pathWithin', { roots: roots.join(', ') })}
        placeholder={t('stores.pathHint')}
        value={path}
        onChange={event => setPath(event.currentTarget.value)}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.mono ?? '' }}
      />
      <Button type="submit" variant="filled" disabled={path.trim() === ''}>
        {t('stores.open')}
      </Button>
    </form>
  )
}

/** A log, and queues that point before its start. */
function Drawing() {
  return (
    <svg width="120" height="62" viewBox="0 0 120 62" aria-hidden="true">
      <rect y="6" width="34" height="12" rx="2" fill="url(#unit-expired-visible)" />
      <rect x="38" y="6" width="82" height="12" rx="2" fill="var(--c-ok)" />
      <rect x="14" y="24" width="20" height="12" rx="2" fill="url(#unit-expired-hidden)" />
      <rect x="38" y="24" width="76" height="12" rx="2" fill="var(--c-ok)" />
      <rect x="38" y="42" width="82" height="14" rx="2" fill="var(--log)" />
      <line x1="36" x2="36" y1="0" y2="62" stroke="var(--text)" strokeWidth="1.5" />
    </svg>
  )
}
