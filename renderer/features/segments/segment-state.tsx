import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RowOf } from '../../api/use-paged-rows'

type State = RowOf<'listSegments'>['state']

const colours: Record<State, string> = { full: 'gray', active: 'blue', preallocated: 'gray', 'wrong-size': 'red', unreadable: 'red' }

export function SegmentState({ state }: { readonly state: State }) {
  const { t } = useTranslation()
  return (
    <Badge color={colours[state]} variant={state === 'preallocated' ? 'outline' : 'light'}>
      {t(`segments.state.${state}`)}
    </Badge>
  )
}
