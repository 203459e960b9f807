import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseByteSources } from '../../../../electron/host/byte-sources'
import { createStoreFiles } from '../../../../electron/host/node-store-files'
import { checkStore } from '../../../../shared/store/checks/check-store'
import type { Finding } from '../../../../shared/store/checks/finding'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { deepCheckOf, deepPartsOf } from '../../../helpers/deep-check'
import { describeRealStores, realStores } from '../../../helpers/real-stores'

const files = createStoreFiles(chooseByteSources())
const snapshotOf = (directory: string) => takeSnapshot(files, recognise(files, join(directory, 'store')))

describeRealStores('a deep check of a store written by a real broker', () => {
  test.each(realStores)('$name: reads every unit and record and finds what a quick look finds; more only where a queue lost a file', ({ directory }) => {
    const snapshot = snapshotOf(directory)
    const quick = checkStore(snapshot)
    const deep = deepCheckOf(files, snapshot)
    const lost = quick.filter(({ code }) => code === 'queue-hole')
    const leftByALook = (finding: Finding): boolean => finding.code === 'not-read' && finding.facts['part'] === 'timer'
    expect(deep.filter(({ code }) => code !== 'message-not-indexed')).toEqual(quick.filter(finding => !leftByALook(finding)))
    expect(deep.filter(({ code }) => code === 'message-not-indexed').map(({ range, subject: { topic } }) => ({ topic, range }))).toEqual(
      lost.map(({ range, subject: { topic } }) => ({ topic, range })),
    )
  })

  test.each(realStores)('$name: every unit that points into the log meets its record', ({ directory }) => {
    const parts = deepPartsOf(files, snapshotOf(directory))
    expect(parts.flatMap(part => part.judged)).toEqual([])
  })
})
