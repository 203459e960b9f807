import { IconBandage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { repairCodes } from '../../../shared/store/cleanup/repair-code'
import type { Cut } from './cut-query'
import classes from './cleanup.module.css'

type Repair = Extract<Cut, { kind: 'repair' }>

interface Offer {
  readonly repair: Repair
  /** What the finding says that it mends. */
  readonly says: string
}

const MOST_OFFERS = 12
/** The repairs that this store needs, one card each; nothing where it needs none. */
export function RepairChoice({ storeId, cut, onChoose }: { readonly storeId: string; readonly cut: Cut; readonly onChoose: (cut: Cut) => void }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const findings = useOperation('listFindings', { storeId, lang, codes: [...repairCodes], page: { offset: 0, limit: 200 } }).data?.rows ?? []
  const offers = new Map<string, Offer>()
  for (const { mendedBy, message } of findings) if (mendedBy?.kind === 'repair') offers.set(keyOf(mendedBy), offers.get(keyOf(mendedBy)) ?? { repair: mendedBy, says: message })
  if (cut.kind === 'repair' && !offers.has(keyOf(cut))) offers.set(keyOf(cut), { repair: cut, says: '' })
  if (offers.size === 0) return null
  return (
    <>
      <p className={classes.small}>{t('cleanup.repairs', { count: offers.size, n: offers.size })}</p>
      <div className={classes.repairs} role="radiogroup" aria-label={t('cleanup.repairsName')}>
        {[...offers].slice(0, MOST_OFFERS).map(([key, { repair, says }]) => (
          <button key={key} type="button" role="radio" aria-checked={cut.kind === 'repair' && keyOf(cut) === key} className={classes.preset} onClick={() => onChoose(repair)}>
            <IconBandage size={16} stroke={1.75} aria-hidden />
            <b>{t(`cleanup.repair.${repair.code}`)}</b>
            <span>{says === '' ? (repair.place ?? t('cleanup.repairEverywhere')) : says}</span>
          </button>
        ))}
      </div>
    </>
  )
}

const keyOf = ({ code, place }: Repair): string => `${code} ${place ?? ''}`
