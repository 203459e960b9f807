import { expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { logOf } from '../../../../shared/store/messages/find-place'
import { listLog } from '../../../../shared/store/messages/list-log'
import { readRecordBytes } from '../../../../shared/store/messages/read-record-bytes'
import { recognise } from '../../../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, everything, inMemory } from '../../../helpers/built-store'

const files = inMemory(buildStore(everything))
const log = logOf(takeSnapshot(files, recognise(files, `${BUILT_HOME}/store`, {})), 'local', undefined)
const messages = listLog(files, log, 0, 1000).filter(({ kind }) => kind === 'message')

test('the fields of every record cover all its bytes, without a gap', () => {
  expect(messages.length).toBeGreaterThan(10)
  for (const { physicalOffset, sizeBytes } of messages) {
    const { fields = [], hex } = readRecordBytes(files, log, physicalOffset, 65_536) ?? {}
    expect(hex).toHaveLength(sizeBytes * 2)
    expect(fields.reduce((end, { at, bytes }) => (at === end ? end + bytes : Number.NaN), 0)).toBe(sizeBytes)
  }
})

test('a field says what its bytes say', () => {
  const [message] = messages.slice(3)
  const { fields = [] } = readRecordBytes(files, log, message?.physicalOffset ?? 0, 65_536) ?? {}
  const valueOf = (wanted: string): string | null | undefined => fields.find(({ name }) => name === wanted)?.value
  expect(valueOf('physicalOffset')).toBe(String(message?.physicalOffset))
  expect(valueOf('queueOffset')).toBe(String(message?.queueOffset))
  expect(valueOf('topic')).toBe(message?.topic)
  expect(valueOf('magicCode')).toMatch(/^0xdaa320a[7b]$/)
})

test('a record longer than the bytes asked for still has all its fields', () => {
  const { fields = [], hex } = readRecordBytes(files, log, messages[0]?.physicalOffset ?? 0, 112) ?? {}
  expect(hex).toHaveLength(224)
  expect(fields.at(-1)?.name).toBe('properties')
})

test('where no record begins there are bytes without fields, and beyond the log nothing', () => {
  expect(readRecordBytes(files, log, (messages[0]?.physicalOffset ?? 0) + 1, 64)).toMatchObject({ fields: [] })
  expect(readRecordBytes(files, log, 2 ** 40, 64)).toBeUndefined()
})
