import { test } from 'vitest'
import { describeRealStores } from '../helpers/real-stores'
import { describeBroker } from './java-and-maven'
import { leaveBehind, type Scenario, scenariosOf, titleOf } from './leave-behind'

/** All reads go to the tiered files, so that the local log does not hide what they lack. */
const forced = { settings: { tieredStorageLevel: 'FORCE' } }

/** 5.1 has its provider in another package. */
const on514 = { broker: '5.1.4', settings: { tieredBackendServiceProvider: 'org.apache.rocketmq.tieredstore.provider.posix.PosixFileSegment' } } as const

const chosen: readonly Scenario[] = [
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'set aside' },
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'purged', ...forced },
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'set aside', ...on514 },
  { store: 'tiered-5.3.1-log-removed', cut: 'dangling', ending: 'killed in tiered-metadata', broker: '5.3.3', ...forced },
  { store: 'tiered-5.4.0-expired', cut: 'dangling', ending: 'set aside', ...forced },
  { store: 'tiered-5.4.0-expired', cut: 'dangling', ending: 'undone' },
  { store: 'tiered-5.4.0-clean', cut: 'before', ending: 'set aside' },
  { store: 'tiered-5.4.0-clean', cut: 'before', ending: 'killed in tiered-consume-queue' },
  { store: 'tiered-5.4.0-clean', cut: 'before', ending: 'killed in tiered-commitlog' },
  { store: 'tiered-5.4.0-clean', cut: 'free', ending: 'set aside', ...forced },
]

const started: readonly Pick<Scenario, 'store' | 'broker' | 'settings'>[] = [
  { store: 'tiered-5.3.1-log-removed' },
  { store: 'tiered-5.3.1-log-removed', ...on514 },
  { store: 'tiered-5.3.1-log-removed', broker: '5.3.3' },
  { store: 'tiered-5.3.1-log-removed', broker: '5.4.0' },
  { store: 'tiered-5.4.0-clean' },
  { store: 'tiered-5.4.0-expired' },
]
const stages = ['tiered-metadata', 'tiered-consume-queue', 'tiered-commitlog'] as const

const others: readonly Scenario[] = started.flatMap(store => {
  // 5.1.4 does not hand out what it has not uploaded when it is told to read tiered files alone, cut or not.
  const reading = store.broker === '5.1.4' ? store : { ...store, settings: forced.settings }
  return (['dangling', 'before'] as const).flatMap(cut => [
    { ...store, cut, ending: 'set aside' as const },
    { ...reading, cut, ending: 'set aside' as const },
    { ...reading, cut, ending: 'undone' as const },
    // Halfway the local log may reach further down than the tiered one: it must be allowed to serve.
    ...stages.map(stage => ({ ...store, cut, ending: `killed in ${stage}` as const })),
  ])
})

describeBroker('a broker started on a tiered store that was cut', () => {
  describeRealStores('has, serves and continues what was foretold', () => {
    for (const scenario of scenariosOf(chosen, others)) test(titleOf(scenario), context => leaveBehind(scenario, context))
  })
})
