import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { readWindow } from '../../../../shared/store/bytes/byte-source'
import type { StoreFiles } from '../../../../shared/store/bytes/store-files'
import { Failure } from '../../../../shared/store/errors'
import { lookUpKey } from '../../../../shared/store/messages/look-up-key'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import { deepCheckOf } from '../../../helpers/deep-check'
import { withTimers } from '../../../helpers/with-timers'

const healthy = buildStore({ ...everything, index: { slots: 16, entries: 64 } })
const timed = Array.from({ length: 40 }, (_, index) => ({ physicalOffset: index * 300, sizeBytes: 300 }))
const memory = inMemory(withTimers(timed)(healthy))
const snapshot = takeSnapshot(memory, recognise(memory, `${BUILT_HOME}/store`, {}))
const local = snapshot.local!

/** The same files, but one is shorter when it is opened than it was when it was looked at. */
const withCut = (cut: string, share: number): StoreFiles => ({
  list: directory => memory.list(directory),
  stat: path => memory.stat(path),
  realPath: path => memory.realPath(path),
  open(path) {
    const source = memory.open(path)
    if (path !== cut) return source
    const sizeBytes = Math.floor(source.sizeBytes * share)
    return { path, sizeBytes, readInto: (target, offset) => source.readInto(target.subarray(0, Math.max(0, Math.min(target.length, sizeBytes - offset))), offset), close: () => source.close() }
  },
})

const whole = JSON.stringify(deepCheckOf(memory, snapshot))
const readDeeply = snapshot.files.filter(({ path }) => /\/(?:commitlog|consumequeue|index|timerlog|CommitLog|ConsumeQueue)\//i.test(path))

/** Whether a cut takes more than what was never written. */
function takesBytes(path: string, share: number): boolean {
  const source = memory.open(path)
  return readWindow(source, Math.floor(source.sizeBytes * share), source.sizeBytes).bytes.some(byte => byte !== 0)
}

/** A picture of the store is there before its bytes are read: between the two a broker's cleaner, or a person, may have been. */
describe.each([0, 0.5])('a file of which %d is left when it is read', share => {
  test('is told of by a deep check', () => {
    const cut = readDeeply.filter(({ path }) => takesBytes(path, share))
    const silent = cut.filter(({ path }) => JSON.stringify(deepCheckOf(withCut(path, share), snapshot)) === whole)
    expect([cut.length > 20, silent.map(({ path }) => path)]).toEqual([true, []])
  })

  test('ends a search in the index with a failure', () => {
    const cut = local.index.filter(({ absolutePath }) => takesBytes(absolutePath, share))
    expect(cut).not.toEqual([])
    for (const { absolutePath } of cut) expect(() => lookUpKey(withCut(absolutePath, share), local, ['orders'], 'key-1')).toThrow(Failure)
  })
})
