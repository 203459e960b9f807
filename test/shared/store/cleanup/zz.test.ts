import { test } from 'vitest'
import { recover } from '../../../../shared/store/cleanup/recover'
import { brokersObjections, environmentOf, ROOT } from '../../../helpers/cleanup-fixture'
import { endsOf, expectSettled, operations, preparedStore } from '../../../helpers/cleanup-operations'
import { Killed } from '../../../helpers/memory-files'
test('mutants', { timeout: 900_000 }, () => {
  const parts = ['tiered','local'] as const
  for (const op of operations) {
    const ends = endsOf(op, parts)
    const syncs: { number: number; path: string }[] = []
    { const { files, receiptId } = preparedStore(op, parts); files.changes = 0
      files.interference = { before: (call, number, path) => { if (call === 'syncDirectory') syncs.push({ number, path }) } }
      op.run(files, environmentOf(files), receiptId, parts) }
    for (const sync of syncs) {
      let caught = ''
      search: for (let at = sync.number; at <= ends.calls + 1; at += 1) {
        for (const fate of [() => () => false, () => () => true, () => { let s = at; return () => { s = (Math.imul(s, 1103515245) + 12345) | 0; return (s & 0x10000) !== 0 } }]) {
          const { files, receiptId } = preparedStore(op, parts); files.changes = 0
          files.interference = { forget: (_c, n) => n === sync.number, after: (_c, n) => { if (n >= at) throw new Killed() } }
          try { op.run(files, environmentOf(files), receiptId, parts) } catch (e) { if (!(e instanceof Killed)) { caught = 'threw ' + e; break search } }
          const up = files.losePower(fate())
          try { const o = brokersObjections(up); if (o.length) throw new Error(o[0]); recover(ROOT, environmentOf(up)); expectSettled(up, ends, ''); expectSettled(up.losePower(() => false), ends, '') } catch (e) { caught = `at ${at}: ${(e as Error).message.slice(0, 90)}`; break search }
        }
      }
      console.log(op.name, sync.number, sync.path, '=>', caught || 'NOT CAUGHT')
    }
  }
})
