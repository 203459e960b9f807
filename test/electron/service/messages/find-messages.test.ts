import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createService, type Service } from '../../../../electron/service/create-service'
import { createClient, type Client } from '../../../../shared/contract/client'
import type { InputOf } from '../../../../shared/contract/contract'
import type { FoundMessage } from '../../../../shared/contract/found-messages'
import { describeRealStores, realStores } from '../../../helpers/real-stores'
import { fingerprintOf } from '../../../helpers/untouched'

let home: string
let service: Service
let client: Client

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'store-inspector-find-'))
  service = createService({ door: 'test', worker: false, stateDirectory: home })
  client = createClient(service.bridge)
})
afterEach(async () => {
  await service.close()
  rmSync(home, { recursive: true, force: true })
})

async function findAll(storeId: string, query: InputOf<'findMessages'>['query'], bodyLimit?: number): Promise<FoundMessage[]> {
  const found: FoundMessage[] = []
  for (let from: InputOf<'findMessages'>['from']; ; ) {
    const { rows, next } = await client.call('findMessages', { storeId, lang: 'en', query, hits: 100, ...(from && { from }), ...(bodyLimit !== undefined && { bodyLimit }) })
    found.push(...rows)
    if (next === null) return found
    from = next
  }
}

describeRealStores('the messages of a real store', () => {
  for (const { name, directory, kind } of realStores.filter(store => !store.name.includes('rocksdb')))
    test(`of ${name} are found by their keys and ids, through the index as without it`, { timeout: 120_000 }, async () => {
      const before = fingerprintOf(directory)
      const { storeId } = await service.openPath(join(directory, 'store'))
      const all = await findAll(storeId, { side: 'local' })
      expect(all.length).toBeGreaterThan(100)
      for (const message of all.filter((_, number) => number % Math.ceil(all.length / 12) === 0)) {
        const { topic, uniqueKey, offsetMessageId, keys, physicalOffset } = message
        if (uniqueKey !== null) {
          const byId = await findAll(storeId, { side: 'local', id: uniqueKey })
          expect(byId).toContainEqual(message)
          expect(byId).toEqual(all.filter(each => each.uniqueKey === uniqueKey))
        }
        for (const key of keys.slice(0, 1)) expect(await findAll(storeId, { side: 'local', topic, key })).toEqual(await findAll(storeId, { side: 'local', topic, key, scan: true }))
        expect(await findAll(storeId, { side: 'local', id: offsetMessageId ?? '' })).toEqual([message])
        expect(await findAll(storeId, { side: 'local', offset: physicalOffset + 50 })).toEqual([message])
        expect(await client.call('message', { storeId, lang: 'en', place: { kind: 'id', side: 'local', id: offsetMessageId ?? '' } })).toMatchObject({ physicalOffset })
      }
      if (kind === 'tiered') expect((await findAll(storeId, { side: 'tiered' }, 100)).every(({ body }) => body !== null)).toBe(true)
      expect(fingerprintOf(directory)).toEqual(before)
    })
})

test('an expression that is none, and an id that no message has, are told as such', async () => {
  const { storeId } = await client.call('openSample', {})
  const find = (query: Partial<InputOf<'findMessages'>['query']>): Promise<unknown> => client.call('findMessages', { storeId, lang: 'en', query: { side: 'local', ...query }, hits: 1 })
  await expect(find({ pattern: '(' })).rejects.toMatchObject({ error: { kind: 'usage' } })
  expect(await find({ id: 'none' })).toMatchObject({ rows: [], next: null })
  await expect(client.call('message', { storeId, lang: 'en', place: { kind: 'id', side: 'local', id: 'none' } })).rejects.toMatchObject({ error: { kind: 'refusal', code: 'no-such-message' } })
})
