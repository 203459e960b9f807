import { useTranslation } from 'react-i18next'
import type { RowOf } from '../../api/use-paged-rows'
import { Tag, type Tone } from '../../ui/tag'

type State = RowOf<'listSegments'>['state']

const tones: Record<State, Tone> = { full: 'muted', active: 'accent', preallocated: 'muted', 'wrong-size': 'danger', unreadable: 'danger' }

export function SegmentState({ state }: { readonly state: State }) {
  const { t } = useTranslation()
  return <Tag tone={tones[state]}>{t(`segments.state.${state}`)}</Tag>
}
