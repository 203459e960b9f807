import { useHotkeys, type HotkeyItem } from '@mantine/hooks'
import { useEffect } from 'react'
import { placeOf, welcome, type Place, type StoreRoute } from './route'
import { navigate } from './use-route'

/** `G` and then one of these goes there. */
const afterG: Readonly<Record<string, Place>> = { o: 'overview', f: 'findings', n: 'next-start', r: 'retention', m: 'messages', g: 'groups', c: 'compare', s: 'segments', q: 'queues', t: 'tiered', i: 'index' }
const secondKeyWithinMs = 1200

/** A browser has these by itself. */
const desktopKeys: HotkeyItem[] = [['alt+ArrowLeft', () => window.history.back()], ['alt+ArrowRight', () => window.history.forward()]]
const isDesktop = 'storeInspector' in window

const regions = 'header, nav, main, footer'
const focusable = 'a[href], button:not(:disabled), input, select, [tabindex="0"]'

/** Title bar, side bar, content, job bar, and round again. */
function focusNextRegion(): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)]
  const now = all.findIndex(region => region.contains(document.activeElement))
  all[(now + 1) % all.length]?.querySelector<HTMLElement>(focusable)?.focus()
}

/** Keys that work on every screen. */
export function useShortcuts(route: StoreRoute | undefined): void {
  const storeId = route?.storeId
  useHotkeys([
    ...(isDesktop ? desktopKeys : []),
    ['F6', focusNextRegion],
    ['mod+O', () => navigate(welcome)],
    ['mod+shift+C', () => document.querySelector<HTMLElement>('[data-copy-cli]')?.click()],
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

/** Whether a key goes into a text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
