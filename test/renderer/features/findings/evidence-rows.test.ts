import { expect, test } from 'vitest'
import { evidenceRows } from '../../../../renderer/features/findings/evidence-rows'

test('a unit is split into its three fields and says where it points', () => {
  const [row] = evidenceRows({ at: 40, hex: '0000000a4540aa00000004140000000027a80770' }, true)
  expect(row).toMatchObject({ at: 40, physicalOffset: 44_111_538_688, sizeBytes: 1044 })
  expect(row?.fields.map(field => field.bytes.length)).toEqual([8, 4, 8])
})

test('a unit cut short is shown as bytes, without a guess at what it says', () => {
  const rows = evidenceRows({ at: 0, hex: '00'.repeat(25) }, true)
  expect(rows.map(row => row.physicalOffset)).toEqual([0, null])
})

test('an offset beyond exact numbers is not rounded into one', () => {
  const [row] = evidenceRows({ at: 0, hex: `7fffffffffffffff${'00'.repeat(12)}` }, true)
  expect(row?.physicalOffset).toBeNull()
})

test('other bytes come sixteen a row', () => {
  expect(evidenceRows({ at: 730, hex: 'ab'.repeat(20) }, false).map(row => row.at)).toEqual([730, 746])
})
