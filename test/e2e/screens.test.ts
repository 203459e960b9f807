import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { describeInBrowser, openApp, type Window } from './opened-app'
import { copyOfRealStore, freshSample } from './stores-to-walk'

/**
 * Every screen of a store, looked at as a person with a screen reader, a narrow window or another language would. With `SCREENS=DIRECTORY`
 * it also leaves a picture of each there.
 */
const pictures = process.env['SCREENS']
if (pictures !== undefined) mkdirSync(pictures, { recursive: true })

const windows: readonly Window[] = (['light', 'dark'] as const).flatMap(scheme => (['en', 'zh'] as const).flatMap(lang => [1440, 1024].map(width => ({ scheme, lang, width }))))

const placesOfSample = [
  'overview', 'findings', 'segments', 'segments/8388608', 'queues', 'queues/app-logs/0', 'queues/spring-festival-sale/0', 'tiered', 'tiered/orders/3', 'groups', 'index',
  'free-space', 'free-space?cut=free&at=4000000', 'free-space/review', 'free-space/review?cut=free&at=4000000', 'set-aside',
]
const placesOfReal: Record<string, readonly string[]> = {
  'local-5.3.3-hole': ['overview', 'findings', 'segments', 'queues', 'free-space', 'free-space/review'],
  'local-5.4.0-rocksdb': ['overview', 'queues', 'free-space/review'],
  'tiered-5.3.1-log-removed': ['overview', 'tiered', 'free-space', 'free-space/review'],
}

describeInBrowser('every screen', () => {
  test.each(windows)('of the sample store in $lang, $scheme, $width px: nothing is out of reach', async window => {
    await lookAt('sample', join(freshSample(), 'store'), placesOfSample, window)
  }, 240_000)

  test.for(Object.entries(placesOfReal))('of %s: nothing is out of reach', { timeout: 240_000 }, async ([name, places], { skip }) => {
    const directory = copyOfRealStore(name)
    if (directory === undefined) return skip('no stores written by real brokers are here')
    await lookAt(name, join(directory, 'store'), places, { width: 1440 })
  })
})

/** No violation axe knows of, and nothing that only a sideways scroll of the page would show. */
async function lookAt(store: string, directory: string, places: readonly string[], window: Window): Promise<void> {
  const { page, goTo, violations } = await openApp(directory, window)
  const found: string[] = []
  for (const place of places) {
    await goTo(place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    if (pictures !== undefined) await page.screenshot({ path: join(resolve(pictures), `${[store, place, window.scheme ?? 'light', window.lang ?? 'en', window.width].join('.').replaceAll(/[/?=&]/g, '-')}.png`) })
    const isSideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    if (isSideways) found.push(`${place}: scrolls sideways`)
    // What a screen reader meets does not depend on the language.
    if (window.lang !== 'zh') found.push(...(await violations()).map(violation => `${place}: ${violation}`))
  }
  expect(found).toEqual([])
}
