import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestContext } from 'vitest'
import { mountSmall } from '../helpers/small-file-system'
import { temporaryDirectory } from '../helpers/temporary-directory'
import { startBrokerOn } from './broker'
import type { BrokerVersion } from './broker-matrix'
import { describeBroker, requireBroker } from './java-and-maven'
import { type Retention, storeInspector, writeSample } from './store-inspector'

const HOUR_MS = 3_600_000
const OLD_ENOUGH = 5
const hourNow = new Date().getHours()
/** In the hour of a run, also of one that is late. */
const now = `${hourNow};${(hourNow + 1) % 24}`
const another = String((hourNow + 12) % 24)

/** One run of the broker's own cleaner, held against what was foretold of it. */
describeBroker('what a running broker deletes next', () => {
  test.for<BrokerVersion>(['5.4.0', '4.9.7'])('in the hour of deleteWhen is what is old enough (%s)', async (version, context) => {
    requireBroker(version, context)
    expect(await deletedAndForetold({ deleteWhen: now }, { version })).toHaveLength(OLD_ENOUGH)
  })

  test('at another hour is nothing', async () => {
    expect(await deletedAndForetold({ deleteWhen: another })).toEqual([])
  })

  test('ends before the first that is younger', async () => {
    expect(await deletedAndForetold({ deleteWhen: now }, { touched: 2 })).toHaveLength(2)
  })

  test('is no more than a batch', async () => {
    expect(await deletedAndForetold({ deleteWhen: now, deleteFileBatchMax: '3' })).toHaveLength(3)
  })

  test('is what is old enough at any hour on a disk used above its limit', async context => {
    expect(await onSmallDisk(context, { deleteWhen: another, diskMaxUsedSpaceRatio: '40' })).toHaveLength(OLD_ENOUGH)
  })

  test('is the oldest whatever their age on a disk used far above it', async context => {
    expect(await onSmallDisk(context, { deleteWhen: another, diskSpaceCleanForciblyRatio: '40', fileReservedTime: '876000' })).toHaveLength(10)
  })

  test('is nothing, however full the disk is, where deleteWhen is no hour', async context => {
    expect(await onSmallDisk(context, { deleteWhen: '4am', diskSpaceCleanForciblyRatio: '40' })).toEqual([])
  })
})

/** The sample takes about half of it. */
const SMALL_DISK_BYTES = 88 * 2 ** 20

async function onSmallDisk({ skip }: Pick<TestContext, 'skip'>, settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const disk = mountSmall('tmpfs', SMALL_DISK_BYTES)
  if (disk === undefined) return skip('no file system can be mounted here')
  return deletedAndForetold(settings, { on: disk })
}

/**
 * Writes the sample, makes its first segments old enough for these settings, and has a broker clean once.
 * @returns the segments that went, which are those foretold
 */
async function deletedAndForetold(settings: Readonly<Record<string, string>>, { version = '5.4.0', touched, on = temporaryDirectory() }: { version?: BrokerVersion; touched?: number; on?: string } = {}): Promise<readonly string[]> {
  const directory = join(on, 'sample')
  writeSample(directory)
  const log = join(directory, 'store/commitlog')
  const files = readdirSync(log).sort().map(name => join(log, name))
  const timeOf = (at: number): number => statSync(files[at]!).mtimeMs
  const between = (timeOf(OLD_ENOUGH - 1) + timeOf(OLD_ENOUGH)) / 2
  const configuration = { fileReservedTime: String(Math.round((Date.now() - between) / HOUR_MS)), diskMaxUsedSpaceRatio: '75', cleanFileForciblyEnable: 'true', messageStorePlugIn: '', ...settings }
  configure(directory, configuration)
  if (touched !== undefined) utimesSync(files[touched]!, new Date(), new Date())

  const foretold = goingFirst(storeInspector(directory).retention())
  const view = await startBrokerOn(directory, version, { clean: true, kill: true, settings: configuration })
  expect(view.refusal).toBeUndefined()
  const gone = view.removedByCleaning.filter(path => path.startsWith('commitlog/'))
  expect(gone).toEqual(foretold)
  expect(files.filter(path => !existsSync(path))).toHaveLength(gone.length)
  return gone
}

/** What the first run of the cleaner takes. */
const goingFirst = ({ segments, next }: Retention): string[] => segments.filter(({ keptBy, goesAt }) => keptBy === null && goesAt === next?.at).map(({ path }) => path)

function configure(directory: string, settings: Readonly<Record<string, string>>): void {
  const path = join(directory, 'broker.conf')
  const kept = readFileSync(path, 'utf8').split('\n').filter(line => !Object.keys(settings).some(key => line.startsWith(`${key}=`)))
  writeFileSync(path, [...kept, ...Object.entries(settings).map(([key, value]) => `${key}=${value}`), ''].join('\n'))
}
