import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import type { StoreFiles } from '../../../../shared/store/bytes/store-files'
import { Failure } from '../../../../shared/store/errors'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { steadyLook } from '../../../../shared/store/snapshot/steady-look'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const GOING = `${BUILT_HOME}/store/consumequeue/orders/0/00000000000000000000`

/** A store whose first queue file somebody takes away between its being listed and its being opened. */
function storeThatLoses(times: number) {
  const memory = inMemory(buildStore(everything))
  let opened = 0
  const files: StoreFiles = {
    list: directory => memory.list(directory),
    stat: path => memory.stat(path),
    realPath: path => memory.realPath(path),
    open(path) {
      if (path === GOING && ++opened <= times) {
        if (times === 1) memory.remove(path)
        throw new Failure('ENOENT', `cannot open the file ${path}: no such file or directory (ENOENT)`, path)
      }
      return memory.open(path)
    },
  }
  return { files, location: recognise(files, `${BUILT_HOME}/store`), opened: () => opened }
}

describe('a file that goes while the store is looked at', () => {
  test('is not there in what is seen', () => {
    const { files, location } = storeThatLoses(1)
    const seen = steadyLook(files, through => takeSnapshot(through, location))
    expect(seen.files.map(({ path }) => path)).not.toContain(GOING)
    expect(seen).toEqual(takeSnapshot(files, location))
  })

  test('and is listed again every time is unreadable after the fifth look', () => {
    const { files, location, opened } = storeThatLoses(Infinity)
    let looks = 0
    const seen = steadyLook(files, through => (++looks, takeSnapshot(through, location)))
    expect([looks, opened()]).toEqual([5, 5])
    expect(seen.local?.queues.flatMap(queue => queue.files).filter(file => file.state === 'unreadable')).toMatchObject([{ error: 'ENOENT' }])
  })

  test('and ends the look looks again as well; what has nothing to do with files does not', () => {
    const { files } = storeThatLoses(0)
    const codes = ['ENOENT', 'truncated']
    expect(steadyLook(files, () => codes.length === 0 ? 'seen' : gone(codes.pop()!))).toBe('seen')
    expect(() => steadyLook(files, () => gone('EIO'))).toThrow('EIO')
    expect(() => steadyLook(files, () => gone('ENOENT'))).toThrow('ENOENT')
  })
})

function gone(code: string): never {
  throw new Failure(code, code, undefined)
}
