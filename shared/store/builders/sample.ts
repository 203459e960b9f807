import { buildStore } from './build-store'
import type { BuiltFile } from './built-file'
import * as faults from './faults'
import type { MessageFacts, StoreSpec } from './store-spec'

const MIB = 1024 * 1024

/** Three days of a small web shop. */
const shop: StoreSpec = {
  brokerName: 'broker-a',
  clusterName: 'DefaultCluster',
  release: '5.3',
  segmentBytes: MIB,
  queueFileBytes: 6000,
  index: { slots: 2000, entries: 8000 },
  startTime: Date.UTC(2026, 2, 2),
  endTime: Date.UTC(2026, 2, 5),
  seed: 20_260_302,
  topics: [
    { topic: 'orders', queues: 8, messages: 9600, bodyBytes: [500, 1300], tags: ['created', 'paid', 'cancelled'], body: order },
    { topic: 'payments', queues: 4, messages: 4800, bodyBytes: [400, 900], tags: ['alipay', 'wechat', 'card'], body: event },
    { topic: 'inventory-changes', queues: 4, messages: 3600, bodyBytes: [300, 700], tags: ['reserve', 'release'], body: event },
    { topic: 'shipment-tracking', queues: 4, messages: 4000, bodyBytes: [400, 1100], tags: ['packed', 'sent', 'delivered'], body: event },
    { topic: 'user-logins', queues: 2, messages: 2400, bodyBytes: [200, 400], tags: ['app', 'web'], body: event },
    { topic: 'app-logs', queues: 4, messages: 6000, bodyBytes: [700, 2400], tags: ['info', 'warn', 'error'], body: event },
    { topic: 'price-ticks', queues: 1, messages: 3000, bodyBytes: [150, 300], body: event },
    { topic: 'spring-festival-sale', queues: 2, messages: 1000, during: [0.01, 0.12], bodyBytes: [500, 900], tags: ['created'], body: order },
    { topic: '%RETRY%GID_payment_gateway', queues: 1, messages: 40, bodyBytes: [400, 900], tags: ['card'], body: event },
    { topic: 'order-timeouts', queues: 4, messages: 60, during: [0.975, 1], delayLevel: 18, bodyBytes: [200, 300], body: event },
  ],
  groups: [
    { group: 'GID_order_service', topic: 'orders', consumed: 1 },
    { group: 'GID_order_audit', topic: 'orders', consumed: 0.45 },
    { group: 'GID_data_warehouse', topic: 'orders', consumed: 0.03 },
    { group: 'GID_payment_gateway', topic: 'payments', consumed: 1 },
    { group: 'GID_risk_control', topic: 'payments', consumed: 0.8 },
    { group: 'GID_stock', topic: 'inventory-changes', consumed: 1 },
    { group: 'GID_stock_restored', topic: 'inventory-changes', consumed: 1.1 },
    { group: 'GID_courier', topic: 'shipment-tracking', consumed: 0.97 },
    { group: 'GID_log_archive', topic: 'app-logs', consumed: 0.1 },
    { group: 'GID_quotes', topic: 'price-ticks', consumed: 0.99 },
    { group: 'GID_festival_report', topic: 'spring-festival-sale', consumed: 1 },
  ],
  tiered: {
    commitLogBytes: MIB / 4,
    consumeQueueBytes: 6000,
    topics: [{ topic: 'orders', uploaded: 0.95 }, { topic: 'payments' }],
  },
}

/**
 * The store the product shows to someone who has none: about 40 MB, the same bytes everywhere. Someone freed disk space by
 * hand, so that there is something to find:
 *
 *   the eight oldest segments are gone, the queues kept   app-logs and price-ticks serve units that point nowhere, the other
 *                                                         queues hide theirs, spring-festival-sale is dead
 *   two tiered queues lost their first commitlog files    the rows are still there: ghosts
 *   one tiered queue expired as a broker expires it       hidden units, nothing wrong
 *   one file was left behind by an old cleaning           a stray
 *   one group came back from a backup                     it stands beyond the end of its queues
 */
export const buildSample = (): BuiltFile[] =>
  buildStore(
    shop,
    faults.removeHeadSegments(8),
    faults.loseTieredFiles({ topic: 'orders', queueId: 3 }, 'COMMIT_LOG', 0, 2),
    faults.loseTieredFiles({ topic: 'payments', queueId: 1 }, 'COMMIT_LOG', 0, 1),
    faults.removeTieredFiles({ topic: 'orders', queueId: 5 }, 'COMMIT_LOG', 0, 1),
    faults.addTieredStray({ topic: 'payments', queueId: 2 }, 'COMMIT_LOG', 16 * MIB, new Uint8Array(64 * 1024).fill(0x2e)),
  )

const utf8 = new TextEncoder()
const cities = ['杭州', '上海', '深圳', '成都', 'Berlin', 'Singapore', 'São Paulo']
const goods = ['keyboard', 'tea set', '茶具', 'desk lamp', '保温杯', 'rucksack', 'notebook', '耳机']

const steps = ['Gateway.accept', 'Session.find', 'Stock.reserve', 'Price.quote', 'Ledger.book', 'Courier.plan', '风控.检查']

const pick = <V>(from: readonly V[], random: () => number): V => from[Math.floor(random() * from.length)] as V

/** An order with as many items as are needed for its size. */
function order({ topic, number, tag, storeTimestamp, sizeBytes, random }: MessageFacts): Uint8Array {
  const head = JSON.stringify({ id: `${topic}-${number}`, state: tag, at: new Date(storeTimestamp).toISOString(), city: pick(cities, random) })
  return filled(head, 'items', sizeBytes, () =>
    JSON.stringify({ sku: `SKU-${10_000 + Math.floor(random() * 90_000)}`, name: pick(goods, random), count: 1 + Math.floor(random() * 4), cents: 100 * Math.ceil(random() * 400) }),
  )
}

/** An event with as many lines of a trace as are needed for its size. */
function event({ topic, number, tag, storeTimestamp, sizeBytes, random }: MessageFacts): Uint8Array {
  const head = JSON.stringify({ event: `${topic}.${tag || 'tick'}`, number, at: new Date(storeTimestamp).toISOString(), city: pick(cities, random) })
  return filled(head, 'trace', sizeBytes, () => `"shop.${pick(steps, random)}:${Math.floor(random() * 1000)} took ${Math.ceil(random() * 90)} ms"`)
}

/** Adds a list to a JSON object, long enough that the whole has about `sizeBytes`. */
function filled(head: string, name: string, sizeBytes: number, item: () => string): Uint8Array {
  let text = `${head.slice(0, -1)},"${name}":[${item()}`
  while (text.length < sizeBytes) text += `,${item()}`
  return utf8.encode(`${text}]}`)
}
