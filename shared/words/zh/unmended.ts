import type { Vocabulary } from '../vocabulary'

export const unmendedZh: Vocabulary['unmended'] = {
  harmless: '无需修复：Broker 留下的存储就是这样。',
  'at-next-start': '无需在此修复：Broker 下次启动时会自行截断。',
  'broker-first': '只有 Broker 能修复：请启动它，等它恢复后再停止。',
  'bytes-gone': '无法修复：正确的字节在此存储中已不存在，移走文件也找不回来。请导出仍可读取的消息。',
  'put-back': '移走文件无法修复，只会丢失更多：请从备份或从节点放回正确的文件。',
  'never-the-newest': '无法修复：最新的段已损坏或位于损坏处之前，日志绝不能失去它。',
  'only-counter': '无法修复：该文件是队列位点计数的唯一记录。请从备份恢复该队列的文件。',
  configuration: '文件没有错，错的是配置：请修正 broker.conf 或 topics.json。',
  'no-backup': '无法修复：没有 Broker 能读取的 .bak。请从备份恢复该文件。',
  'left-to-you': '修复不会移动文件夹、链接或名称无法识别的文件：请查看后自行移出。',
  'more-is-wrong': '不予修复：该队列文件的问题不止结尾的半个单元，其单元的含义存疑。',
  'not-rebuilt': '修复无法处理：修复只移走文件，不会重新写入单元、元数据行、索引项或位点。',
  'not-read': '这一部分没有读取，因此不作修复。',
  'not-proven': '不予修复：按整个单元缩短队列可能使 Broker 丢弃其分层数据，尚未证明不会如此。',
}
