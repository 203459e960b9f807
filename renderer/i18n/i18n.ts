import { createInstance, type i18n as I18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Lang } from '../../shared/contract/schemas'
import { en } from './en'
import { zh } from './zh'

/** A ready translator; numbers are formatted before they are passed in (see format.ts). */
export function createI18n(lang: Lang): I18n {
  const i18n = createInstance()
  void i18n.use(initReactI18next).init({
    lng: lang,
    fallbackLng: 'en',
    ns: ['words'],
    defaultNS: 'words',
    resources: { en: { words: en }, zh: { words: zh } },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  })
  return i18n
}
