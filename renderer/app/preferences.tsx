import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { createContext, use, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { Lang } from '../../shared/contract/schemas'
import { FigureStyleProvider, usualStyle, type ByteUnits, type FigureStyle } from '../i18n/format'
import { createI18n } from '../i18n/i18n'
import { resolverFor, theme } from '../styles/theme'
import { applyThemeVariables } from '../styles/theme-variables'
import type { Scheme } from '../styles/tokens'
import { DensityProvider, densities, type Density } from '../ui/density'

/** `auto` follows the system, its wish for more contrast included. */
export type SchemeChoice = Scheme | 'auto'

interface Preferences {
  readonly lang: Lang
  readonly schemeChoice: SchemeChoice
  /** What is shown now; canvases repaint when it changes. */
  readonly scheme: Scheme
  readonly density: Density
  readonly figures: FigureStyle
  setLang(lang: Lang): void
  setScheme(choice: SchemeChoice): void
  setDensity(density: Density): void
  setTimeZone(zone: string): void
  setByteUnits(units: ByteUnits): void
}

const PreferencesContext = createContext<Preferences | undefined>(undefined)

/** Language, colours, density and the style of figures: remembered on this machine, applied to everything below. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [lang, setLang] = useRemembered<Lang>('lang', () => (navigator.language.startsWith('zh') ? 'zh' : 'en'), ['en', 'zh'])
  const [schemeChoice, setScheme] = useRemembered<SchemeChoice>('scheme', () => 'auto', ['auto', 'light', 'dark', 'contrast'])
  const [density, setDensity] = useRemembered<Density>('density', () => 'regular', densities)
  const [timeZone, setTimeZone] = useRemembered<string>('time-zone', () => usualStyle.timeZone)
  const [byteUnits, setByteUnits] = useRemembered<ByteUnits>('byte-units', () => usualStyle.byteUnits, ['decimal', 'binary'])
  const figures = useMemo(() => ({ timeZone, byteUnits }), [timeZone, byteUnits])
  const [i18n] = useState(() => createI18n(lang))
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)')
  const prefersContrast = useMediaQuery('(prefers-contrast: more)')
  const scheme = schemeChoice === 'auto' ? (prefersContrast ? 'contrast' : prefersDark ? 'dark' : 'light') : schemeChoice

  useLayoutEffect(() => {
    applyThemeVariables(scheme)
    document.documentElement.dataset['scheme'] = scheme
  }, [scheme])

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
    void i18n.changeLanguage(lang)
  }, [lang, i18n])

  const value = useMemo(
    () => ({ lang, schemeChoice, scheme, density, figures, setLang, setScheme, setDensity, setTimeZone, setByteUnits }),
    [lang, schemeChoice, scheme, density, figures, setLang, setScheme, setDensity, setTimeZone, setByteUnits],
  )
  return (
    <PreferencesContext value={value}>
      <I18nextProvider i18n={i18n}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={resolverFor(scheme)}
          forceColorScheme={scheme === 'light' ? 'light' : 'dark'}
          withCssVariables={false}
          withGlobalClasses={false}
        >
          <FigureStyleProvider value={figures}>
            <DensityProvider value={density}>{children}</DensityProvider>
          </FigureStyleProvider>
        </MantineProvider>
      </I18nextProvider>
    </PreferencesContext>
  )
}

export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext)
  if (!preferences) throw new Error('broken invariant: usePreferences outside PreferencesProvider')
  return preferences
}

/** A choice kept in local storage; where some are allowed, any other counts as none. */
function useRemembered<T extends string>(name: string, initial: () => T, allowed?: readonly T[]): [T, (value: T) => void] {
  const key = `store-inspector.${name}`
  const [value, setValue] = useState<T>(() => {
    const kept = localStorage.getItem(key) as T | null
    return kept === null || (allowed !== undefined && !allowed.includes(kept)) ? initial() : kept
  })
  useEffect(() => localStorage.setItem(key, value), [key, value])
  return [value, setValue]
}
