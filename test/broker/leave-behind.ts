import { expect, type TestContext } from 'vitest'
import { realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { startBrokerOn } from './broker'
import { type BrokerVersion, isFullMatrix, versionOf } from './broker-matrix'
import { expectEffects, expectForetold } from './foretold'
import { type Picture, storeInspector } from './store-inspector'

export type CutKind = 'dangling' | 'keep-from' | 'free' | 'before'
export type Ending = 'set aside' | 'purged' | 'undone'

/** One store, cut in one way, and the broker that starts on what is left. */
export interface Scenario {
  readonly store: string
  readonly cut: CutKind
  readonly ending: Ending
  /** Another broker than the one that wrote the store: an upgrade. */
  readonly broker?: BrokerVersion
  /** A broker runs and stops before the cleanup, as `abort` demands. */
  readonly startedBefore?: true
  readonly settings?: Readonly<Record<string, string>>
}

export const titleOf = ({ store, cut, ending, broker, startedBefore, settings = {} }: Scenario): string =>
  [store, ...(startedBefore ? ['started and stopped once'] : []), `--${cut}`, ending, ...(broker === undefined ? [] : [`a broker ${broker}`]), ...Object.values(settings).map(value => value.slice(value.lastIndexOf('.') + 1))].join(', ')

/** The chosen ones; with the full matrix all others too. */
export const scenariosOf = (chosen: readonly Scenario[], others: readonly Scenario[]): readonly Scenario[] => [
  ...new Map([...chosen, ...(isFullMatrix ? others : [])].map(scenario => [titleOf(scenario), scenario])).values(),
]

/** Cuts a copy of the store through the command line, starts the broker on it and compares. */
export async function leaveBehind(scenario: Scenario, context: TestContext): Promise<void> {
  const original = realStores.find(({ name }) => name === scenario.store)
  if (original === undefined) return context.skip(`skipped: there is no store ${scenario.store}`)
  const directory = copyOfStore(original.directory)
  const version = scenario.broker ?? versionOf(directory)
  if (scenario.startedBefore) expect(await startBrokerOn(directory, versionOf(directory))).toMatchObject({ stoppedCleanly: true })

  const inspector = storeInspector(directory, scenario.broker)
  const before = inspector.inspect()
  const plan = inspector.plan(argumentsOf(scenario.cut, before))
  // The full matrix tries every combination; the chosen ones must do something.
  if (isFullMatrix && (plan.blockers.length > 0 || plan.steps.length === 0)) return context.skip(`nothing to start a broker on: ${plan.blockers.map(({ code }) => code).join(', ') || 'no steps'}`)
  expect(plan.blockers).toEqual([])
  expect(plan.steps.length).toBeGreaterThan(0)
  expect(inspector.apply(...(scenario.ending === 'purged' ? ['--purge' as const] : []))).toMatchObject({ document: { stepsDone: plan.steps.length } })

  if (scenario.ending === 'undone') expect(inspector.undo()).toMatchObject({ exitCode: 0, document: { state: 'undone' } })
  const after = scenario.ending === 'undone' ? before : inspector.inspect()
  if (scenario.ending !== 'undone') expectEffects(plan, after)
  const view = await startBrokerOn(directory, version, { read: true, append: true, ...(scenario.settings && { settings: scenario.settings }) })
  expectForetold(view, after)
}

function argumentsOf(cut: CutKind, { local }: Picture): string[] {
  const segments = local?.commitLog.segments ?? []
  switch (cut) {
    case 'dangling':
      return ['--dangling']
    case 'keep-from':
      return ['--keep-from', String((segments[Math.floor(segments.length / 2)]?.baseOffset ?? 0) + 100)]
    case 'free':
      return ['--free', '200k']
    case 'before':
      return ['--before', String((segments[2]?.firstStoreTimestamp ?? 0) + 1)]
  }
}
