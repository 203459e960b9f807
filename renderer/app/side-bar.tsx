import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle, IconArchive, IconArrowsDiff, IconDatabase, IconHourglass, IconLayoutDashboard, IconListNumbers, IconListSearch, IconLock, IconMail, IconPlayerPlay, IconScissors, IconSettings, IconStack2, IconUsers,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../shared/contract/schemas'
import { useOperation } from '../api/use-operation'
import { useFormat, type Format } from '../i18n/format'
import { usePreferences } from './preferences'
import { placesIn } from './places-in'
import { hrefOf, placeOf, type Place, type StoreRoute } from './route'
import classes from './side-bar.module.css'

const icons: Record<Place, Icon> = {
  overview: IconLayoutDashboard,
  findings: IconAlertTriangle,
  'next-start': IconPlayerPlay,
  retention: IconHourglass,
  messages: IconMail,
  groups: IconUsers,
  compare: IconArrowsDiff,
  segments: IconDatabase,
  queues: IconListNumbers,
  index: IconListSearch,
  tiered: IconStack2,
  'free-space': IconScissors,
  'set-aside': IconArchive,
  'in-use': IconLock,
  settings: IconSettings,
}

const groups = [
  { name: 'inspect', places: ['overview', 'findings', 'next-start', 'retention', 'messages', 'groups', 'compare'] },
  { name: 'store', places: ['segments', 'queues', 'index', 'tiered'] },
  { name: 'change', places: ['free-space', 'set-aside'] },
] as const satisfies readonly { name: string; places: readonly Place[] }[]

/** The list of places in a store, with how much is in each. */
export function SideBar({ route }: { readonly route: StoreRoute }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lang } = usePreferences()
  const overview = useOperation('overview', { storeId: route.storeId, lang }).data
  return (
    <nav className={classes.side} aria-label={t('frame.places')}>
      {groups.map(group => (
        <div key={group.name} className={classes.group} role="group" aria-label={t(`frame.group.${group.name}`)}>
          <div className={classes.title} aria-hidden="true">
            {t(`frame.group.${group.name}`)}
          </div>
          {group.places
            .filter(place => placesIn(overview).includes(place))
            .map(place => (
              <PlaceLink key={place} route={route} place={place}>
                {overview && countOf(place, overview, format)}
              </PlaceLink>
            ))}
        </div>
      ))}
      <span className={classes.space} />
      {overview && <Foot overview={overview} format={format} />}
    </nav>
  )
}

function PlaceLink({ route, place, children }: { readonly route: StoreRoute; readonly place: Place; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const PlaceIcon = icons[place]
  return (
    <Tooltip label={t(`frame.place.${place}`)} position="right" classNames={{ tooltip: classes.tooltip ?? '' }}>
      <a className={classes.link} href={hrefOf(placeOf(route.storeId, place))} aria-current={route.place === place ? 'page' : undefined}>
        <PlaceIcon size={16} stroke={1.75} aria-hidden />
        <span className={classes.label}>{t(`frame.place.${place}`)}</span>
        {children}
      </a>
    </Tooltip>
  )
}

function countOf(place: Place, overview: Overview, format: Format): ReactNode {
  const { local, tiered, groups: groupCount, findings, setAside } = overview
  switch (place) {
    case 'findings': {
      const serious = findings.error + findings.warning
      return serious > 0 && <span className={classes.pill}>{format.exact(serious)}</span>
    }
    case 'groups':
      return <span className={classes.count}>{format.exact(groupCount)}</span>
    case 'segments':
      return local && <span className={classes.count}>{format.exact(local.segments)}</span>
    case 'queues':
      return local && <span className={classes.count}>{format.exact(local.queues)}</span>
    case 'index':
      return local && <span className={classes.count}>{format.exact(local.indexFiles)}</span>
    case 'tiered':
      return tiered && <span className={classes.count}>{format.exact(tiered.queues)}</span>
    case 'set-aside':
      return <span className={classes.count}>{format.bytes(setAside.bytes)}</span>
    case 'overview':
    case 'next-start':
    case 'retention':
    case 'messages':
    case 'compare':
    case 'free-space':
    case 'in-use':
    case 'settings':
      return null
  }
}

function Foot({ overview, format }: { readonly overview: Overview; readonly format: Format }) {
  const { t } = useTranslation()
  const { brokerVersion, consumeQueueLayout } = overview.store
  const segmentSize = overview.local?.segmentSizeBytes
  return (
    <div className={classes.foot}>
      <div>
        {t(`frame.version.${brokerVersion.from}`, { version: brokerVersion.assumed })} · {t(`frame.layout.${consumeQueueLayout}`)}
      </div>
      {segmentSize != null && <div>{t('frame.segmentSize', { size: format.configuredSize(segmentSize) })}</div>}
    </div>
  )
}
