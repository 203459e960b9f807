import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { OpenedApp, Window } from './opened-app'

const pictures = process.env['SCREENS']
if (pictures !== undefined) mkdirSync(pictures, { recursive: true })

/** Every pair of scheme, language and width. */
export const windows: readonly Window[] = [
  { scheme: 'light', lang: 'en', width: 1440 },
  { scheme: 'dark', lang: 'en', width: 1024 },
  { scheme: 'dark', lang: 'zh', width: 1440 },
  { scheme: 'light', lang: 'zh', width: 1024 },
]

/** What axe finds, and whether only a sideways scroll of the page would show something. With `SCREENS=DIRECTORY` it also leaves a picture there. */
export async function faults({ page, settled, violations }: OpenedApp, store: string, name: string, { lang = 'en', scheme = 'light', width = 1440 }: Window): Promise<string[]> {
  await settled()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  if (pictures !== undefined) await page.screenshot({ path: join(resolve(pictures), `${[store, name, scheme, lang, width].join('.').replaceAll(/[/?=&]/g, '-')}.png`) })
  const isSideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  // What a screen reader meets depends neither on the language nor on the colours.
  const violated = lang === 'en' ? await violations(scheme === 'contrast' ? ['color-contrast'] : undefined) : []
  return [...(isSideways ? ['scrolls sideways'] : []), ...violated].map(fault => `${name}: ${fault}`)
}
