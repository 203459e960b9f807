import { test } from 'vitest'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { describeBroker } from './java-and-maven'
import { leaveBehind, type Scenario, scenariosOf, titleOf } from './leave-behind'

const chosen: readonly Scenario[] = [
  { store: 'local-4.9.7-clean', cut: 'keep-from', ending: 'set aside' },
  { store: 'local-4.9.7-clean', cut: 'free', ending: 'set aside', broker: '5.1.4' },
  { store: 'local-5.3.3-head-removed', cut: 'dangling', ending: 'set aside' },
  { store: 'local-5.3.3-head-removed', cut: 'dangling', ending: 'undone' },
  { store: 'local-5.4.0-clean', cut: 'before', ending: 'purged' },
  { store: 'local-5.4.0-retention', cut: 'keep-from', ending: 'undone' },
  { store: 'local-5.4.0-batch-lmq', cut: 'keep-from', ending: 'set aside' },
  { store: 'local-5.4.0-killed', cut: 'keep-from', ending: 'set aside', startedBefore: true },
]

const cuts = ['dangling', 'keep-from', 'free', 'before'] as const
const endings = ['set aside', 'undone'] as const
const others: readonly Scenario[] = realStores
  .filter(({ kind }) => kind === 'local')
  .flatMap(({ name }) => cuts.flatMap(cut => endings.map(ending => ({ store: name, cut, ending }))))

describeBroker('a broker started on a local store that was cut', () => {
  describeRealStores('has, serves and continues what was foretold', () => {
    for (const scenario of scenariosOf(chosen, others)) test(titleOf(scenario), context => leaveBehind(scenario, context))
  })
})
