import { useEffect } from 'react'
import { useService } from '../api/client-context'
import { parseHash, placeOf } from './route'
import { navigate } from './use-route'

/**
 * Goes to a store that was opened elsewhere: on the command line before the page was there, or by the desktop (a folder
 * opened with the program). A browser tab that shows a store stays with it; the desktop has one window and follows.
 */
export function useOpenedStores(): void {
  const { client } = useService()
  useEffect(() => {
    const isAtWelcome = (): boolean => parseHash(window.location.hash).at === 'welcome'
    const show = (storeId: string): void => navigate(placeOf(storeId, 'overview'), 'replace')
    void client.call('listOpen', {}).then(
      open => {
        const last = open.at(-1)
        if (last && isAtWelcome()) show(last.storeId)
      },
      // Without an answer the page stays where it is; its own calls tell what is wrong.
      () => undefined,
    )
    const isDesktop = 'storeInspector' in window
    return client.subscribe(event => {
      if (event.kind === 'store-opened' && (isDesktop || isAtWelcome())) show(event.storeId)
    })
  }, [client])
}
