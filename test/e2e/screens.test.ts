import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults, windows } from './faults'
import { describeInBrowser, openApp, type Window } from './opened-app'
import { copyOfRealStore, freshSample } from './stores-to-walk'

/**
 * Every screen of a store, looked at as a person with a screen reader, a narrow window or another language would. With `SCREENS=DIRECTORY`
 * (`SCREENS=DIRECTORY npm run test:e2e -- screens`) it also leaves a picture of each there.
 */
const placesOfSample = [
  'overview', 'findings', 'next-start', 'retention', 'in-use', 'settings', 'segments', 'segments/8388608', 'queues', 'queues/app-logs/0', 'queues/spring-festival-sale/0', 'tiered', 'tiered/orders/3', 'messages', 'messages?topic=orders', 'messages?scan=1', 'groups', 'compare', 'index',
  'free-space', 'free-space?cut=free&at=4000000', 'free-space/review', 'free-space/review?cut=free&at=4000000', 'set-aside',
]
const placesOfReal: Record<string, readonly string[]> = {
  'local-5.3.3-hole': ['overview', 'findings', 'next-start', 'next-start', 'in-use', 'settings', 'segments', 'queues', 'free-space', 'free-space/review', 'free-space?cut=repair&repair=commitlog-hole', 'free-space/review?cut=repair&repair=commitlog-hole'],
  'local-5.4.0-rocksdb': ['overview', 'queues', 'free-space/review'],
  'tiered-5.3.1-log-removed': ['overview', 'tiered', 'free-space', 'free-space/review'],
}

describeInBrowser('every screen', () => {
  test.each<Window>([...windows, { scheme: 'contrast', lang: 'en', width: 1440 }])('of the sample store in $lang, $scheme, $width px: nothing is out of reach', async window => {
    await lookAt('sample', join(freshSample(), 'store'), placesOfSample, window)
  })

  test.for(Object.entries(placesOfReal))('of %s: nothing is out of reach', async ([name, places], { skip }) => {
    const directory = copyOfRealStore(name)
    if (directory === undefined) return skip('no stores written by real brokers are here')
    await lookAt(name, join(directory, 'store'), places, { width: 1440 })
  })
})

async function lookAt(store: string, directory: string, places: readonly string[], window: Window): Promise<void> {
  const look = await openApp(directory, window)
  const found: string[] = []
  for (const place of places) {
    await look.goTo(place)
    found.push(...(await faults(look, store, place, window)))
  }
  expect(found).toEqual([])
}
