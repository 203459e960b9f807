import type { ReactNode } from 'react'
import { FreeSpaceScreen } from '../features/cleanup/free-space-screen'
import { SetAsideScreen } from '../features/cleanup/set-aside-screen'
import { CompareScreen } from '../features/compare/compare-screen'
import { QueuesScreen } from '../features/consume-queues/queues-screen'
import { FindingsScreen } from '../features/findings/findings-screen'
import { GroupsScreen } from '../features/groups/groups-screen'
import { IndexScreen } from '../features/index-files/index-screen'
import { InUseScreen } from '../features/in-use/in-use-screen'
import { MessagesScreen } from '../features/messages/messages-screen'
import { NextStartScreen } from '../features/next-start/next-start-screen'
import { OverviewScreen } from '../features/overview/overview-screen'
import { RetentionScreen } from '../features/retention/retention-screen'
import { SegmentsScreen } from '../features/segments/segments-screen'
import { SettingsScreen } from '../features/settings/settings-screen'
import { WelcomeScreen } from '../features/stores/welcome-screen'
import { TieredScreen } from '../features/tiered/tiered-screen'
import { Frame } from './frame'
import type { StoreRoute } from './route'
import { useOpenedStores } from './use-opened-stores'
import { useRoute } from './use-route'

/** What the URL says is shown. */
export function Screen() {
  const route = useRoute()
  useOpenedStores()
  if (route.at !== 'store') return <Frame>{route.at === 'welcome' ? <WelcomeScreen /> : <SettingsScreen />}</Frame>
  // Another store is another screen: nothing of the last one stays.
  return (
    <Frame key={route.storeId} route={route}>
      {screenOf(route)}
    </Frame>
  )
}

function screenOf(route: StoreRoute): ReactNode {
  switch (route.place) {
    case 'overview':
      return <OverviewScreen storeId={route.storeId} />
    case 'findings':
      return <FindingsScreen route={route} />
    case 'next-start':
      return <NextStartScreen storeId={route.storeId} />
    case 'retention':
      return <RetentionScreen storeId={route.storeId} />
    case 'messages':
      return <MessagesScreen route={route} />
    case 'compare':
      return <CompareScreen route={route} />
    case 'segments':
      return <SegmentsScreen route={route} />
    case 'queues':
      return <QueuesScreen route={route} />
    case 'tiered':
      return <TieredScreen route={route} />
    case 'groups':
      return <GroupsScreen route={route} />
    case 'index':
      return <IndexScreen route={route} />
    case 'free-space':
      return <FreeSpaceScreen route={route} />
    case 'set-aside':
      return <SetAsideScreen route={route} />
    case 'in-use':
      return <InUseScreen storeId={route.storeId} />
    case 'settings':
      return <SettingsScreen />
  }
}
