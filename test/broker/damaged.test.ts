import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseByteSources } from '../../electron/host/byte-sources'
import { createStoreFiles } from '../../electron/host/node-store-files'
import { checkStore } from '../../shared/store/checks/check-store'
import type { Forecast } from '../../shared/store/forecast/forecast'
import { foretellStart } from '../../shared/store/forecast/foretell-start'
import { recoverLog } from '../../shared/store/forecast/recover-log'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { type BrokerView, startBrokerOn } from './broker'
import { type BrokerVersion, isFullMatrix, versionOf } from './broker-matrix'
import { type Damage, damages } from './damages'
import { describeBroker, requireBroker } from './java-and-maven'

/** What is foretold is the broker's own store; a tiered one would add its older messages to each range. */
const localAlone = { messageStorePlugIn: '' }

const files = createStoreFiles(chooseByteSources())

function forecast(directory: string, brokerVersion: BrokerVersion): Forecast {
  const location = recognise(files, join(directory, 'store'))
  const snapshot = takeSnapshot(files, location, { brokerVersion, recoverLog })
  return foretellStart(snapshot, checkStore(snapshot), { configuration: location.configuration, now: Date.now() })
}

/** Every store as it is, then every damage. */
const untouched: readonly Damage[] = realStores.map(({ name, directory }) => ({ title: 'untouched', store: name, versions: [versionOf(directory)], harm: () => undefined }))
const chosen = [...untouched, ...damages].filter(({ always }) => isFullMatrix || always === true)

describeBroker('a broker on a damaged store', () => {
  describe.each(chosen.flatMap(damage => (isFullMatrix ? damage.versions : damage.versions.slice(-1)).map(version => ({ ...damage, version }))))('$version, $store: $title', ({ store, version, harm }) => {
    test('does exactly what was foretold', async context => {
      const real = realStores.find(({ name }) => name === store)
      context.skip(real === undefined, `there is no ${store} here`)
      requireBroker(version, context)
      const directory = copyOfStore(real!.directory)
      harm(join(directory, 'store'))
      const foretold = forecast(directory, version)
      expect(reported(foretold, await startBrokerOn(directory, version, { clean: true, kill: true, settings: localAlone }))).toEqual(expected(foretold))
    })
  })
})

type Told = Pick<Forecast, 'starts'> & { readonly log: string; readonly removed: readonly string[]; readonly cleaned: readonly string[]; readonly queues: readonly string[] }

const expected = ({ starts, commitLog, queues, removedFiles, firstCleaning }: Forecast): Partial<Told> =>
  starts === 'no'
    ? { starts }
    : {
        starts,
        log: `[${commitLog.minOffset}, ${commitLog.maxOffset})`,
        removed: [...commitLog.removedFiles, ...removedFiles].sort(),
        cleaned: firstCleaning.removedFiles,
        queues: queues.filter(hasOffsets).map(row).sort(),
      }

/** What the broker did, in the same words. */
function reported({ starts, notes }: Forecast, view: BrokerView): Partial<Told> {
  if (view.refusal !== undefined) return { starts: 'no' }
  return {
    starts: starts === 'depends' ? 'depends' : 'yes',
    // Without a segment it says -1.
    log: `[${Math.max(0, view.log.minOffset)}, ${view.log.maxOffset})`,
    removed: [...view.removedAtStart].sort(),
    cleaned: view.removedByCleaning,
    queues: notes.some(({ code }) => code === 'queues-not-read') ? [] : view.queues.filter(hasOffsets).map(row).sort(),
  }
}

const hasOffsets = ({ maxOffset }: { readonly maxOffset: number }): boolean => maxOffset > 0
const row = ({ topic, queueId, minOffset, maxOffset }: Forecast['queues'][number] | BrokerView['queues'][number]): string => `${topic}/${queueId} [${minOffset}, ${maxOffset})`
