import { afterAll, describe, expect, test } from 'vitest'
import { buildStore } from '../../shared/store/builders/build-store'
import type { BuiltFile } from '../../shared/store/builders/built-file'
import { checkStore } from '../../shared/store/checks/check-store'
import type { Finding } from '../../shared/store/checks/finding'
import { recognise } from '../../shared/store/snapshot/recognise'
import { takeSnapshot } from '../../shared/store/snapshot/take-snapshot'
import { BUILT_HOME, inMemory } from '../helpers/built-store'
import { deepCheckOf } from '../helpers/deep-check'
import { drawWith, randomSpec } from './random-spec'
import { seededFaults } from './seeded-faults'

/** `SEEDS=2000` draws more stores; `SEED=17` one. */
const seeds = process.env['SEED'] === undefined ? Array.from({ length: Number(process.env['SEEDS'] ?? 40) }, (_, at) => at + 1) : [Number(process.env['SEED'])]

function findingsOf(files: readonly BuiltFile[], depth: 'quick' | 'deep'): readonly Finding[] {
  const memory = inMemory(files)
  const snapshot = takeSnapshot(memory, recognise(memory, `${BUILT_HOME}/store`))
  return depth === 'quick' ? checkStore(snapshot) : deepCheckOf(memory, snapshot)
}

const brief = ({ code, subject, range, count, facts }: Finding): string => `${code} ${JSON.stringify(subject)} [${range?.start}, ${range?.end}) ${count} ${JSON.stringify(facts)}`

let cases = 0
afterAll(() => console.info(`seeded faults: ${cases} cases in ${seeds.length} stores`))

describe.each(seeds)('the store drawn with seed %i', seed => {
  const healthy = buildStore(randomSpec(drawWith(seed), seed))

  test('is told to be healthy, at a look and deeply', () => {
    for (const depth of ['quick', 'deep'] as const) expect(findingsOf(healthy, depth).filter(({ severity }) => severity === 'error').map(brief)).toEqual([])
  })

  test('tells each damage with its code and place', () => {
    const missed: string[] = []
    for (const [at, [name, generate]] of Object.entries(seededFaults).entries()) {
      const seeded = generate(healthy, drawWith(seed * 1000 + at))
      if (seeded === undefined) continue
      cases += 1
      const found = findingsOf(seeded.faults.reduce<readonly BuiltFile[]>((files, fault) => fault(files), healthy), seeded.depth)
      if (!found.some(finding => finding.code === seeded.code && seeded.isIt(finding))) missed.push(`${name}: no ${seeded.code} at its place in\n  ${found.filter(({ severity }) => severity !== 'info').map(brief).join('\n  ')}`)
    }
    expect(missed).toEqual([])
  })
})
