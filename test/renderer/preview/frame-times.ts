import { join } from 'node:path'
import { chromium, type CDPSession, type Page } from 'playwright-core'
import { build, preview } from 'vite'

/**
 * How smoothly the window moves over a store of 750 segments and 20,000 queues: `npm run bench:ui`. Each walk drives the page as a hand
 * would, sixty times a second, and prints what each frame cost its main thread (script, layout, paint), from the browser's own tracing.
 */
const configFile = join(import.meta.dirname, 'vite.config.ts')
await build({ configFile, logLevel: 'warn' })
const server = await preview({ configFile, preview: { port: 0 } })
const address = server.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const frames = 180

try {
  await open('overview')
  const paints = [await firstPaint(), await firstPaint(), await firstPaint()]
  console.log(`first paint of the overview: ${paints.map(paint => `${Math.round(paint)} ms`).join(', ')}`)
  await walk('queues, 20,080 rows, wheel', 'queues', '[role=grid]', page => page.mouse.wheel(0, 120))
  await walk('queues, 20,080 rows, page down', 'queues', '[role=grid]', page => page.keyboard.press('PageDown'))
  await walk('units, 5,149,329 rows, wheel', 'queues/iot-topic-0/0', 'section[aria-label] [role=grid]', page => page.mouse.wheel(0, 120), page => page.getByRole('button', { name: 'Units', exact: true }).click())
  await walk('map, pointer', 'overview', '[role=application]', (page, at, box) => page.mouse.move(box.x + 250 + (at * 4) % (box.width - 400), box.y + 60 + (at % 200)))
  await walk('map, zoom in and out', 'overview', '[role=application]', async (page, at) => page.keyboard.press(at % 20 < 10 ? '+' : '-'))
  await walk('map, pan', 'overview', '[role=application]', page => page.keyboard.press('ArrowRight'))
} finally {
  await browser.close()
  await server.close()
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

async function open(place: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${address}?fake=huge#/s/huge/${place}`)
  await page.locator('body:not(:has([aria-busy=true])) h1').waitFor({ timeout: 60_000 })
  return page
}

async function firstPaint(): Promise<number> {
  const page = await open('overview')
  const { startTime } = (await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.toJSON())) as PerformanceEntry
  await page.close()
  return startTime
}

async function walk(name: string, place: string, target: string, step: (page: Page, at: number, box: Box) => Promise<unknown>, prepare?: (page: Page) => Promise<unknown>): Promise<void> {
  const page = await open(place)
  await prepare?.(page)
  const element = page.locator(target).last()
  await element.waitFor()
  await element.focus()
  const box = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 200))
  await step(page, 0, box)
  const session = await page.context().newCDPSession(page)
  const trace = await traced(session, async () => {
    for (let at = 1; at <= frames; at += 1) {
      await step(page, at, box)
      await page.waitForTimeout(10)
    }
  })
  report(name, trace)
  await page.close()
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly dur?: number
  readonly tid: number
}

async function traced(session: CDPSession, run: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] } })
  await run()
  const complete = new Promise<void>(resolve => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
  return events
}

/** Tasks of the renderer's main thread: one that takes longer than a frame is one that is seen. */
function report(name: string, events: readonly TraceEvent[]): void {
  const main = events.find(event => event.name === 'FireAnimationFrame' || event.name === 'EventDispatch')?.tid
  const tasks = events.filter(event => event.name.endsWith('RunTask') && event.tid === main && (event.dur ?? 0) > 1000).map(event => (event.dur ?? 0) / 1000).sort((a, b) => a - b)
  const at = (share: number): string => (tasks[Math.min(tasks.length - 1, Math.floor(tasks.length * share))] ?? 0).toFixed(1)
  const late = tasks.filter(task => task > 1000 / 60).length
  const perStep = (tasks.reduce((sum, task) => sum + task, 0) / frames).toFixed(1)
  console.log(`${name}: ${perStep} ms of the main thread per step; its tasks over ${frames} steps: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms; ${late} of ${tasks.length} longer than a frame`)
}
