import type { ReactNode } from 'react'
import { FindingsScreen } from '../features/findings/findings-screen'
import { OverviewScreen } from '../features/overview/overview-screen'
import { WelcomeScreen } from '../features/stores/welcome-screen'
import { Frame } from './frame'
import type { StoreRoute } from './route'
import { useRoute } from './use-route'

/** What the URL says is shown. */
export function Screen() {
  const route = useRoute()
  if (route.at === 'welcome') {
    return (
      <Frame>
        <WelcomeScreen />
      </Frame>
    )
  }
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
    case 'segments':
    case 'queues':
    case 'tiered':
    case 'groups':
    case 'index':
    case 'free-space':
    case 'set-aside':
      return null
  }
}
