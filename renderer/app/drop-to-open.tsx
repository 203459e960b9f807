import { Modal } from '@mantine/core'
import { IconFolderOpen, IconFolderOff } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallError } from '../../shared/contract/client'
import { pathOfDropped } from '../api/dropped-path'
import { useAction } from '../api/use-operation'
import { ErrorCard } from '../ui/state-card'
import { placeOf } from './route'
import { useDrop } from './use-drop'
import { navigate } from './use-route'
import classes from './drop-to-open.module.css'

/** Opens the folder that is dropped anywhere on the window. A browser does not tell a page where a folder lies, and the page says so. */
export function DropToOpen() {
  const { t } = useTranslation()
  const { mutate: open } = useAction('openDirectory')
  const [error, setError] = useState<CallError>()
  const onFile = useCallback(
    (file: File): void => {
      if (pathOfDropped === undefined) return
      open({ path: pathOfDropped(file) }, { onSuccess: ({ storeId }) => navigate(placeOf(storeId, 'overview')), onError: setError })
    },
    [open],
  )
  const { isOver } = useDrop(onFile)
  const isPossible = pathOfDropped !== undefined
  return (
    <>
      {isOver && (
        <div className={classes.over} data-possible={isPossible || undefined} role="status">
          {isPossible ? <IconFolderOpen size={32} stroke={1.5} aria-hidden /> : <IconFolderOff size={32} stroke={1.5} aria-hidden />}
          <b>{t(isPossible ? 'frame.drop.now' : 'frame.drop.notHere')}</b>
          {!isPossible && <p>{t('frame.drop.notHereSays')}</p>}
        </div>
      )}
      <Modal opened={error !== undefined} onClose={() => setError(undefined)} title={t('frame.drop.failed')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {error && <ErrorCard error={error} />}
      </Modal>
    </>
  )
}
