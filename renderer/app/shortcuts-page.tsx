import { Kbd, Modal } from '@mantine/core'
import { useDisclosure, useWindowEvent } from '@mantine/hooks'
import { Children, createContext, use, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping } from './use-shortcuts'
import classes from './shortcuts-page.module.css'

/** Every key, by where it works; keys of one row are pressed together, `then` one after the other. */
const groups = [
  {
    name: 'anywhere',
    rows: [
      ['palette', 'mod K'], ['goTo', 'mod G'], ['open', 'mod O'], ['freeSpace', 'mod Shift F'], ['copyCli', 'mod Shift C'], ['help', '?'], ['regions', 'F6'], ['back', 'Alt ←'], ['forward', 'Alt →'], ['close', 'Esc'],
    ],
  },
  {
    name: 'places',
    rows: [
      ['overview', 'G then O'], ['findings', 'G then F'], ['nextStart', 'G then N'], ['retention', 'G then R'], ['messages', 'G then M'], ['groups', 'G then G'], ['compare', 'G then C'], ['segments', 'G then S'], ['queues', 'G then Q'], ['index', 'G then I'], ['tiered', 'G then T'],
    ],
  },
  { name: 'tables', rows: [['row', '↑ ↓'], ['ends', 'Home End'], ['page', 'PgUp PgDn'], ['detail', 'Enter'], ['copy', 'mod C']] },
  { name: 'map', rows: [['segment', '← →'], ['tenSegments', 'Shift ← →'], ['lane', '↑ ↓'], ['open', 'Enter'], ['zoom', '+ − 0'], ['hole', 'H'], ['dangling', 'D'], ['asTable', 'T']] },
] as const

interface ShortcutsPage {
  readonly open: () => void
}

const PageContext = createContext<ShortcutsPage>({ open: () => undefined })
export const useShortcutsPage = (): ShortcutsPage => use(PageContext)

/** `?` shows the keys over whatever is there; closing it gives the focus back. */
export function ShortcutsPageProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [isOpen, { open, close }] = useDisclosure(false)
  useWindowEvent('keydown', event => {
    if (event.key === '?' && !isTyping(event.target)) open()
  })
  const page = useMemo(() => ({ open }), [open])
  return (
    <PageContext value={page}>
      {children}
      <Modal opened={isOpen} onClose={close} size={760} title={t('frame.shortcuts.title')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <div className={classes.groups}>
          {groups.map(({ name, rows }) => (
            <section key={name}>
              <h3>{t(`frame.shortcuts.group.${name}`)}</h3>
              <dl className={classes.rows}>
                {rows.map(([what, keys]) => (
                  <div key={what}>
                    <dt>{t(`frame.shortcuts.${name}.${what}` as 'frame.shortcuts.anywhere.palette')}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Modal>
    </PageContext>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

function Keys({ keys }: { readonly keys: string }) {
  const { t } = useTranslation()
  return Children.toArray(
    keys.split(' ').map(key => (key === 'then' ? <span>{t('frame.shortcuts.thenPress')}</span> : <Kbd size="xs">{key === 'mod' ? (isApple ? '⌘' : 'Ctrl') : key}</Kbd>)),
  )
}
