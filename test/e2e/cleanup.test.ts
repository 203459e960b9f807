import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fingerprintOf } from '../helpers/untouched'
import { startHolder } from '../helpers/holder'
import { describeInBrowser, openApp } from './opened-app'
import { freshSample } from './stores-to-walk'

const brokerName = 'broker-a'
const withoutJournal = (directory: string): Record<string, string> => fingerprintOf(directory, path => path.endsWith('.store-inspector'))

/** From wherever the window is to the receipt of a dangling-only cleanup. */
async function setDanglingAside(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Free space…' }).click()
  await page.getByRole('radio', { name: /^Dangling only/ }).click()
  await page.getByRole('button', { name: 'Review plan' }).click()
  await page.getByText('Nothing in the way').waitFor()
  await page.getByRole('button', { name: 'Set 14 files aside' }).click()
  await page.getByRole('heading', { name: 'Done. 396 kB set aside; not freed yet' }).waitFor()
}

describeInBrowser('a cleanup on the screen', () => {
  test('takes what dangles out of the sample store, leaves it clean, and puts every byte and time back', async () => {
    const directory = freshSample()
    const before = withoutJournal(directory)
    const { page } = await openApp(join(directory, 'store'))
    await page.getByRole('heading', { name: 'Starts, but serves 2,669 deleted messages' }).waitFor()
    await page.getByRole('heading', { name: 'Segment map' }).waitFor()

    await page.getByRole('link', { name: /^Findings/ }).click()
    await page.getByRole('article', { name: /319 units of app-logs\/0/ }).waitFor()

    await page.getByRole('link', { name: /^Consume queues/ }).click()
    await page.getByRole('gridcell', { name: 'expired, visible app-logs/0' }).click()
    const detail = page.getByRole('region', { name: 'app-logs/0' })
    await detail.getByText('dead, goes').waitFor()
    await detail.getByRole('button', { name: 'First dangling unit' }).click()
    await detail.getByRole('grid', { name: 'Units of app-logs/0' }).getByRole('row', { name: /expired, visible/ }).first().waitFor()

    await setDanglingAside(page)
    expect(withoutJournal(directory)).not.toEqual(before)
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('heading', { name: 'Starts, but serves 2,669 deleted messages' }).waitFor({ state: 'detached' })
    await page.getByText('None visible').waitFor()

    await page.getByRole('link', { name: /^Set aside/ }).click()
    await page.getByRole('gridcell', { name: 'Dangling only' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('region', { name: 'All files are back' }).waitFor()
    expect(withoutJournal(directory)).toEqual(before)
  })

  test('frees the space for good only when the name of the broker is typed', async () => {
    const { page } = await openApp(join(freshSample(), 'store'))
    await setDanglingAside(page)
    await page.getByRole('button', { name: 'Purge…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Purge 396 kB for good?' })
    const purge = dialog.getByRole('button', { name: 'Purge 396 kB' })
    expect(await purge.getAttribute('aria-disabled')).toBe('true')
    await dialog.getByRole('textbox').fill(brokerName)
    await purge.click()
    await page.getByRole('heading', { name: / freed$/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  })

  test('of messages asks for the name of the broker', async () => {
    const { page } = await openApp(join(freshSample(), 'store'))
    await page.getByRole('link', { name: 'Free space…' }).click()
    await page.getByRole('radio', { name: /^Free an amount/ }).click()
    await page.getByLabel('Amount in GB').fill('0.002')
    await page.getByRole('button', { name: 'Review plan' }).click()
    const go = page.getByRole('button', { name: /^Set \d+ files aside$/ })
    await go.waitFor()
    expect(await go.getAttribute('aria-disabled')).toBe('true')
    for (const loss of await page.getByRole('checkbox', { name: /has not read/ }).all()) await loss.check()
    await page.getByRole('textbox', { name: `Type the broker name ${brokerName}` }).fill(brokerName)
    await go.click()
    await page.getByRole('heading', { name: /^Done\./ }).waitFor()
  })

  test('is off while a broker holds the lock of the store, with the reason and its process', async () => {
    const directory = freshSample()
    const holder = await startHolder('lock', join(directory, 'store', 'lock'))
    const { page, goTo } = await openApp(join(directory, 'store'))
    await page.getByText(`By a broker, pid ${holder.pid}`).waitFor()
    await goTo('free-space/review?cut=dangling')
    await page.getByText('A broker is using this store, so nothing here can be applied.').waitFor()
    await page.getByText(new RegExp(`Process ${holder.pid} .*holds the lock of the store`)).waitFor()
    expect(await page.getByRole('button', { name: /^Set \d+ files aside$/ }).count()).toBe(0)
  })
})
