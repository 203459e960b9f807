import { ActionIcon, Menu } from '@mantine/core'
import { IconContrast, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePreferences, type SchemeChoice } from './preferences'
import classes from './preference-controls.module.css'

/** Switches to the other language; its name is written in that language. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const { lang, setLang } = usePreferences()
  return (
    <ActionIcon className={classes.language} w="auto" px={6} aria-label={`${t('frame.languageShort')} · ${t('frame.otherLanguage')}`} title={t('frame.otherLanguage')} onClick={() => setLang(lang === 'en' ? 'zh' : 'en')}>
      {t('frame.languageShort')}
    </ActionIcon>
  )
}

const choices: readonly SchemeChoice[] = ['auto', 'light', 'dark', 'contrast']
const icons = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon, contrast: IconContrast }

export function SchemeMenu() {
  const { t } = useTranslation()
  const { scheme, schemeChoice, setScheme } = usePreferences()
  const Now = icons[scheme]
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('frame.colours')} title={t('frame.colours')}>
          <Now size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={schemeChoice} onChange={value => setScheme(choices.find(choice => choice === value) ?? 'auto')}>
          {choices.map(choice => {
            const Icon = icons[choice]
            return (
              <Menu.RadioItem key={choice} value={choice} closeMenuOnClick rightSection={<Icon size={16} stroke={1.75} aria-hidden />}>
                {t(`frame.scheme.${choice}`)}
              </Menu.RadioItem>
            )
          })}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
