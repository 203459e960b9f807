import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startHolder } from '../helpers/holder'
import { describeInBrowser, openApp, type OpenedApp, type Window } from './opened-app'
import { copyOfRealStore, freshSample } from './stores-to-walk'

/**
 * Every screen of a store, looked at as a person with a screen reader, a narrow window or another language would. With `SCREENS=DIRECTORY`
 * (`SCREENS=DIRECTORY npm run test:e2e -- test/e2e/screens.test.ts`) it also leaves a picture of each there.
 */
const pictures = process.env['SCREENS']
if (pictures !== undefined) mkdirSync(pictures, { recursive: true })

/** Every pair of scheme, language and width. */
const windows: readonly Window[] = [
  { scheme: 'light', lang: 'en', width: 1440 },
  { scheme: 'dark', lang: 'en', width: 1024 },
  { scheme: 'dark', lang: 'zh', width: 1440 },
  { scheme: 'light', lang: 'zh', width: 1024 },
]

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

  test.each(windows)('of a cleanup in $lang, $scheme, $width px: nothing is out of reach', lookAtCleanup)

  test.for(Object.entries(placesOfReal))('of %s: nothing is out of reach', async ([name, places], { skip }) => {
    const directory = copyOfRealStore(name)
    if (directory === undefined) return skip('no stores written by real brokers are here')
    await lookAt(name, join(directory, 'store'), places, { width: 1440 })
  })
})

/** A walk through the cleanup's own screens, which only a cleanup brings up. */
async function lookAtCleanup(window: Window): Promise<void> {
  const directory = freshSample()
  const look = await openApp(join(directory, 'store'), window)
  const { page, goTo } = look
  const { lang = 'en' } = window
  const found: string[] = []
  const lookNow = async (name: string): Promise<void> => {
    found.push(...(await faults(look, 'sample', name, window)))
  }
  await goTo('queues/app-logs/0')
  await page.getByRole('button', { name: words.units[lang], exact: true }).click()
  await page.getByRole('grid').nth(1).getByRole('gridcell').first().waitFor()
  await lookNow('units')
  await goTo('free-space/review')
  await page.getByRole('button', { name: words.setAside[lang], exact: true }).click()
  await page.getByRole('button', { name: words.purge[lang], exact: true }).waitFor()
  await lookNow('receipt')
  await page.getByRole('button', { name: words.purge[lang], exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await lookNow('purge')
  await goTo('set-aside')
  await page.getByRole('gridcell').first().click()
  await page.getByRole('button', { name: words.purge[lang], exact: true }).waitFor()
  await lookNow('history')
  await startHolder('lock', join(directory, 'store', 'lock'))
  await page.reload()
  await goTo('free-space/review')
  await page.getByRole('note').waitFor()
  await lookNow('in-use')
  await goTo('in-use')
  await lookNow('ways-out')
  expect(found).toEqual([])
}

const words = {
  units: { en: 'Units', zh: '单元' },
  setAside: { en: 'Set 14 files aside', zh: '隔离 14 个文件' },
  purge: { en: 'Purge…', zh: '清除…' },
} as const

async function lookAt(store: string, directory: string, places: readonly string[], window: Window): Promise<void> {
  const look = await openApp(directory, window)
  const found: string[] = []
  for (const place of places) {
    await look.goTo(place)
    found.push(...(await faults(look, store, place, window)))
  }
  expect(found).toEqual([])
}

/** What axe finds, and whether only a sideways scroll of the page would show something. */
async function faults({ page, settled, violations }: OpenedApp, store: string, name: string, { lang = 'en', scheme = 'light', width = 1440 }: Window): Promise<string[]> {
  await settled()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  if (pictures !== undefined) await page.screenshot({ path: join(resolve(pictures), `${[store, name, scheme, lang, width].join('.').replaceAll(/[/?=&]/g, '-')}.png`) })
  const isSideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  // What a screen reader meets depends neither on the language nor on the colours.
  const violated = lang === 'en' ? await violations(scheme === 'contrast' ? ['color-contrast'] : undefined) : []
  return [...(isSideways ? ['scrolls sideways'] : []), ...violated].map(fault => `${name}: ${fault}`)
}
