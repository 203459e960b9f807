import { useHotkeys } from '@mantine/hooks'
import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconArrowRight, IconContrast, IconFolderOpen, IconKeyboard, IconLanguage, IconMapPin, IconMapPinOff, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../api/use-operation'
import { usePreferences } from './preferences'
import { placeOf, welcome } from './route'
import { placesIn } from './places-in'
import { useShortcutsPage } from './shortcuts-page'
import { useDestinations } from './use-destinations'
import { navigate, useRoute } from './use-route'
import classes from './command-palette.module.css'

/** `Ctrl K` or `Ctrl G`: every place and every command by name, and the place of a pasted offset, time, file name or id. */
export function CommandPalette() {
  const { t } = useTranslation()
  const route = useRoute()
  const { lang, setLang, setScheme } = usePreferences()
  const storeId = route.at === 'store' ? route.storeId : ''
  const overview = useOperation('overview', { storeId, lang }, { enabled: storeId !== '' }).data
  const open = useOperation('listOpen', {}).data ?? []
  const shortcuts = useShortcutsPage()
  const [text, setText] = useState('')
  const destinations = useDestinations(storeId, text)
  useHotkeys([['mod+G', () => spotlight.open()]], [])

  const goToText: SpotlightActionGroupData = {
    group: t('frame.goTo.title', { text: text.trim() }),
    actions: destinations.map(({ id, label, says, route: to }) => ({
      id,
      label,
      description: says,
      // What the text means is found already: nothing of it is filtered by its words.
      keywords: text,
      highlightQuery: false,
      leftSection: to ? <IconMapPin size={16} stroke={1.75} aria-hidden /> : <IconMapPinOff size={16} stroke={1.75} aria-hidden />,
      closeSpotlightOnTrigger: to !== undefined,
      onClick: () => to && navigate(to),
    })),
  }

  const goTo: SpotlightActionGroupData = {
    group: t('frame.palette.goTo'),
    actions:
      route.at === 'store'
        ? placesIn(overview).map(place => ({
            id: place,
            label: t(`frame.place.${place}`),
            leftSection: <IconArrowRight size={16} stroke={1.75} aria-hidden />,
            onClick: () => navigate(placeOf(route.storeId, place)),
          }))
        : [],
  }
  const stores: SpotlightActionGroupData = {
    group: t('frame.palette.stores'),
    actions: [
      ...open.map(store => ({
        id: store.storeId,
        label: store.brokerName,
        description: store.root,
        leftSection: <IconFolderOpen size={16} stroke={1.75} aria-hidden />,
        onClick: () => navigate(placeOf(store.storeId, 'overview')),
      })),
      { id: 'open', label: t('frame.openAnother'), leftSection: <IconFolderOpen size={16} stroke={1.75} aria-hidden />, onClick: () => navigate(welcome) },
    ],
  }
  const view: SpotlightActionGroupData = {
    group: t('frame.palette.view'),
    actions: [
      { id: 'light', label: t('frame.scheme.light'), leftSection: <IconSun size={16} stroke={1.75} aria-hidden />, onClick: () => setScheme('light') },
      { id: 'dark', label: t('frame.scheme.dark'), leftSection: <IconMoon size={16} stroke={1.75} aria-hidden />, onClick: () => setScheme('dark') },
      { id: 'contrast', label: t('frame.scheme.contrast'), leftSection: <IconContrast size={16} stroke={1.75} aria-hidden />, onClick: () => setScheme('contrast') },
      {
        id: 'language',
        label: t('frame.otherLanguage'),
        leftSection: <IconLanguage size={16} stroke={1.75} aria-hidden />,
        onClick: () => setLang(lang === 'en' ? 'zh' : 'en'),
      },
      { id: 'shortcuts', label: t('frame.shortcuts.title'), leftSection: <IconKeyboard size={16} stroke={1.75} aria-hidden />, onClick: shortcuts.open },
    ],
  }

  return (
    <Spotlight
      query={text}
      onQueryChange={setText}
      actions={[goToText, goTo, stores, view].filter(group => group.actions.length > 0)}
      shortcut="mod + K"
      nothingFound={t('frame.palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={480}
      lockScroll={false}
      centered={false}
      yOffset={88}
      radius="xl"
      overlayProps={{ blur: 0, className: classes.overlay ?? '' }}
      attributes={{ content: { 'aria-label': t('frame.command') } }}
      classNames={{ content: classes.content ?? '', actionsGroup: classes.group ?? '', action: classes.action ?? '' }}
      searchProps={{ leftSection: <IconSearch size={18} stroke={1.75} aria-hidden />, placeholder: t('frame.commandHint'), 'aria-label': t('frame.command') }}
    />
  )
}
