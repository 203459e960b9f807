import { expect, type TestContext } from 'vitest'
import { repairCodes, type RepairCode } from '../../shared/store/cleanup/repair-code'
import { realStores } from '../helpers/real-stores'
import { copyOfStore } from '../helpers/store-copy'
import { startBrokerOn } from './broker'
import { type BrokerVersion, isFullMatrix, versionOf } from './broker-matrix'
import { killApplyIn, type Stage } from './cut-off'
import { removeHeadOfLog } from './folklore'
import { type Harm, harms } from './harms'
import { expectEffects, expectForetold } from './foretold'
import { requireBroker } from './java-and-maven'
import { type Picture, storeInspector } from './store-inspector'

export type CutKind = 'dangling' | 'keep-from' | 'free' | 'before'
/** What became of the cleanup before the broker starts; `killed in` leaves it as it is, without `recover`. */
export type Ending = 'set aside' | 'purged' | 'undone' | `killed in ${Stage}`

/** One store, cut in one way, and the broker that starts on what is left. */
export interface Scenario {
  readonly store: string
  /** A code is the repair of it. */
  readonly cut: CutKind | RepairCode
  readonly ending: Ending
  /** Another broker than the one that wrote the store: an upgrade. */
  readonly broker?: BrokerVersion
  /** `started`: a broker runs and stops, as `abort` demands. `log head removed`: so that something dangles. Else what a repair mends. */
  readonly before?: 'started' | 'log head removed' | Harm
  readonly settings?: Readonly<Record<string, string>>
}

declare module 'vitest' {
  interface TaskMeta {
    /** Of the broker that was started: for the table of results. */
    broker?: { readonly version: string; readonly queues: number; readonly messages: number; readonly appended: number }
  }
}

export const titleOf = ({ store, cut, ending, broker, before, settings = {} }: Scenario): string =>
  [store, ...(before === undefined ? [] : [before]), `--${cut}`, ending, ...(broker === undefined ? [] : [`a broker ${broker}`]), ...Object.values(settings).map(value => value.slice(value.lastIndexOf('.') + 1))].join(', ')

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
  requireBroker(version, context)
  if (scenario.before === 'started') expect(await startBrokerOn(directory, versionOf(directory))).toMatchObject({ stoppedCleanly: true })
  else if (scenario.before === 'log head removed') removeHeadOfLog(directory)
  else if (scenario.before !== undefined) harms[scenario.before](directory)

  const inspector = storeInspector(directory, version)
  const before = inspector.inspect()
  const cut = argumentsOf(scenario.cut, before)
  const plan = inspector.plan(cut)
  // The full matrix tries every combination; the chosen ones must do something.
  if (isFullMatrix && (plan.blockers.length > 0 || plan.steps.length === 0)) return context.skip(`nothing to start a broker on: ${plan.blockers.map(({ code }) => code).join(', ') || 'no steps'}`)
  expect(plan.blockers).toEqual([])
  expect(plan.steps.length).toBeGreaterThan(0)

  const after = carryOut()
  const view = await startBrokerOn(directory, version, { read: true, append: true, ...(scenario.settings && { settings: scenario.settings }) })
  expectForetold(view, after)
  // A killed repair has not come to its end; what it mends may be there still.
  if (isRepair(scenario.cut) && !scenario.ending.startsWith('killed in ')) expect(inspector.check().findings.filter(({ code }) => code === scenario.cut)).toEqual([])
  context.task.meta.broker = {
    version,
    queues: view.queues.filter(({ maxOffset }) => maxOffset > 0).length,
    messages: view.queues.reduce((sum, { read }) => sum + (read?.found ?? 0), 0),
    appended: view.queues.filter(({ appended }) => appended !== undefined).length * 3,
  }

  function carryOut(): Picture {
    const { ending } = scenario
    if (ending.startsWith('killed in ')) {
      context.skip(!killApplyIn(ending.slice('killed in '.length) as Stage, plan, cut, directory), 'the plan has no such stage')
      return inspector.inspect()
    }
    expect(inspector.apply(...(ending === 'purged' ? ['--purge' as const] : []))).toMatchObject({ document: { stepsDone: plan.steps.length } })
    if (ending === 'undone') {
      expect(inspector.undo()).toMatchObject({ exitCode: 0, document: { state: 'undone' } })
      expect(inspector.inspect().local).toEqual(before.local)
      return before
    }
    const now = inspector.inspect()
    expectEffects(plan, now)
    return now
  }
}

const isRepair = (cut: Scenario['cut']): cut is RepairCode => repairCodes.some(code => code === cut)

function argumentsOf(cut: Scenario['cut'], { local }: Picture): string[] {
  if (isRepair(cut)) return ['--repair', cut]
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
