import type { FindingOf } from '../../store/checks/finding-facts'
import { isErrorName, pathOf, queueName } from '../subject-names'
import type { FindingSentences, TieredCode } from '../vocabulary'
import { recordReasonZh } from './names'

type FlatFileCode = 'tiered-hole' | 'tiered-ghost' | 'tiered-size-mismatch'

/** Ready for Chinese text to follow. */
const flatFile = (finding: FindingOf<FlatFileCode>): string =>
  ({ INDEX: '分层索引', CONSUME_QUEUE: `${queueName(finding)} 的分层消费队列`, COMMIT_LOG: `${queueName(finding)} 的分层 CommitLog ` })[finding.facts.fileType]

/** 深度检查也会查看单元。 */
const isUnit = (reason: string): boolean => reason.startsWith('unit-')

export const tieredFindingsZh: FindingSentences<TieredCode> = {
  'tiered-metadata-unreadable': finding => ({
    message:
      finding.facts.reason === 'absent'
        ? `${pathOf(finding)} 不存在，而分层存储中有文件。`
        : isErrorName(finding.facts.reason)
          ? `${pathOf(finding)} 无法读取：${finding.facts.reason}。`
          : `${pathOf(finding)} 无法解析。`,
    consequence:
      finding.facts.fallback === 'backup'
        ? 'Broker 启动时会删除它，改用至少落后一次变更的 .bak。'
        : 'Broker 以空的元数据启动：不再认得任何分层数据，并重新开始上传。',
    remedy: '启动 Broker 之前换上一份完好的元数据。',
  }),
  'tiered-row-inconsistent': (finding, say) => ({
    message: `${pathOf(finding)} 有 ${say.many(finding.count, '个')}元数据行与其所在位置矛盾：路径、起始偏移量、类型或大小。`,
    consequence: 'Broker 可能启动失败，或去找并不存在的文件。',
    remedy: '启动 Broker 之前换上一份完好的元数据。',
  }),
  'tiered-hole': (finding, say) => ({
    message: `${flatFile(finding)}中间缺失 ${say.bytes(finding.facts.bytes)}：${finding.facts.fileType === 'CONSUME_QUEUE' ? '队列偏移' : '字节'} ${say.span(finding.range)} 不在任何元数据行中。`,
    consequence: '读到此处会失败，或返回下一个文件开头的内容来代替缺失的消息。消费者可能一直请求同一个位点。',
    remedy: '从备份放回文件和元数据行。若无法放回，可以放弃更旧的全部数据：plan --repair tiered-hole。',
  }),
  'tiered-ghost': (finding, say) => ({
    message: `${flatFile(finding)}有 ${say.many(finding.count, '个')}幽灵行没有对应的文件，共 ${say.bytes(finding.facts.rowBytes)}，第一个是 ${pathOf(finding)}。`,
    consequence: {
      head: 'Broker 会重新创建缺失的文件，内容为空，并认为其首条记录的队列偏移为 0：已删除的消息重新可见，读到的是零。',
      middle: 'Broker 会重新创建缺失的文件，内容为空。读到此处得到零，消费者会一直请求同一个位点。',
      last: 'Broker 以实际长度为准：末尾后退，新数据会用到曾经用过的偏移量。',
    }[finding.facts.place],
    remedy: finding.facts.place === 'head' ? '一步移除这些行以及指向它们的单元：执行只清理悬空部分的方案（plan --dangling）。' : finding.facts.place === 'middle' ? '启动 Broker 之前放回缺失的文件。若无法放回，可以放弃更旧的全部数据：plan --repair tiered-ghost。' : '启动 Broker 之前放回缺失的文件。',
  }),
  'tiered-size-mismatch': (finding, say) => ({
    message: `${pathOf(finding)} 的大小为 ${say.bytes(finding.facts.fileBytes)}，而元数据行记录为 ${say.bytes(finding.facts.rowBytes)}。`,
    consequence:
      finding.facts.isLast === 1
        ? '无：最新的一行会落后于文件，Broker 以实际长度为准。'
        : finding.facts.fileBytes < finding.facts.rowBytes
          ? 'Broker 不会察觉。读过文件末尾得到零。'
          : 'Broker 不会察觉。文件超出元数据行的部分不会被读取。',
    remedy: finding.facts.isLast === 1 ? '无需处理。' : '从备份放回该文件。',
  }),
  'tiered-misaligned': (finding, say) => ({
    message: `${pathOf(finding)} 不是整数个 20 字节的单元：大小为 ${say.bytes(finding.facts.sizeBytes)}，或起始偏移量不是 20 的倍数。`,
    consequence: '后续追加会从单元中间开始：此后的单元全部无法使用。',
    remedy: '启动 Broker 之前从备份放回该文件。若问题只是结尾的半个单元，可以将其去掉：plan --repair tiered-misaligned。',
  }),
  'tiered-stray': (finding, say) => ({
    message: `分层存储中有 ${say.many(finding.count, '个')}游离文件不在任何元数据行中，共 ${say.bytes(finding.facts.sizeBytes)}，第一个是 ${pathOf(finding)}。`,
    consequence: 'Broker 既不读取也不删除没有元数据行的文件：这些空间永远不会释放。',
    remedy: '确认 Broker 名和集群名无误，然后随清理一并移走：plan --dangling --strays 或 plan --repair tiered-stray。',
  }),
  'tiered-dangling-visible': (finding, say) => ({
    message: `分层队列 ${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向现存首条记录以下，而客户端会读到它们：最小位点为 ${say.exact(finding.facts.minOffset)}${finding.facts.realMinOffset > finding.facts.minOffset ? `，真实最小位点为 ${say.exact(finding.facts.realMinOffset)}` : ''}。`,
    consequence: '读取它们的消费者读不到消息，并被要求再次请求同一个位点，无法继续。',
    remedy: '一步移除已不存在的数据的元数据行以及指向它们的单元：执行只清理悬空部分的方案（plan --dangling）。',
  }),
  'tiered-dangling-hidden': (finding, say) => ({
    message: `分层队列 ${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向现存首条记录以下，被最小位点 ${say.exact(finding.facts.minOffset)} 隐藏。`,
    consequence: '无：客户端不会读到它们。日志和队列按整个文件过期，位置并不相同。',
    remedy: '无需处理。',
  }),
  'tiered-in-hole': (finding, say) => ({
    message: `分层队列 ${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向缺失的 CommitLog 数据。`,
    consequence: '消费者在此读不到消息，可能一直请求同一个位点，或读到下一个文件中的消息。',
    remedy: '从备份放回缺失的数据。若无法放回，可以放弃更旧的全部数据：plan --repair tiered-hole。',
  }),
  'tiered-ahead': (finding, say) => ({
    message: `分层队列 ${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向其 CommitLog 末尾 ${say.exact(finding.facts.logMaxOffset)} 之后。`,
    consequence: '现在读取它们会失败；日志增长越过该处之后，它们会指向别的消息。',
    remedy: '启动 Broker 之前从备份放回最新的 CommitLog 文件。',
  }),
  'tiered-record-mismatch': (finding, say) => ({
    message: isUnit(finding.facts.reason)
      ? `分层队列 ${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}，位于 ${pathOf(finding)}）没有指向自己的记录：${recordReasonZh(finding.facts.reason)}。`
      : `${pathOf(finding)} 第 ${say.exact(finding.evidence?.at ?? 0)} 字节处不是该队列的有效记录：${recordReasonZh(finding.facts.reason)}。`,
    consequence:
      isUnit(finding.facts.reason) || (finding.evidence?.at ?? 0) > 0
        ? '读到该处的消费者会得不到消息，或得到另一条消息。'
        : 'Broker 从这些字节得出该队列的最小位点：客户端能读到的范围可能从任意位置开始。',
    remedy: '启动 Broker 之前从备份放回该文件。',
  }),
  'tiered-behind-local': (finding, say) => ({
    message: `分层队列 ${queueName(finding)} 止于 ${say.exact(finding.facts.tieredMaxOffset)}，而本地队列从 ${say.exact(finding.facts.localMinOffset)} 开始：有 ${say.many(finding.count, '条')}消息尚未上传就被移除。`,
    consequence: `Broker 会销毁该队列的全部分层数据，共 ${say.bytes(finding.facts.tieredBytes)}，然后重新开始。`,
    remedy: '在另存分层数据或放回缺失的本地段之前，不要启动 Broker。',
  }),
  'tiered-timestamps': (finding, say) => ({
    message: `${pathOf(finding)} 有 ${say.many(finding.count, '个')}元数据行的时间不可能成立：为空、为负，或结束早于开始。`,
    consequence: 'Broker 按这些时间清理过期的分层数据：可能立即删除，也可能永不删除。',
    remedy: '目前离线无法修复。已知原因之一是消息的来源地址为 IPv6。',
  }),
  'tiered-index-wrong': finding => ({
    message: `分层索引文件 ${pathOf(finding)} 的格式不正确。`,
    consequence: '按 Key 查询会失败。不影响消费。',
    remedy: '从备份放回该文件。',
  }),
  'tiered-queue-unlisted': finding => ({
    message: `分层队列 ${queueName(finding)} 有数据行，但在 queueMetadataTable 中没有对应的行。`,
    consequence: '在该队列有新消息之前，Broker 不会加载它。',
    remedy: '若该队列仍有新消息，无需处理。否则换上一份完好的元数据。',
  }),
  'tiered-wrong-broker': finding => ({
    message: `分层元数据中有属于 Broker ${pathOf(finding)} 的行，而 broker.conf 中 brokerName=${finding.facts.brokerName}。`,
    consequence: '换了名称之后，Broker 找不到这些数据，并重新开始上传。',
    remedy: '将 brokerName 改回写入数据时的名称。',
  }),
}
