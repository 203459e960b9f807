import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { removeFile, type Fault } from '../../../../shared/store/builders/faults'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { foretellStart } from '../../../../shared/store/forecast/foretell-start'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import type { MemoryFiles } from '../../../helpers/memory-files'

function lookAt(change: (files: MemoryFiles) => void, ...faults: readonly Fault[]) {
  const files = inMemory(buildStore({ ...everything, groups: [] }, ...faults))
  change(files)
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  const findings = checkStore(snapshot)
  return { bad: findings.filter(({ severity }) => severity !== 'info'), start: foretellStart(snapshot, findings) }
}

const put = (path: string, content: string | Uint8Array) => (files: MemoryFiles) => void files.put(`${BUILT_HOME}/${path}`, content)

test('queue files that agree with each other and not with broker.conf keep the broker from starting', () => {
  const { bad, start } = lookAt(put('broker.conf', 'mappedFileSizeConsumeQueue=6000000\n'))
  expect(bad).toMatchObject([
    { code: 'queue-wrong-size', severity: 'error', subject: { side: 'local', path: 'consumequeue' }, facts: { sizeBytes: 200, expectedBytes: 6_000_000, expectedFrom: 'mappedFileSizeConsumeQueue' } },
  ])
  expect(start.starts).toBe('no')
})

describe('topics.json', () => {
  const noTopics: readonly Fault[] = [removeFile('store/config/topics.json'), removeFile('store/config/topics.json.bak')]
  const batchQueue = put('store/batchconsumequeue/orders-in-batches/0/00000000000000000000', new Uint8Array(460))

  test('lost makes every batch queue one of a simple topic', () => {
    const { bad, start } = lookAt(batchQueue, ...noTopics)
    expect(bad).toMatchObject([{ code: 'batch-topic-mismatch', subject: { topic: 'orders-in-batches', path: 'batchconsumequeue/orders-in-batches' }, facts: { queueType: 'SimpleCQ' } }])
    expect(start.starts).toBe('no')
  })

  test('says nothing where a database holds the topics', () => {
    const files = (memory: MemoryFiles): void => {
      batchQueue(memory)
      put('store/config/topics/CURRENT', 'MANIFEST-000001')(memory)
    }
    expect(lookAt(files, ...noTopics).bad).toEqual([])
  })

  test.each([
    ['cut in half with a .bak that is too', '{"dataVersion":', '{"dataVersion":', 'no'],
    ['cut in half with an empty .bak: no topics, and a start', '{"dataVersion":', '', 'yes'],
    ['empty with an empty .bak: no topics, and a start', '', '', 'yes'],
  ])('%s', (_, main, backup, starts) => {
    const { bad, start } = lookAt(files => {
      put('store/config/topics.json', main)(files)
      put('store/config/topics.json.bak', backup)(files)
    })
    expect(bad).toMatchObject([{ code: 'config-unreadable', subject: { path: 'config/topics.json' }, facts: { backup: backup === '' ? 'absent' : 'unreadable' } }])
    expect(start.starts).toBe(starts)
  })
})

test('counters of transactions that cannot be read stop no start', () => {
  const { bad, start } = lookAt(files => {
    put('store/config/transactionMetrics', '{')(files)
    put('store/config/transactionMetrics.bak', '{')(files)
  })
  expect(bad).toMatchObject([{ code: 'config-unreadable', subject: { path: 'config/transactionMetrics' } }])
  expect(start.starts).toBe('yes')
})
