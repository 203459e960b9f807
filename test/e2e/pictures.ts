import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/**
 * `npm run pictures`: every screen over the sample store, as it is served by the built program, into `docs/screens/`: English in light colours, 1440 pixels
 * wide, and Chinese in dark ones, 1024 wide; two of them at 200 %. For people to look at, before a change of a screen is finished.
 */
const places = [
  'overview', 'findings', 'next-start', 'retention', 'messages?topic=orders', 'groups', 'compare', 'segments', 'segments/8388608', 'queues', 'queues/app-logs/0', 'index', 'tiered', 'tiered/orders/3',
  'free-space?cut=dangling', 'free-space?cut=keep-from&at=20971520', 'free-space/review?cut=dangling', 'free-space/review?cut=keep-from&at=20971520', 'set-aside', 'in-use', 'settings',
] as const
const forms = [
  { name: 'en', lang: 'en', scheme: 'light', width: 1440, height: 900, zoom: 1 },
  { name: 'zh-dark', lang: 'zh', scheme: 'dark', width: 1024, height: 768, zoom: 1 },
] as const
const enlarged = { name: 'en-200', lang: 'en', scheme: 'contrast', width: 720, height: 450, zoom: 2 } as const
type Form = (typeof forms)[number] | typeof enlarged

const out = resolve(import.meta.dirname, '../../docs/screens')
const program = resolve(import.meta.dirname, '../../out/main/cli.js')
const home = mkdtempSync(join(tmpdir(), 'store-inspector-pictures-'))
const sample = '/tmp/rocketmq'
const settled = 700

rmSync(sample, { recursive: true, force: true })
spawnSync(process.execPath, [program, 'sample', sample], { stdio: 'inherit' })
const server = spawn(process.execPath, [program, 'serve', sample, '--no-browser'], { env: { ...process.env, XDG_CONFIG_HOME: home } })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const address = await new Promise<string>(done => server.stdout.once('data', (line: Buffer) => done(line.toString().trim())))
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  for (const form of forms) await take(browser, address, form, places)
  await take(browser, address, enlarged, ['overview', 'free-space/review?cut=dangling'])
} finally {
  await browser.close()
  server.kill()
  rmSync(home, { recursive: true, force: true })
  rmSync(sample, { recursive: true, force: true })
}

async function take(with_: Browser, address: string, form: Form, wanted: readonly string[]): Promise<void> {
  const page = await with_.newPage({ viewport: { width: form.width, height: form.height }, deviceScaleFactor: form.zoom })
  page.on('pageerror', error => console.error(`${form.name}: ${error.message}`))
  await page.addInitScript(
    ([scheme, lang]) => {
      localStorage.setItem('store-inspector.scheme', scheme ?? '')
      localStorage.setItem('store-inspector.lang', lang ?? '')
    },
    [form.scheme, form.lang],
  )
  await page.goto(address)
  await page.waitForFunction(() => location.hash.includes('/overview'))
  const store = (await page.evaluate(() => location.hash)).split('/overview')[0] ?? ''
  for (const place of wanted) {
    await page.evaluate(hash => (location.hash = hash), `${store}/${place}`)
    await page.waitForTimeout(settled)
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    await page.screenshot({ path: join(out, `${place.replaceAll(/[/?=&]+/g, '-')}.${form.name}.jpg`), type: 'jpeg', quality: 45 })
  }
  await page.close()
}
