import type { AnswerOf } from '../../../shared/contract/contract'

/** Names that every store has and that say nothing about whose it is. */
const everywhere = /^(?:TBW102|SELF_TEST_TOPIC|OFFSET_MOVED_EVENT|BenchmarkTest|SCHEDULE_TOPIC_XXXX|DefaultCluster|broker-a|RMQ_SYS_[A-Z_]+|rmq_sys_wheel_timer)$/

/**
 * Replaces the names of topics, groups, broker and cluster by `topic-1`, `group-1` and so on, and the roots by `/store` and `/tiered`, wherever they
 * stand in a text. The same name has the same stand-in throughout. A topic called like an English word takes that word with it: rather too
 * much than too little.
 */
export function redactionOf({ store, tiered, local, groups }: AnswerOf<'inspectDocument'>): (text: string) => string {
  const standIns = new Map<string, string>()
  const name = (names: readonly (string | null)[], kind: string): void => {
    for (const each of [...new Set(names)].sort()) if (each && !everywhere.test(each) && !standIns.has(each)) standIns.set(each, `${kind}-${standIns.size + 1}`)
  }
  name([store.brokerName], 'broker')
  name([store.clusterName], 'cluster')
  name([...(local?.queues ?? []), ...(tiered?.queues ?? []), ...groups].map(({ topic }) => topic), 'topic')
  name(groups.map(({ group }) => group), 'group')
  const roots = [[store.root, '/store'], ...(tiered ? [[tiered.root, '/tiered']] : []), ...(local?.commitLog.directories ?? []).filter(path => path.startsWith('/')).map((path, index) => [path, `/commitlog-${index + 1}`])] as const
  const longestFirst = [...standIns.keys()].sort((a, b) => b.length - a.length).map(each => each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const anyName = longestFirst.length === 0 ? undefined : new RegExp(`(?<![A-Za-z0-9])(?:${longestFirst.join('|')})(?![A-Za-z0-9])`, 'g')
  return text => {
    let told = text
    for (const [root, standIn] of [...roots].sort((a, b) => b[0].length - a[0].length)) told = told.replaceAll(root, standIn)
    return anyName === undefined ? told : told.replaceAll(anyName, found => standIns.get(found) ?? found)
  }
}
