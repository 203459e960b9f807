import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { builtCli } from '../helpers/built-cli'
import { temporaryDirectory } from '../helpers/temporary-directory'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Where a failed test leaves what it saw last. */
const pictures = resolve(import.meta.dirname, '../../test-results')

let browser: Browser

/** A `describe` with one browser for all its tests; without one it says so and skips. */
export function describeInBrowser(title: string, run: () => void): void {
  if (!existsSync(executablePath)) {
    describe.skip(`${title} (skipped: no browser at ${executablePath}; CHROMIUM names another)`, run)
    return
  }
  describe(title, () => {
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    })
    afterAll(() => browser.close())
    run()
  })
}

export interface Window {
  readonly lang?: 'en' | 'zh'
  /** `contrast`: the system wishes for more of it. */
  readonly scheme?: 'light' | 'dark' | 'contrast'
  readonly width?: number
}

export interface OpenedApp {
  readonly page: Page
  /** Goes to a place of the open store, such as `queues` or `segments/0`, and waits until all of it is there. */
  goTo(place: string): Promise<void>
  /** Until nothing on the screen is on its way. */
  settled(): Promise<void>
  /** What axe finds wrong with the screen as it is; by these of its rules only, where some are named. */
  violations(rules?: readonly string[]): Promise<string[]>
}

/**
 * The built program serving a store (none: at its welcome screen), open in a browser, until the test has finished. Fails that test for
 * whatever the page wrote to its console as an error: breaches of the content security policy are among it.
 */
export async function openApp(directory: string | undefined, { lang = 'en', scheme = 'light', width = 1440 }: Window = {}): Promise<OpenedApp> {
  const url = await serve(directory)
  const context = await browser.newContext({ locale: lang === 'zh' ? 'zh-CN' : 'en-GB', colorScheme: scheme === 'dark' ? 'dark' : 'light', contrast: scheme === 'contrast' ? 'more' : 'no-preference', viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await page.screenshot({ path: join(pictures, `${task.name.replaceAll(/\W+/g, '-').slice(0, 80)}.png`) })
    await context.close()
  })
  page.setDefaultTimeout(60_000)
  const errors: string[] = []
  page.on('console', message => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', error => errors.push(error.message))
  onTestFinished(() => expect(errors, 'errors of the page').toEqual([]))

  await page.goto(url)
  if (directory !== undefined) await page.waitForURL(/#\/s\//)
  const settled = async (): Promise<void> => {
    // What the last step asked for is drawn, so that "nothing is on its way" speaks of it and not of the screen before.
    await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('body:not(:has([aria-busy=true]))').waitFor()
  }
  await settled()
  return {
    page,
    settled,
    async goTo(place) {
      const [, store] = page.url().split('#/s/')
      await page.goto(`${page.url().split('#')[0]}#/s/${store?.split('/')[0]}/${place}`)
      await settled()
    },
    async violations(rules) {
      // The page has no frames, so axe needs no second page to put its findings together: half the time.
      const axe = new AxeBuilder({ page }).setLegacyMode(true)
      const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze()
      return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
    },
  }
}

/** The web door on a port of its own. What it remembers goes into a directory of this test. */
async function serve(directory: string | undefined): Promise<string> {
  const child = spawn(process.execPath, [builtCli, 'serve', ...(directory === undefined ? [] : [directory]), '--no-browser', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CONFIG_HOME: temporaryDirectory(), LANG: 'C.UTF-8' },
  })
  onTestFinished(() => ended(child))
  const said: string[] = []
  for await (const chunk of child.stdout) {
    said.push(String(chunk))
    const url = /http:\S+/.exec(said.join(''))?.[0]
    if (url !== undefined) return url
  }
  throw new Error(`the web door did not open: ${said.join('')}${(await child.stderr.toArray()).join('')}`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGINT')
  await gone
}
