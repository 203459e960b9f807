import { test } from 'vitest'
import { describeRealStores, realStores } from '../helpers/real-stores'
import { describeBroker } from './java-and-maven'
import { leaveBehind, type Scenario, scenariosOf, titleOf } from './leave-behind'

/** All reads go to the tiered files, so that the local log does not hide what they lack. */
const forced = { settings: { tieredStorageLevel: 'FORCE' } }

const chosen: readonly Scenario[] = [
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'set aside' },
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'purged', ...forced },
  { store: 'tiered-5.4.0-expired', cut: 'dangling', ending: 'set aside', ...forced },
  { store: 'tiered-5.4.0-expired', cut: 'dangling', ending: 'undone' },
  { store: 'tiered-5.4.0-clean', cut: 'before', ending: 'set aside' },
  { store: 'tiered-5.4.0-clean', cut: 'free', ending: 'set aside', ...forced },
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'set aside', broker: '5.1.4', settings: { tieredBackendServiceProvider: 'org.apache.rocketmq.tieredstore.provider.posix.PosixFileSegment' } },
]

const cuts = ['dangling', 'keep-from', 'free', 'before'] as const
const endings = ['set aside', 'undone'] as const
const others: readonly Scenario[] = realStores
  .filter(({ kind }) => kind === 'tiered')
  .flatMap(({ name }) => cuts.flatMap(cut => endings.flatMap(ending => [{ store: name, cut, ending }, { store: name, cut, ending, ...forced }])))

describeBroker('a broker started on a tiered store that was cut', () => {
  describeRealStores('has, serves and continues what was foretold', () => {
    for (const scenario of scenariosOf(chosen, others)) test(titleOf(scenario), context => leaveBehind(scenario, context))
  })
})
