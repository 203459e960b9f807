import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildStore } from '../../shared/store/builders/build-store'
import { parseConfigJson } from '../../shared/store/formats/config-json'
import { Campaign, randomOf, savedCases } from './campaign'
import { decoderTargets } from './decoder-targets'
import { tiny } from './store-bases'

const seed = 20_261_123
const campaign = new Campaign([{ name: 'tiny', share: 1, files: buildStore(tiny) }])

test('20,000 bent inputs of decoders break no promise', () => {
  for (let number = 0; number < 20_000; number += 1) campaign.run(campaign.decoderCase(randomOf(seed, number)))
})

test('100 bent stores break no promise', () => {
  for (let number = 0; number < 100; number += 1) {
    const given = campaign.storeCase(randomOf(seed, number))
    expect(() => campaign.run(given), JSON.stringify(given)).not.toThrow()
  }
}, 300_000)

test('100 bent stores are cleaned up, and put back whole', () => {
  for (let number = 0; number < 100; number += 1) {
    const given = campaign.cleanupCase(randomOf(seed, number))
    expect(() => campaign.run(given), JSON.stringify(given)).not.toThrow()
  }
}, 300_000)

test('a case is said by its seed and its number', () => {
  expect(campaign.storeCase(randomOf(7, 11))).toEqual(campaign.storeCase(randomOf(7, 11)))
  expect(campaign.storeCase(randomOf(7, 11))).not.toEqual(campaign.storeCase(randomOf(7, 12)))
})

test.each(decoderTargets)('$name takes any bytes', ({ run }) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), bytes => run(bytes)), { seed, numRuns: 500 })
})

test('any JSON that JavaScript writes is read', () => {
  fc.assert(fc.property(fc.json(), text => parseConfigJson(text).ok || /\d{19}/.test(text)), { seed, numRuns: 500 })
})

test('what once broke a promise does so no more', () => {
  const all = new Campaign()
  for (const saved of savedCases()) expect(() => all.run(saved.case), saved.name).not.toThrow()
})
