import { expect, test } from 'vitest'
import { join } from 'node:path'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { checkStore } from '../../../../shared/store/checks/check-store'
import type { Forecast } from '../../../../shared/store/forecast/forecast'
import { foretellStart } from '../../../../shared/store/forecast/foretell-start'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { addFile, flipBit, preallocateSegment, removeHeadSegments, segmentsOf, type Fault } from '../../../../shared/store/builders/faults'
import { forecastWords } from '../../../../shared/words/forecast-words'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { describeRealStores, realStores } from '../../../helpers/real-stores'

function foretold(...faults: readonly Fault[]): Forecast {
  const files = inMemory(buildStore(everything, ...faults))
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  return foretellStart(snapshot, checkStore(snapshot))
}

test('a healthy store starts, cuts nothing and cleans nothing', () => {
  const start = foretold()
  expect(start).toMatchObject({ starts: 'yes', refusals: [], recovery: 'normal', firstCleaning: { removedFiles: [] } })
  expect(start.commitLog).toMatchObject({ removedFiles: [], cutFrom: null })
  expect(start.queues.every(({ cutUnits }) => cutUnits === 0)).toBe(true)
})

test('a stray file in the commitlog keeps the broker from starting, and is named', () => {
  const start = foretold(addFile('store/commitlog/notes.txt', new Uint8Array(3)))
  expect(start).toMatchObject({ starts: 'no', refusals: [{ code: 'commitlog-stray-file', path: 'commitlog/notes.txt' }] })
})

test('a log whose head was removed is served from 0 until the first cleaning takes the dead files', () => {
  const start = foretold(removeHeadSegments(2))
  expect(start.firstCleaning.removedFiles.length).toBeGreaterThan(0)
  expect(start.commitLog.minOffset).toBeGreaterThan(0)
})

test('a damaged record in the newest segment is where the log is cut', () => {
  const newest = segmentsOf(buildStore(everything)).at(-1)
  if (newest === undefined) throw new Error('the built store has no segment')
  const start = foretold(flipBit(newest.path, 100))
  expect(start.commitLog.cutFrom).toBe(start.commitLog.maxOffset)
  expect(start.queues.some(({ cutUnits }) => cutUnits > 0)).toBe(true)
})

test('a prepared segment behind one that is not full is removed', () => {
  expect(foretold(preallocateSegment()).commitLog.removedFiles).toHaveLength(1)
})

test('a last segment without a byte is removed', () => {
  expect(foretold(addFile('store/commitlog/00000000009999998976', new Uint8Array(0))).commitLog.removedFiles).toEqual(['commitlog/00000000009999998976'])
})

test('where DLedger keeps the log, nothing is foretold of queues that point into it', () => {
  const start = foretold(addFile('store/dledger-n0/data/00000000000000000000', new Uint8Array(8)))
  expect(start).toMatchObject({ starts: 'depends', queues: [] })
  expect(start.notes.map(({ code }) => code)).toContain('log-not-read')
})

test.each(['only-quick-look', 'older-segments-not-read', 'queues-given-up', 'segments-due', 'version-assumed', 'queues-not-read', 'queues-destroyed', 'log-not-read', 'hole-stays', 'minimum-stays-zero'] as const)('%s is said in both languages', code => {
  const facts = { version: '5.3', queues: 3, units: 1200, start: 0, end: 4096, segments: 2, hours: 72, deleteWhen: '04' }
  for (const lang of ['en', 'zh'] as const) expect(forecastWords({ code, facts }, lang)).not.toMatch(/undefined|NaN|\{/)
})

describeRealStores('what is foretold of a real store', () => {
  const files = createStoreFiles(chooseByteSources())
  for (const { name, directory } of realStores)
    test(`${name}: it starts, ${name.includes('killed') ? 'as after a crash' : 'as after a clean stop'}`, () => {
      const snapshot = takeSnapshot(files, recognise(files, join(directory, 'store')))
      const start = foretellStart(snapshot, checkStore(snapshot))
      expect([start.starts, start.recovery]).toEqual(['yes', name.includes('killed') ? 'abnormal' : 'normal'])
    })
})
