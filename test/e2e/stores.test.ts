import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../helpers/temporary-directory'
import { fingerprintOf } from '../helpers/untouched'
import { describeInBrowser, openApp } from './opened-app'
import { copyOfRealStore, freshSample } from './stores-to-walk'

describeInBrowser('a store on the screen', () => {
  test('is opened from the welcome screen by its path', async () => {
    const root = join(freshSample(), 'store')
    const { page } = await openApp(undefined)
    await page.getByLabel(/^Directory on the machine/).fill(root)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('heading', { name: 'Starts, but serves 2,669 deleted messages' }).waitFor()
  })

  test('is refused in one sentence when the folder is none', async () => {
    const { page } = await openApp(undefined)
    const folder = temporaryDirectory()
    await page.getByLabel(/^Directory on the machine/).fill(folder)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: folder }).waitFor()
  })

  test('speaks Chinese to a Chinese browser', async () => {
    const { page } = await openApp(join(freshSample(), 'store'), { lang: 'zh' })
    await page.getByRole('heading', { name: '能启动，但会返回 2,669 条已删除的消息' }).waitFor()
    await page.getByRole('link', { name: /^消费队列/ }).click()
    await page.getByRole('heading', { name: '31 个消费队列' }).waitFor()
    await page.getByRole('link', { name: '释放空间…' }).click()
    await page.getByRole('button', { name: '核对方案' }).click()
    await page.getByRole('button', { name: '隔离 14 个文件' }).waitFor()
  })

  test('with a tiered commitlog that was removed shows the ghost rows and both minima, and its rows can be set aside', async ({ skip }) => {
    const directory = copyOfRealStore('tiered-5.3.1-log-removed')
    if (directory === undefined) return skip('no stores written by real brokers are here')
    const { page } = await openApp(join(directory, 'store'))
    await page.getByRole('link', { name: /^Tiered store \d/ }).click()
    await page.getByRole('row', { name: /ghost/ }).first().click()
    await page.getByText('ghost: row, no file').first().waitFor()
    await page.getByText(/^The minimum served is .* the real one/).waitFor()
    await page.getByRole('link', { name: 'Free space…' }).click()
    await page.getByRole('button', { name: 'Review plan' }).click()
    await page.getByRole('cell', { name: 'Tiered metadata, rewritten' }).waitFor()
  })

  test('is not touched by looking at every screen of it', async () => {
    const directory = freshSample()
    const before = fingerprintOf(directory)
    const { goTo } = await openApp(join(directory, 'store'))
    for (const place of ['findings', 'segments/8388608', 'queues/app-logs/0', 'tiered/orders/3', 'groups', 'index', 'free-space', 'free-space/review']) {
      await goTo(place)
    }
    expect(fingerprintOf(directory)).toEqual(before)
  })
})
