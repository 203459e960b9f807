import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { placeOf, welcome, type Place, type StoreRoute } from './route'
import { navigate } from './use-route'

/** `G` and then one of these goes there. */
const afterG: Readonly<Record<string, Place>> = { o: 'overview', f: 'findings', n: 'next-start', g: 'groups', s: 'segments', q: 'queues', t: 'tiered', i: 'index' }
const secondKeyWithinMs = 1200

/** Keys that work on every screen. */
export function useShortcuts(route: StoreRoute | undefined): void {
  const storeId = route?.storeId
  useHotkeys([
    ['mod+O', () => navigate(welcome)],
    ['mod+shift+F', () => storeId !== undefined && navigate(placeOf(storeId, 'free-space'))],
  ])

  useEffect(() => {
    if (storeId === undefined) return undefined
    let pressedAt = 0
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const place = afterG[event.key.toLowerCase()]
      if (place !== undefined && event.timeStamp - pressedAt < secondKeyWithinMs) {
        navigate(placeOf(storeId, place))
        pressedAt = 0
      } else if (event.key === 'g') pressedAt = event.timeStamp
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [storeId])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
