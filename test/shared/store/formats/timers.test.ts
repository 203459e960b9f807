import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildTimers } from '../../../../shared/store/builders/build-timers'
import { decodeTimerCheckpoint } from '../../../../shared/store/formats/timer-checkpoint'
import { decodeTimerUnit, TIMER_UNIT_BYTES } from '../../../../shared/store/formats/timer-log-unit'
import { decodeWheelSlot, WHEEL_SLOT_BYTES } from '../../../../shared/store/formats/timer-wheel-slot'

/** Written by RocketMQ's own classes: `test/broker/formats/WriteFormats.java` says how. */
const written = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '../../../fixtures/formats/timer', name))
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
const logs = ['timerlog/00000000000000000000', 'timerlog/00000000000000000512'] as const
const WRITTEN_AT = 1_795_399_221_000
const timers = Array.from({ length: 12 }, (_, index) => ({
  delay: 5000 + (index % 3) * 2000 + index, physicalOffset: 5_000_000_000 + index * 300, sizeBytes: 300, flags: index === 4 ? 3 : index === 5 ? 5 : 1, topicHash: -1_008_770_331,
}))

describe('timers that RocketMQ wrote', () => {
  test('are read from the log unit by unit, up to the blank that closes a file and the zeros behind the last one', () => {
    const units = logs.flatMap(name => Array.from({ length: 10 }, (_, at) => decodeTimerUnit(viewOf(written(name)), at * TIMER_UNIT_BYTES)))
    const read = units.filter(unit => unit.kind === 'timer')
    expect(units.map(({ kind }) => kind)).toEqual([...Array<string>(9).fill('timer'), 'blank', ...Array<string>(3).fill('timer'), ...Array<string>(7).fill('unwritten')])
    expect(read.map(({ dueTime, physicalOffset, sizeBytes, deletes }) => ({ dueTime, physicalOffset, sizeBytes, deletes }))).toEqual(
      timers.map(({ delay, physicalOffset, sizeBytes, flags }) => ({ dueTime: WRITTEN_AT + delay, physicalOffset, sizeBytes, deletes: flags === 5 })),
    )
    expect(read.map(({ previous }) => previous)).toEqual([-1, -1, -1, 0, 52, 104, 156, 208, 260, 312, 364, 416])
  })

  test('are found from the slots of the wheel', () => {
    const wheel = viewOf(written('timerwheel'))
    const slots = Array.from({ length: 32 }, (_, index) => ({ index, ...decodeWheelSlot(wheel, index * WHEEL_SLOT_BYTES) })).filter(({ tick }) => tick !== 0)
    expect(slots).toEqual([5, 7, 9].map((seconds, at) => ({ index: (1_795_399_221 + seconds) % 32, tick: 1_795_399_221 + seconds, lastUnit: 512 + at * 52 })))
  })

  test('have a checkpoint', () => expect(decodeTimerCheckpoint(viewOf(written('timercheck')))).toEqual({ readTime: WRITTEN_AT + 6000, flushedEnd: 668, queueOffset: 12 }))

  test('are built alike to the byte, save for the version in the checkpoint', () => {
    const built = buildTimers({ timers, writeTime: WRITTEN_AT, readTime: WRITTEN_AT + 6000, logFileBytes: 512, slots: 32 })
    for (const name of [...logs, 'timerwheel']) expect(built.find(({ path }) => path === `store/${name}`)?.bytes).toEqual(new Uint8Array(written(name)))
    expect(built.at(-1)?.bytes.subarray(0, 24)).toEqual(new Uint8Array(written('timercheck').subarray(0, 24)))
  })
})

test.each([
  ['no unit begins', 0, 51],
  ['the flags are none', 15, 0x10],
  ['the unit before it lies below zero', 4, 0x80],
  ['the message has no size', 36, 0x80],
])('%s where a byte is another', (_, at, byte) => {
  const bytes = new Uint8Array(written(logs[0]))
  bytes[at] = byte
  expect(decodeTimerUnit(viewOf(bytes), 0)).toEqual({ kind: 'invalid' })
})

test('a file ends where no unit has room', () => expect(decodeTimerUnit(new DataView(new ArrayBuffer(51)), 0)).toEqual({ kind: 'unwritten' }))
