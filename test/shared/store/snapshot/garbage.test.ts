import { describe, expect, test } from 'vitest'
import { inspectDocument } from '../../../../shared/contract/documents'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { overwrite, segmentsOf, tieredFilesOf, type Fault } from '../../../../shared/store/builders/faults'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { mendingsOf } from '../../../../shared/store/cleanup/mending'
import { danglingSteps } from '../../../../shared/store/cleanup/plan-cleanup'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { toInspectDocument } from '../../../../electron/service/views/documents'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const built = buildStore(everything)
const segments = segmentsOf(built).map(({ path }) => path)
const firstTiered = tieredFilesOf(built, { topic: 'orders', queueId: 0 }, 'COMMIT_LOG')[0]?.path ?? ''
const LONG_MAX = Uint8Array.of(0x7f, 255, 255, 255, 255, 255, 255, 255)
const NEGATIVE = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 0)

const inMetadata = (before: string, after: string): Fault => files =>
  files.map(file => {
    if (!file.path.endsWith('tieredStoreMetadata.json')) return file
    const bytes = new TextEncoder().encode(new TextDecoder().decode(file.bytes).replaceAll(before, after))
    return { ...file, bytes, sizeBytes: bytes.length }
  })

test('any number of foreign files in a folder is one finding, and a plan is made', () => {
  const files = inMemory(buildStore(everything))
  for (let number = 0; number < 130_000; number += 1) files.put(`${BUILT_HOME}/store/consumequeue/orders/0/note-${number}`, new Uint8Array(), 0n)
  for (let number = 0; number < 130_000; number += 1) files.put(`${BUILT_HOME}/store/commitlog/note-${number}`, new Uint8Array(), 0n)
  const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
  const strays = checkStore(snapshot).filter(({ code }) => code.endsWith('-stray-file'))
  expect(strays.map(({ subject, count }) => [subject.path, count])).toEqual([['commitlog', 130_000], ['consumequeue/orders/0', 130_000]])
  expect(strays.map(finding => mendingsOf(snapshot)(finding))).toEqual(['commitlog-stray-file', 'queue-stray-file'].map(code => ({ cut: { kind: 'repair', code } })))
  expect(danglingSteps(snapshot, { files })).toEqual([])
})

/** Numbers beyond 2^53 and below 0 are garbage: they become findings or stay unknown, and never reach a document as they are. */
describe('garbage where a number must be', () => {
  const cases: readonly (readonly [string, Fault])[] = [LONG_MAX, NEGATIVE].flatMap(garbage => [
    [`${garbage[0]}… as the store time of a segment's first record`, overwrite(segments[2] ?? '', 56, garbage)],
    [`${garbage[0]}… as the store time of the newest segment's first record`, overwrite(segments.at(-1) ?? '', 56, garbage)],
    [`${garbage[0]}… as a queue offset in the newest segment`, overwrite(segments.at(-1) ?? '', 20, garbage)],
    [`${garbage[0]}… as the queue offset of the first tiered record`, overwrite(firstTiered, 20, garbage)],
  ])
  test.each([...cases, ['a word as the queue id of a tiered row', inMetadata('broker-a/orders/0', 'broker-a/orders/first')]] as const)('%s', (_, fault) => {
    const files = inMemory(buildStore(everything, fault))
    const snapshot = takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`))
    expect(inspectDocument.safeParse(toInspectDocument(snapshot, { state: 'free', reasons: [], abort: false })).error).toBeUndefined()
    for (const { subject, range, facts } of checkStore(snapshot)) expect(JSON.stringify({ subject, range, facts }, (__, value: unknown) => (Number.isNaN(value) ? 'NaN' : value))).not.toContain('"NaN"')
  })

  test('a time that no broker writes is unknown', () => {
    const files = inMemory(buildStore(everything, overwrite(segments[2] ?? '', 56, NEGATIVE)))
    expect(takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`)).local?.commitLog.segments[2]?.firstStoreTimestamp).toBeNull()
  })
})
