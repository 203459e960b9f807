import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createI18n } from '../../renderer/i18n/i18n'
import type { Lang } from '../../shared/contract/schemas'
import { startHolder } from '../helpers/holder'
import { fingerprintOf } from '../helpers/untouched'
import { describeInBrowser, openApp } from './opened-app'
import { copyOfRealStore } from './stores-to-walk'

/** The ways of those who use the program, over stores that real brokers wrote, by what a person reads in their language. */
const langs: readonly Lang[] = ['en', 'zh']
const withoutJournal = (directory: string): Record<string, string> => fingerprintOf(directory, path => path.endsWith('.store-inspector'))

/** Any number or size in a text. */
const ANY = '.+'

describeInBrowser('the way of', () => {
  test.for(langs)('one on call whose broker runs on a full disk: why, stop, review, run, undo (%s)', async (lang, { skip }) => {
    const directory = copyOfRealStore('local-5.3.3-head-removed')
    if (directory === undefined) return skip('no stores written by real brokers are here')
    const { t } = createI18n(lang)
    const before = withoutJournal(directory)
    const holder = await startHolder('lock', join(directory, 'store', 'lock'))
    const { page } = await openApp(join(directory, 'store'), { lang })

    await page.getByRole('link', { name: t('overview.whyStillThere') }).click()
    await page.getByRole('heading', { name: t('retention.why') }).waitFor()
    await page.getByRole('link', { name: t('frame.inUseByPid', { pid: holder.pid }) }).click()
    await page.getByRole('heading', { name: t('inUse.title.in-use') }).waitFor()
    await page.getByText('mqadmin').first().waitFor()
    await holder.kill()
    await page.getByRole('heading', { name: t('inUse.title.free') }).waitFor()

    await page.getByRole('link', { name: t('inUse.preparePlan') }).click()
    await page.getByRole('radio', { name: t('cleanup.preset.free') }).click()
    await page.getByRole('heading', { name: t('cleanup.blast') }).waitFor()
    await page.getByText(t('cleanup.messages'), { exact: true }).waitFor()
    await page.getByRole('button', { name: t('cleanup.toReview') }).click()
    await page.getByText(t('cleanup.noBlocker'), { exact: true }).waitFor()
    for (const loss of await page.getByRole('checkbox').all()) await loss.check()
    await page.getByRole('textbox', { name: t('cleanup.typeName', { name: 'broker-a' }) }).fill('broker-a')
    await page.getByRole('button', { name: new RegExp(t('cleanup.setAside', { count: 2, n: ANY })) }).click()

    await page.getByRole('heading', { name: new RegExp(t('cleanup.receiptTitle.set-aside', { bytes: ANY })) }).waitFor()
    await page.getByRole('button', { name: t('cleanup.copyReport') }).click()
    await page.getByText(t('cleanup.reportCopied'), { exact: true }).waitFor()
    await page.getByRole('button', { name: t('cleanup.toOverview') }).click()
    await page.getByRole('link', { name: t('frame.noneDangling') }).waitFor()
    await page.getByRole('link', { name: t('nextStart.chip.keeps') }).waitFor()
    expect(withoutJournal(directory)).not.toEqual(before)
    await page.goBack()
    await page.getByRole('button', { name: t('cleanup.undo') }).click()
    await page.getByRole('heading', { name: t('cleanup.receiptTitle.undone') }).waitFor()
    expect(withoutJournal(directory)).toEqual(before)
  })

  test.for(langs)('a developer of the tiered store: both minima, ghosts, what would expire, in which order it goes (%s)', async (lang, { skip }) => {
    const directory = copyOfRealStore('tiered-5.3.1-log-removed')
    if (directory === undefined) return skip('no stores written by real brokers are here')
    const { t } = createI18n(lang)
    const { page, goTo } = await openApp(join(directory, 'tiered'), { lang })

    await goTo('tiered')
    await page.getByRole('row', { name: new RegExp(t('tiered.ghosts', { n: ANY })) }).first().click()
    await page.getByText(new RegExp(t('tiered.minWrong', { min: ANY, real: ANY }))).waitFor()
    await page.getByText(t('tiered.rowState.ghost')).first().waitFor()

    await goTo('free-space')
    await page.getByRole('radio', { name: t('cleanup.preset.before') }).click()
    await page.getByRole('textbox', { name: t('cleanup.hours') }).fill('1')
    await page.getByRole('button', { name: t('cleanup.toReview') }).click()
    await page.getByRole('cell', { name: t('cleanup.kind.tiered-commitlog') }).waitFor()
    await page.getByRole('button', { name: t('cleanup.change') }).click()
    await page.getByRole('radio', { name: t('cleanup.preset.dangling') }).click()
    await page.getByRole('button', { name: t('cleanup.toReview') }).click()
    await page.getByRole('cell', { name: t('cleanup.kind.tiered-metadata') }).waitFor()
    expect(await copiedCommand(page, t('frame.copyAsCli'))).toMatch(/^store-inspector plan .* --dangling$/)
    await page.getByRole('button', { name: new RegExp(t('cleanup.setAside', { count: 2, n: ANY })) }).click()
    await page.getByRole('heading', { name: new RegExp(t('cleanup.receiptTitle.set-aside', { bytes: ANY })) }).waitFor()
    await goTo('tiered')
    await page.getByRole('row').nth(1).waitFor()
    expect(await page.getByText(new RegExp(t('tiered.ghosts', { n: ANY }))).count()).toBe(0)
  })

  test.for(langs)('a support engineer with a copy: the worst first, its bytes, the next start, a report without names, a repair (%s)', async (lang, { skip }) => {
    const directory = copyOfRealStore('local-5.3.3-hole')
    if (directory === undefined) return skip('no stores written by real brokers are here')
    const { t } = createI18n(lang)
    const before = fingerprintOf(directory)
    const { page, goTo } = await openApp(join(directory, 'store'), { lang })

    await page.getByRole('heading', { name: t('overview.headline.hole', { count: 1, n: 1 }) }).waitFor()
    await goTo('findings')
    const worst = page.getByRole('article').first()
    await worst.getByText('commitlog-hole', { exact: true }).waitFor()
    await worst.getByRole('heading', { name: t('findings.consequence') }).waitFor()

    await page.getByRole('button', { name: t('findings.report') }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: t('findings.reportRedacted') }).click()
    const report = readFileSync(await (await saved).path(), 'utf8')
    expect([report.includes('commitlog-hole'), report.includes('hot-single')]).toEqual([true, false])

    await worst.getByRole('button', { name: t('findings.way.give-up-older') }).click()
    await page.getByRole('radio', { name: t('cleanup.repair.commitlog-hole') }).waitFor()
    expect(await copiedCommand(page, t('frame.copyAsCli'))).toMatch(/ plan .* --repair commitlog-hole/)
    await page.getByRole('link', { name: t('frame.place.next-start') }).click()
    await page.getByRole('heading', { name: t('nextStart.verdict.hole') }).waitFor()
    expect(fingerprintOf(directory)).toEqual(before)
  })
})

async function copiedCommand(page: Page, name: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name }).last().click()
  return page.evaluate(() => navigator.clipboard.readText())
}
