import type { FindingCode } from '../store/checks/finding'

/** Reports in apache/rocketmq that describe the same thing. Only ones that were read and fit. */
export const knownIssues: Partial<Readonly<Record<FindingCode, readonly string[]>>> = {
  // a middle segment gone after the machine was overloaded; messages there cannot be consumed
  'commitlog-hole': ['#2141'],
  'queue-in-hole': ['#2141'],
  // "length not matched message store config value" after kill -9; an empty foreign file stops the start
  'commitlog-wrong-size': ['#6904'],
  'commitlog-stray-file': ['#3257'],
  // queue files of another size after an upgrade
  'queue-wrong-size': ['#1560'],
  // the minimum stays behind when the log's head is gone
  'queue-dangling-visible': ['#8753'],
  // configuration files emptied or cut by a power failure
  'config-unreadable': ['#5905', '#9705'],
  // a position past the end was moved to 0 while the minimum was 0
  'offset-beyond-max': ['#4215'],
  // log and queue expire apart; the cached minimum; the log deleted before the queue
  'tiered-dangling-visible': ['#7035', '#8076', '#9371'],
  // "if cq dispatch < local store min offset", everything is begun anew
  'tiered-behind-local': ['#6933'],
}
