import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { createServer } from 'vite'

/**
 * Pictures of the screens over the hand-made stores, to be looked at.
 * `node test/renderer/preview/shots.ts OUT [fake:place[:scheme[:lang[:width]]]]…`, such as `broken:overview:dark:zh:1024`.
 */
const [out = 'shots', ...wanted] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), server: { port: 0, strictPort: false } })
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  for (const shot of wanted) await take(shot)
} finally {
  await browser.close()
  await server.close()
}

async function take(shot: string): Promise<void> {
  const [fake = 'broken', place = 'overview', scheme = 'light', lang = 'en', width = '1440'] = shot.split(':')
  const page: Page = await browser.newPage({ viewport: { width: Number(width), height: 900 } })
  page.on('console', message => message.type() === 'error' && console.error(`${shot}: ${message.text()}`))
  page.on('pageerror', error => console.error(`${shot}: ${error.message}`))
  await page.addInitScript(
    ([name, value]) => {
      localStorage.setItem('store-inspector.scheme', name ?? '')
      localStorage.setItem('store-inspector.lang', value ?? '')
    },
    [scheme, lang],
  )
  await page.goto(`${address}?fake=${fake}#/${place === 'welcome' ? '' : `s/${fake}/${place}`}`)
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.fonts.ready.then(() => true))
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(out, `${shot.replaceAll(/[:/?]/g, '.')}.png`) })
  await page.close()
}
