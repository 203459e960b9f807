import { usePreferences } from '../app/preferences'
import { usualStyle } from '../i18n/format'
import { useOperation } from './use-operation'

/** Why segments are still there. The hours of `deleteWhen` are of the zone chosen in the settings, or of the machine that reads the store. */
export function useRetention(storeId: string, enabled = true) {
  const { lang, figures } = usePreferences()
  const timeZone = figures.timeZone === usualStyle.timeZone ? undefined : figures.timeZone
  return useOperation('retentionDocument', { storeId, lang, timeZone }, { enabled })
}
