import { describe, expect, test } from 'vitest'
import { buildStore } from '../../../../shared/store/builders/build-store'
import { addFile, removeFile, segmentsOf, type Fault } from '../../../../shared/store/builders/faults'
import { checkStore } from '../../../../shared/store/checks/check-store'
import { snapshotOf } from '../../../helpers/built-store'

const spec = { topics: [{ topic: 'orders', queues: 1, messages: 60 }], segmentBytes: 4096 }
const epochs = (text: string, backup?: string): Fault => files =>
  addFile('store/epochFileCheckpoint', text)(backup === undefined ? files : addFile('store/epochFileCheckpoint.bak', backup)(files))
const told = (...faults: readonly Fault[]): string[] =>
  checkStore(snapshotOf(spec, ...faults))
    .filter(({ code }) => code === 'epoch-file-invalid' || code === 'not-read')
    .map(({ severity, subject, facts }) => `${severity} ${subject.path} ${Object.values(facts).join()}`)

describe('the epochs of a broker under a controller', () => {
  test('that lie behind each other and in the log have nothing to tell', () => expect(told(epochs('2\n0\n1-0\n3-4096\n'))).toEqual([]))

  test('may begin below the log, and before one another in a log that lost its head', () => {
    const [head] = segmentsOf(buildStore(spec))
    expect(told(epochs('2\n0\n1-0\n3-100\n'), removeFile(head?.path ?? ''))).toEqual([])
  })

  test.each([
    ['an epoch that is not later', '3\n0\n1-0\n3-100\n3-200\n', 'error epochFileCheckpoint order,absent,3,200'],
    ['a start that is not later', '3\n0\n1-0\n3-100\n4-100\n', 'error epochFileCheckpoint order,absent,4,100'],
    ['a start past the log', '2\n0\n1-0\n3-900000\n', 'warning epochFileCheckpoint ahead,absent,3,900000'],
    ['another checksum', '1\n7\n1-0\n', 'error epochFileCheckpoint checksum,absent,,'],
    ['no number', 'x', 'error epochFileCheckpoint number,absent,,'],
  ])('with %s are told', (_, text, line) => expect(told(epochs(text))).toEqual([line]))

  test.each([
    ['whole', '1\n0\n1-0\n', 'ok'],
    ['broken too', '2\n0\n1-0\n', 'unreadable'],
  ])('say whether the backup is %s', (_, backup, state) => expect(told(epochs('2\n0\n1-0\n', backup))).toEqual([`error epochFileCheckpoint count,${state},,`]))
})
