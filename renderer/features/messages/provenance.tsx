import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from '../../ui/tag'
import type { FoundMessage } from './use-search'
import classes from './messages.module.css'

type Standing = FoundMessage['provenance'][number]

const tones: Record<Standing, Tone> = { indexed: 'muted', orphan: 'warn', 'queue-hole': 'danger', 'after-cut': 'warn', 'crc-wrong': 'danger', half: 'accent' }

/** How a message stands in its store. */
export function Provenance({ of }: { readonly of: readonly Standing[] }) {
  const { t } = useTranslation()
  return (
    <span className={classes.tags}>
      {of.map(each => (
        <Tag key={each} tone={tones[each]}>
          {t(`messages.provenance.${each}`)}
        </Tag>
      ))}
    </span>
  )
}
