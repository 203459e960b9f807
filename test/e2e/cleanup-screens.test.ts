import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startHolder } from '../helpers/holder'
import { faults, windows } from './faults'
import { describeInBrowser, openApp, type Window } from './opened-app'
import { freshSample } from './stores-to-walk'

describeInBrowser('every screen of a cleanup', () => {
  test.each(windows)('in $lang, $scheme, $width px: nothing is out of reach', lookAtCleanup)
})

/** A walk through the screens that only a cleanup brings up. */
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
