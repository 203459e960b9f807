import { NativeSelect, SegmentedControl } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { usualStyle } from '../../i18n/format'
import { densities } from '../../ui/density'
import { Fact, Facts } from '../../ui/master-detail'
import { Page } from '../../ui/page'
import { Note } from '../../ui/state-card'
import classes from './settings.module.css'

const schemes = ['auto', 'light', 'dark', 'contrast'] as const
const byteUnits = ['decimal', 'binary'] as const

/** What a person chooses once: kept on this machine and in force at once. */
export function SettingsScreen() {
  const { t } = useTranslation()
  const { lang, setLang, schemeChoice, setScheme, density, setDensity, figures, setTimeZone, setByteUnits } = usePreferences()
  return (
    <Page title={t('settings.title')} subtitle={t('settings.says')}>
      <div className={classes.settings}>
        <Section title={t('settings.section.figures')}>
          <Setting name={t('settings.language')} says={t('settings.languageSays')}>
            <SegmentedControl aria-label={t('settings.language')} value={lang} onChange={value => setLang(value)} data={[{ value: 'en', label: 'English' }, { value: 'zh', label: '中文' }]} />
          </Setting>
          <Setting name={t('settings.timeZone')} says={t('settings.timeZoneSays')}>
            <TimeZone zone={figures.timeZone} onChange={setTimeZone} />
          </Setting>
          <Setting name={t('settings.byteUnits')} says={t('settings.byteUnitsSays')}>
            <SegmentedControl aria-label={t('settings.byteUnits')} value={figures.byteUnits} onChange={setByteUnits} data={byteUnits.map(value => ({ value, label: t(`settings.units.${value}`) }))} />
          </Setting>
        </Section>
        <Section title={t('settings.section.look')}>
          <Setting name={t('settings.scheme')} says={t('settings.schemeSays')}>
            <SegmentedControl aria-label={t('settings.scheme')} value={schemeChoice} onChange={setScheme} data={schemes.map(value => ({ value, label: t(`frame.scheme.${value}`) }))} />
          </Setting>
          <Setting name={t('settings.density')} says={t('settings.densitySays')}>
            <SegmentedControl aria-label={t('settings.density')} value={density} onChange={setDensity} data={densities.map(value => ({ value, label: t(`settings.densities.${value}`) }))} />
          </Setting>
          <Setting name={t('settings.motion')} says={t('settings.motionSays')} />
        </Section>
        <Section title={t('settings.section.safety')}>
          <Note tone="accent" icon={<IconShieldCheck size={16} stroke={1.75} aria-hidden />}>
            {t('settings.promise')} {t('settings.notHere')}
          </Note>
        </Section>
        <Section title={t('settings.section.about')}>
          <About />
        </Section>
      </div>
    </Page>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Setting({ name, says, children }: { readonly name: string; readonly says: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.setting}>
      <div>
        <b>{name}</b>
        <p>{says}</p>
      </div>
      {children}
    </div>
  )
}

/** The machine's zone, UTC, or any that the browser knows. */
function TimeZone({ zone, onChange }: { readonly zone: string; readonly onChange: (zone: string) => void }) {
  const { t } = useTranslation()
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(name => name !== 'UTC')], [])
  return (
    <NativeSelect aria-label={t('settings.timeZone')} w={260} value={zone} onChange={event => onChange(event.currentTarget.value)}>
      <option value={usualStyle.timeZone}>{t('settings.machineZone', { zone: new Intl.DateTimeFormat().resolvedOptions().timeZone })}</option>
      {zones.map(name => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </NativeSelect>
  )
}

function About() {
  const { t } = useTranslation()
  const environment = useOperation('environment', {}).data
  if (!environment) return null
  const { version, runtime, platform, door, io } = environment
  return (
    <Facts>
      <Fact name={t('settings.version')}>{version}</Fact>
      <Fact name={t('settings.runtime')}>{runtime}</Fact>
      <Fact name={t('settings.system')}>{platform}</Fact>
      <Fact name={t('settings.door')}>{t(`settings.doors.${door}`)}</Fact>
      <Fact name={t('settings.io')}>{t(`settings.backend.${io.backend}`)}</Fact>
    </Facts>
  )
}
