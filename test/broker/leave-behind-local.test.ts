import { test } from 'vitest'
import { describeRealStores } from '../helpers/real-stores'
import { describeBroker } from './java-and-maven'
import { leaveBehind, type Scenario, scenariosOf, titleOf } from './leave-behind'

const chosen: readonly Scenario[] = [
  { store: 'local-4.9.7-clean', cut: 'keep-from', ending: 'set aside' },
  { store: 'local-4.9.7-clean', cut: 'dangling', ending: 'set aside', before: 'log head removed' },
  { store: 'local-4.9.7-clean', cut: 'keep-from', ending: 'killed in consume-queue' },
  { store: 'local-4.9.7-clean', cut: 'free', ending: 'set aside', broker: '5.1.4' },
  { store: 'local-4.9.7-clean', cut: 'keep-from', ending: 'killed in commitlog', broker: '5.1.4' },
  { store: 'local-5.3.3-head-removed', cut: 'dangling', ending: 'set aside' },
  { store: 'local-5.3.3-head-removed', cut: 'dangling', ending: 'undone' },
  { store: 'local-5.4.0-clean', cut: 'before', ending: 'purged' },
  { store: 'local-5.4.0-clean', cut: 'keep-from', ending: 'killed in index' },
  { store: 'local-5.4.0-retention', cut: 'keep-from', ending: 'undone' },
  { store: 'local-5.4.0-batch-lmq', cut: 'keep-from', ending: 'set aside' },
  { store: 'local-5.4.0-killed', cut: 'keep-from', ending: 'set aside', before: 'started' },
]

/** Stores without damage, and the brokers that start on each. */
const healthy: readonly Pick<Scenario, 'store' | 'broker' | 'before'>[] = [
  { store: 'local-4.9.7-clean' },
  { store: 'local-4.9.7-clean', broker: '5.1.4' },
  { store: 'local-4.9.7-clean', broker: '5.3.3' },
  { store: 'local-4.9.7-clean', broker: '5.4.0' },
  { store: 'local-5.4.0-clean' },
  { store: 'local-5.4.0-clean', broker: '5.3.3' },
  { store: 'local-5.4.0-retention' },
  { store: 'local-5.4.0-batch-lmq' },
  { store: 'local-5.4.0-killed', before: 'started' },
]
/** Stores in which something dangles. */
const dangling: readonly Pick<Scenario, 'store' | 'broker' | 'before'>[] = [
  { store: 'local-4.9.7-clean', before: 'log head removed' },
  { store: 'local-4.9.7-clean', before: 'log head removed', broker: '5.1.4' },
  { store: 'local-5.3.3-head-removed' },
  { store: 'local-5.3.3-head-removed', broker: '5.4.0' },
  { store: 'local-5.4.0-clean', before: 'log head removed' },
]
const stages = ['consume-queue', 'index', 'commitlog'] as const

const others: readonly Scenario[] = [
  ...healthy.flatMap(store => [
    ...(['keep-from', 'free', 'before'] as const).map(cut => ({ ...store, cut, ending: 'set aside' as const })),
    { ...store, cut: 'keep-from' as const, ending: 'undone' as const },
    ...stages.map(stage => ({ ...store, cut: 'keep-from' as const, ending: `killed in ${stage}` as const })),
  ]),
  ...dangling.flatMap(store => (['set aside', 'undone', 'killed in consume-queue', 'killed in index'] as const).map(ending => ({ ...store, cut: 'dangling' as const, ending }))),
]

describeBroker('a broker started on a local store that was cut', () => {
  describeRealStores('has, serves and continues what was foretold', () => {
    for (const scenario of scenariosOf(chosen, others)) test(titleOf(scenario), context => leaveBehind(scenario, context))
  })
})
