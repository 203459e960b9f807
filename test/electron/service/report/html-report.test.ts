import { beforeAll, describe, expect, test } from 'vitest'
import { join } from 'node:path'
import { createClient, type Client } from '../../../../shared/contract/client'
import type { CheckDocument, ForecastDocument, InspectDocument } from '../../../../shared/contract/documents'
import { createService } from '../../../../electron/service/create-service'
import { htmlReport } from '../../../../electron/service/report/html-report'
import { writeSampleStore } from '../../../../electron/service/sample-store'
import { sharedTemporaryDirectory } from '../../../helpers/shared-temporary-directory'

let client: Client
let storeId: string
let documents: { readonly inspect: InspectDocument; readonly check: CheckDocument; readonly forecast: ForecastDocument }

beforeAll(async () => {
  const home = sharedTemporaryDirectory()
  writeSampleStore(join(home, 'sample'))
  const service = createService({ io: undefined, door: 'cli', worker: false, stateDirectory: home })
  client = createClient(service.bridge)
  storeId = (await client.call('openDirectory', { path: join(home, 'sample/store') })).storeId
  documents = {
    inspect: await client.call('inspectDocument', { storeId }),
    check: await client.call('checkDocument', { storeId, lang: 'en' }),
    forecast: await client.call('forecastDocument', { storeId, lang: 'en' }),
  }
})

const reported = (change: Partial<Parameters<typeof htmlReport>[0]> = {}): string =>
  htmlReport({ ...documents, lang: 'en', timeZone: 'UTC', redact: false, madeAt: 1_757_000_000_000, tool: 'store-inspector 0', ...change })

describe('the report of the sample store', () => {
  test('holds every finding, segment, queue and group', () => {
    const html = reported()
    const { inspect, check } = documents
    for (const { code } of check.findings) expect(html).toContain(`<code>${code}</code>`)
    expect(html.match(/<article /g)).toHaveLength(check.findings.length)
    for (const { path } of inspect.local!.commitLog.segments) expect(html).toContain(path)
    for (const { topic } of [...inspect.local!.queues, ...inspect.tiered!.queues]) expect(html).toContain(`<td>${topic}</td>`)
    for (const { group } of inspect.groups) expect(html).toContain(`<td>${group}</td>`)
  })

  test('says of each finding which repair mends it, or why none does', () => {
    const [some] = documents.check.findings
    const html = reported({
      check: {
        ...documents.check,
        findings: [
          { ...some!, severity: 'error', mendedBy: { kind: 'repair', code: 'tiered-hole', place: 'orders/0' } },
          { ...some!, severity: 'error', mendedBy: undefined, notMended: { reason: 'not-rebuilt', message: 'no <repair>' } },
        ],
      },
    })
    expect(html).toContain('<code>plan DIR --repair tiered-hole=orders/0</code>')
    expect(html).toContain('no &#60;repair&#62;')
  })

  test('is made by the service in each language, and needs nothing from elsewhere', async () => {
    const { html } = await client.call('storeReport', { storeId, lang: 'zh', redact: false, timeZone: 'UTC' })
    expect(html).toContain('存储报告')
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'")
    expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(/)
  })

  test('redacted names no topic, group, broker or root, and shows no bytes', () => {
    const html = reported({ redact: true })
    const { store, local, tiered, groups } = documents.inspect
    const secrets = [store.root, tiered!.root, ...[...local!.queues, ...tiered!.queues].map(({ topic }) => topic), ...groups.map(({ group }) => group)]
    const common = new Set(['TBW102', 'SCHEDULE_TOPIC_XXXX', 'RMQ_SYS_TRANS_HALF_TOPIC', 'RMQ_SYS_TRANS_OP_HALF_TOPIC', 'rmq_sys_wheel_timer'])
    const told = new Set(secrets.filter(secret => !common.has(secret) && new RegExp(`(?<![A-Za-z0-9])${secret.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9])`).test(html)))
    expect([...told]).toEqual([])
    for (const { evidence } of documents.check.findings) if (evidence && evidence.hex.length > 8) expect(html).not.toContain(evidence.hex)
    expect(html).toContain('topic-')
    expect(html.match(/<tr>/g)).toHaveLength(reported().match(/<tr>/g)!.length)
  })
})

test('no text out of a store becomes markup, nor a control character', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&\u001b[2J\u202e'
  const [queue] = documents.inspect.local!.queues
  const html = reported({ inspect: { ...documents.inspect, local: { ...documents.inspect.local!, queues: [{ ...queue!, topic: evil }] } } })
  expect(html).not.toContain('<img')
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#38;\\u001b[2J\\u202e')
})

test('a store of very many queues says what it leaves out', () => {
  const [queue] = documents.inspect.local!.queues
  const queues = Array.from({ length: 1200 }, (_, queueId) => ({ ...queue!, queueId }))
  const html = reported({ inspect: { ...documents.inspect, local: { ...documents.inspect.local!, queues } } })
  expect(html).toContain('200 more rows are not shown.')
})
