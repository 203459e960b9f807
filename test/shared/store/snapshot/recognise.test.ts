import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { removeFile } from '../../../../shared/store/builders/faults'
import { recognise, type LocateOptions } from '../../../../shared/store/snapshot/recognise'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'
import type { MemoryFiles } from '../../../helpers/memory-files'

const withoutConfiguration = (): MemoryFiles => inMemory(buildStore(everything, removeFile('broker.conf')))

/** Moves segments, counted from the oldest, to another folder. */
function moveSegments(files: MemoryFiles, to: string, which: (number: number) => boolean): void {
  const from = `${BUILT_HOME}/store/commitlog`
  for (const [number, { name }] of (files.list(from) ?? []).entries())
    if (which(number)) {
      files.put(`${to}/${name}`, new Uint8Array(8192))
      files.remove(`${from}/${name}`)
    }
}

const commitLogs = (files: MemoryFiles, options: LocateOptions = {}): readonly string[] => recognise(files, `${BUILT_HOME}/store`, options).commitLogDirectories

describe('a commitlog on several paths that no configuration names', () => {
  test.each([`${BUILT_HOME}/store/commitlog-2`, `${BUILT_HOME}/disk2`])('is found in %s when its segments alternate with the others', second => {
    const files = withoutConfiguration()
    moveSegments(files, second, number => number % 2 === 1)
    expect(commitLogs(files)).toEqual([`${BUILT_HOME}/store/commitlog`, second])
  })

  test('is not a folder to which somebody moved the oldest segments', () => {
    const files = withoutConfiguration()
    moveSegments(files, `${BUILT_HOME}/store/old-segments`, number => number < 3)
    expect(commitLogs(files)).toEqual([`${BUILT_HOME}/store/commitlog`])
  })

  test('is not looked for when the configuration names one path, and it is here', () => {
    const files = withoutConfiguration().put(`${BUILT_HOME}/broker.conf`, 'storePathCommitLog=store/commitlog\n')
    moveSegments(files, `${BUILT_HOME}/disk2`, number => number % 2 === 1)
    expect(commitLogs(files)).toEqual([`${BUILT_HOME}/store/commitlog`])
  })

  test('is looked for when the configuration names paths of another machine', () => {
    const files = withoutConfiguration().put(`${BUILT_HOME}/broker.conf`, 'storePathCommitLog=/data1/commitlog,/data2/commitlog\n')
    moveSegments(files, `${BUILT_HOME}/disk2`, number => number % 2 === 1)
    expect(commitLogs(files)).toEqual([`${BUILT_HOME}/store/commitlog`, `${BUILT_HOME}/disk2`])
  })
})

describe('a tiered root', () => {
  const tieredAlone = (): MemoryFiles => inMemory(buildStore(everything).filter(({ path }) => path.startsWith('tiered/')))

  test('is found below the given folder', () =>
    expect(recognise(tieredAlone(), BUILT_HOME)).toMatchObject({ localRoot: null, tieredRoot: `${BUILT_HOME}/tiered`, foundBy: [{ code: 'tiered-root-below' }] }))

  test.each(['tiered', 'tiered/212d6b50_DefaultCluster'])('may be named as %s', name => {
    const files = inMemory(buildStore(everything))
    expect(recognise(files, `${BUILT_HOME}/store`, { tieredPath: `${BUILT_HOME}/${name}` }).tieredRoot).toBe(`${BUILT_HOME}/tiered`)
  })

  test('is not any folder that is named as one', () => {
    const files = inMemory(buildStore({ topics: everything.topics })).put('/backups/notes.txt', 'not tiered')
    expect(() => recognise(files, `${BUILT_HOME}/store`, { tieredPath: '/backups' })).toThrow(expect.objectContaining({ code: 'no-tiered-root' }))
  })

  test('that lost everything is one while the broker knows of it', () => {
    const files = inMemory(buildStore(everything).filter(({ path }) => !path.startsWith('tiered/'))).put(`${BUILT_HOME}/tiered/lost+found`, '')
    expect(recognise(files, `${BUILT_HOME}/store`, { tieredPath: `${BUILT_HOME}/tiered` }).tieredRoot).toBe(`${BUILT_HOME}/tiered`)
  })

  test('is opened with the local root that its configuration names', () => {
    const files = inMemory(buildStore(everything).filter(({ path }) => path.startsWith('tiered/')))
    for (const file of buildStore(everything)) if (file.path.startsWith('store/')) files.put(`/data/rocketmq/${file.path.slice('store/'.length)}`, file.bytes)
    files.put('/etc/rocketmq/broker.conf', 'storePathRootDir=/data/rocketmq\n')
    expect(recognise(files, `${BUILT_HOME}/tiered`, { configurationPath: '/etc/rocketmq/broker.conf' })).toMatchObject({ localRoot: '/data/rocketmq', tieredRoot: `${BUILT_HOME}/tiered` })
  })
})
