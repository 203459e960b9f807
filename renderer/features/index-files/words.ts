import type { Translated } from '../../i18n/translated'

export const indexEn = {
  title_one: '{{n}} index file',
  title_other: '{{n}} index files',
  says: 'They find messages by key. A file wholly below the log is dead; the newest is always kept.',
  label: 'Index files',
  path: 'File',
  begin: 'First physical offset',
  end: 'Last physical offset',
  from: 'From',
  to: 'To',
  entries: 'Entries',
  dead: 'dead',
  state: 'State',
  none: 'There is no index file',
  noneSays: 'Messages cannot be found by key; everything else works.',
}

export const indexZh: Translated<typeof indexEn> = {
  title_other: '{{n}} 个索引文件',
  says: '用于按 Key 查找消息。整体低于日志起点的文件已失效；最新的始终保留。',
  label: '索引文件',
  path: '文件',
  begin: '首个物理偏移量',
  end: '末个物理偏移量',
  from: '起',
  to: '止',
  entries: '条目',
  dead: '已失效',
  state: '状态',
  none: '没有索引文件',
  noneSays: '无法按 Key 查找消息，其余不受影响。',
}
