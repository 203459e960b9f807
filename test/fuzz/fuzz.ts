import { Worker } from 'node:worker_threads'
import { Campaign, randomOf, saveCase, type Case } from './campaign'

/**
 * `npm run test:fuzz [-- --long] [-- --seed N]`: a million hostile inputs within minutes, with `--long` a hundred million for the decoders.
 * The seed is printed; a case that breaks a promise is saved under `test/fixtures/regressions`, where `npm test` replays it.
 */
const numberBehind = (option: string): number | undefined => {
  const at = process.argv.indexOf(option)
  return at < 0 ? undefined : Number(process.argv[at + 1])
}
const seed = numberBehind('--seed') ?? Math.floor(Math.random() * 2 ** 31)
const isLong = process.argv.includes('--long')
const stages = [
  { name: 'stores', cases: numberBehind('--stores') ?? 20_000, make: (campaign: Campaign, number: number) => campaign.storeCase(randomOf(seed, number)) },
  { name: 'cleanups', cases: numberBehind('--cleanups') ?? 2_000, make: (campaign: Campaign, number: number) => campaign.cleanupCase(randomOf(seed, number)) },
  { name: 'decoders', cases: numberBehind('--decoders') ?? (isLong ? 100_000_000 : 978_000), make: (campaign: Campaign, number: number) => campaign.decoderCase(randomOf(seed, number)) },
]

/** A case that never ends cannot be stopped from inside: another thread sees that the count stands still, and ends the process. */
const beat = new Int32Array(new SharedArrayBuffer(8))
const watchdog = new Worker(
  `const { workerData } = require('node:worker_threads'); let last = -1
   setInterval(() => {
     if (workerData[0] === last) { require('node:fs').writeSync(2, 'case ' + last + ' does not come to an end\\n'); process.kill(process.pid, 'SIGKILL') }
     last = workerData[0]
   }, 120000)`,
  { eval: true, workerData: beat },
)
watchdog.unref()

// A stack costs more than a case.
Error.stackTraceLimit = 0
console.log(`seed ${seed}`)
const campaign = new Campaign()
const messages = new Set<string>()
const largestBytes = 2 ** 30
for (const { name, cases, make } of stages) {
  const started = performance.now()
  for (let number = 0; number < cases; number += 1) {
    beat[0] = number
    // What Node's decoders leave behind is freed between turns of the event loop.
    if (number % 1000 === 0) await new Promise(setImmediate)
    const given = make(campaign, number)
    try {
      campaign.run(given)
    } catch {
      report(given, number)
    }
  }
  console.log(`${cases} ${name} in ${Math.round((performance.now() - started) / 1000)} s, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB resident`)
}
if (process.resourceUsage().maxRSS * 1024 > largestBytes) messages.add('too much memory')
await watchdog.terminate()
console.log(messages.size === 0 ? 'no promise was broken' : `${messages.size} promises were broken`)
process.exitCode = messages.size === 0 ? 0 : 1

/** One case of each kind is enough. */
function report(given: Case, number: number): void {
  const text = brokenBy(given)
  const kind = text.split('\n').slice(0, 12).join('\n').replaceAll(/\d+/g, 'N')
  if (messages.has(kind) || messages.size > 50) return
  messages.add(kind)
  console.log(`case ${number}, saved as ${saveCase(given, 'test/fixtures/regressions')}:\n${text.slice(0, 1500)}\n`)
}

/** The same once more, for its stack. */
function brokenBy(given: Case): string {
  Error.stackTraceLimit = 10
  try {
    campaign.run(given)
    return 'broken promise: not the second time'
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    Error.stackTraceLimit = 0
  }
}
