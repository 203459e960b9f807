import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconArrowRight, IconContrast, IconFolderOpen, IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../api/use-operation'
import { usePreferences } from './preferences'
import { placeOf, welcome } from './route'
import { placesIn } from './places-in'
import { navigate, useRoute } from './use-route'
import classes from './command-palette.module.css'

/** `Ctrl K`: every place and every command by name. */
export function CommandPalette() {
  const { t } = useTranslation()
  const route = useRoute()
  const { lang, setLang, setScheme } = usePreferences()
  const storeId = route.at === 'store' ? route.storeId : ''
  const overview = useOperation('overview', { storeId, lang }, { enabled: storeId !== '' }).data
  const open = useOperation('listOpen', {}).data ?? []

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
    ],
  }

  return (
    <Spotlight
      actions={[goTo, stores, view].filter(group => group.actions.length > 0)}
      shortcut="mod + K"
      nothingFound={t('frame.palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={480}
      lockScroll={false}
      radius="xl"
      overlayProps={{ blur: 0, className: classes.overlay ?? '' }}
      attributes={{ content: { 'aria-label': t('frame.command') } }}
      classNames={{ content: classes.content ?? '', actionsGroup: classes.group ?? '' }}
      searchProps={{ leftSection: <IconSearch size={18} stroke={1.75} aria-hidden />, placeholder: t('frame.commandHint'), 'aria-label': t('frame.command') }}
    />
  )
}
