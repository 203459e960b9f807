import { test } from 'vitest'
import { describeRealStores } from '../helpers/real-stores'
import { describeBroker } from './java-and-maven'
import { leaveBehind, type Scenario, scenariosOf, titleOf } from './leave-behind'

const forced = { settings: { tieredStorageLevel: 'FORCE' } }

const chosen: readonly Scenario[] = [
  { store: 'local-5.4.0-clean', before: 'a middle segment is gone', cut: 'commitlog-hole', ending: 'set aside' },
  { store: 'local-4.9.7-clean', before: 'a middle segment is gone', cut: 'commitlog-hole', ending: 'set aside' },
  { store: 'tiered-5.4.0-clean', before: 'every tiered queue ends in half a unit', cut: 'tiered-misaligned', ending: 'set aside', ...forced },
]

const others: readonly Scenario[] = [
  ...(['local-4.9.7-clean', 'local-5.4.0-clean'] as const).flatMap(store => [
    { store, before: 'a middle segment is gone', cut: 'commitlog-hole', ending: 'killed in commitlog' } as const,
    { store, before: 'a middle segment is shorter', cut: 'commitlog-wrong-size', ending: 'set aside' } as const,
    { store, before: 'a note lies among the segments', cut: 'commitlog-stray-file', ending: 'set aside' } as const,
    { store, before: 'topics.json is torn', cut: 'config-unreadable', ending: 'set aside' } as const,
  ]),
  { store: 'local-4.9.7-clean', before: 'a middle segment is gone', cut: 'commitlog-hole', ending: 'set aside', broker: '5.1.4' },
  { store: 'local-4.9.7-clean', before: 'a middle segment is gone', cut: 'commitlog-hole', ending: 'set aside', broker: '5.3.3' },
  ...(['tiered-5.3.1-log-removed', 'tiered-5.4.0-clean'] as const).flatMap(store => [
    { store, before: 'every tiered queue ends in half a unit', cut: 'tiered-misaligned', ending: 'purged' } as const,
    { store, before: 'every tiered queue ends in half a unit', cut: 'tiered-misaligned', ending: 'killed in tiered-consume-queue' } as const,
    { store, before: 'the tiered metadata is torn', cut: 'tiered-metadata-unreadable', ending: 'set aside' } as const,
  ]),
  { store: 'tiered-5.3.1-log-removed', before: 'every tiered queue ends in half a unit', cut: 'tiered-misaligned', ending: 'set aside', broker: '5.1.4', settings: { tieredBackendServiceProvider: 'org.apache.rocketmq.tieredstore.provider.posix.PosixFileSegment' } },
  // The local queue reaches further down than what is left of the tiered one: it must be allowed to serve.
  ...([
    ['the longest tiered log lost a middle file', 'tiered-ghost'],
    ['the longest tiered log lost a middle file and its row', 'tiered-hole'],
    ['the longest tiered log has a middle file that is shorter', 'tiered-size-mismatch'],
  ] as const).flatMap(([before, cut]) => [
    { store: 'tiered-5.4.0-clean', before, cut, ending: 'set aside' } as const,
    { store: 'tiered-5.4.0-clean', before, cut, ending: 'killed in tiered-commitlog' } as const,
  ]),
]

describeBroker('a broker started on a store that was repaired', () => {
  describeRealStores('has, serves and continues what was foretold', () => {
    for (const scenario of scenariosOf(chosen, others)) test(titleOf(scenario), context => leaveBehind(scenario, context))
  })
})
