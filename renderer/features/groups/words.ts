import type { Translated } from '../../i18n/translated'

export const groupsEn = {
  title_one: '{{n}} consumer group',
  title_other: '{{n}} consumer groups',
  says: 'Positions as the broker saved them in its configuration.',
  label: 'Positions of consumer groups',
  filter: 'Filter by group or topic',
  group: 'Group',
  topic: 'Topic',
  queueId: 'Queue',
  committed: 'Committed offset',
  lag: 'Lag',
  placeName: 'Place',
  place: { inside: 'inside', 'below-min': 'below the minimum', 'beyond-max': 'beyond the maximum' },
  none: 'No group has saved a position in this store',
}

export const groupsZh: Translated<typeof groupsEn> = {
  title_other: '{{n}} 个消费组',
  says: 'Broker 保存在其配置中的消费位点。',
  label: '消费组位点',
  filter: '按消费组或 Topic 筛选',
  group: '消费组',
  topic: 'Topic',
  queueId: '队列',
  committed: '消费位点',
  lag: '堆积',
  placeName: '位置',
  place: { inside: '范围内', 'below-min': '低于最小位点', 'beyond-max': '超过最大位点' },
  none: '该存储中没有消费组保存过位点',
}
