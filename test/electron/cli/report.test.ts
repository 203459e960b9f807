import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../helpers/temporary-directory'
import { runWith, type Ran } from './fake-shell'

const inspect = { schema: 'inspect/1', store: { root: '/store' }, groups: [] } as never
const reportTo = (argv: readonly string[]): Promise<Ran> => runWith(['report', '/store', ...argv], { inspectDocument: inspect, storeReport: { html: '<!doctype html>' } })

test('goes to a new file that only its owner can read', async () => {
  const path = join(temporaryDirectory(), 'report.html')
  const { code, out, calls } = await reportTo(['--to', path, '--redact', '--lang', 'zh'])
  expect([code, out, readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual([0, `${path}\n`, '<!doctype html>', 0o600])
  expect(calls[1]).toEqual(['storeReport', { storeId: 's1', lang: 'zh', redact: true }])
})

test('never goes over a file, nor into a store', async () => {
  const directory = temporaryDirectory()
  const path = join(directory, 'report.html')
  writeFileSync(path, 'mine')
  expect((await reportTo(['--to', path])).code).toBe(2)
  expect(readFileSync(path, 'utf8')).toBe('mine')
  const inside = await runWith(['report', directory, '--to', join(directory, 'other.html')], { inspectDocument: { ...(inspect as object), store: { root: directory } } as never, storeReport: { html: '' } })
  expect([inside.code, inside.err]).toEqual([64, expect.stringContaining('lies in the store')])
})
