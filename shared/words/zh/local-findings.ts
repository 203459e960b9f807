import { isErrorName, pathOf, queueName } from '../subject-names'
import type { FindingSentences, LocalCode } from '../vocabulary'
import { entryKindsZh, recordReasonZh, unreadPartsZh } from './names'
import { timerFindingsZh } from './timer-findings'

const refusesToStart = 'Broker 拒绝启动。'
const dangling = '停止 Broker 后将其隔离：执行只清理悬空部分的方案（plan --dangling），不丢任何消息。'

export const localFindingsZh: FindingSentences<LocalCode> = {
  'commitlog-hole': ({ range, count, facts }, say) => ({
    message: `缺失 ${say.many(count, '个')} CommitLog 段：物理偏移量 ${say.span(range)}，共 ${say.bytes(facts.bytes)}。`,
    consequence: 'Broker 照常启动，只在日志中记录。消费到此处的消费者会越过空洞，跳过其中的消息。',
    remedy: '从备份或该 Broker 的从节点放回缺失的文件。若无法放回，可以放弃更旧的全部数据：plan --repair commitlog-hole。',
  }),
  'commitlog-empty': ({ subject, facts }, say) => ({
    message: `${subject.path ?? 'commitlog'} 中没有任何段，却有 ${say.many(facts.queues, '个')}队列的 ${say.many(facts.queueFiles, '个')}队列文件。`,
    consequence: 'Broker 会认为日志已被删除：下次启动时销毁全部消费队列，所有队列偏移从 0 重新开始。',
    remedy: '不要启动 Broker。先把段放回。若段已丢失，请保留一份消费队列的副本：它们是位点的唯一记录。',
  }),
  'commitlog-wrong-size': (finding, say) =>
    finding.facts.expectedFrom === 'broker.conf'
      ? {
          message: `${say.many(finding.count, '个')} CommitLog 段的大小为 ${say.bytes(finding.facts.sizeBytes)}，而 broker.conf 中 mappedFileSizeCommitLog=${finding.facts.expectedBytes}。`,
          consequence: '使用该配置时，Broker 拒绝启动。',
          remedy: `在 broker.conf 中设置 mappedFileSizeCommitLog=${finding.facts.sizeBytes}。切勿改变段的大小。`,
        }
      : {
          message: `${pathOf(finding)} 的大小为 ${say.bytes(finding.facts.sizeBytes)}，而该存储的段为 ${say.bytes(finding.facts.expectedBytes)}。`,
          consequence: refusesToStart,
          remedy: '从备份恢复该文件；若它不属于此处，则移出该目录。切勿手工改变其大小。',
        },
  'commitlog-stray-file': (finding, say) => ({
    message: finding.facts.kind === 'many' ? `${pathOf(finding)} 中有 ${say.many(finding.count, '项')}不是段，共 ${say.bytes(finding.facts.sizeBytes)}。` : `${pathOf(finding)} 位于 CommitLog 目录中，但不是段：${entryKindsZh[finding.facts.kind] ?? finding.facts.kind}，${say.bytes(finding.facts.sizeBytes)}。`,
    consequence: '只要它在，Broker 就拒绝启动。',
    remedy: '将它移出该目录。',
  }),
  'record-corrupt': (finding, say) => {
    const { facts, range, evidence } = finding
    const start = say.exact(range?.start ?? 0)
    const place = `${pathOf(finding)} 第 ${say.exact(evidence?.at ?? 0)} 字节（物理偏移量 ${start}）`
    return facts.endIsKnown === 1 && facts.isActive === 0
      ? {
          message: `${place}处不是有效的记录：${recordReasonZh(facts.reason)}。到 ${say.exact(range?.end ?? 0)} 为止都没有记录，共 ${say.bytes((range?.end ?? 0) - (range?.start ?? 0))}。`,
          consequence: '其中的消息无法读取。启动时不会检查较旧的段；若它是最后几个段之一，Broker 会在此截断日志，并删除其后的全部内容。',
          remedy: '启动 Broker 之前先复制该段。若有备份或从节点，从那里恢复。',
        }
      : facts.endIsKnown === 1
      ? {
          message: `${place}处不是有效的记录：${recordReasonZh(facts.reason)}。记录在 ${say.exact(range?.end ?? 0)} 处继续，相隔 ${say.bytes((range?.end ?? 0) - (range?.start ?? 0))}。`,
          consequence: `Broker 下次启动时会在 ${start} 处截断日志：其后的内容全部丢失，后续的段被删除。`,
          remedy: '启动 Broker 之前先复制该段：被截断的内容无法找回。若有备份或从节点，从那里恢复。',
        }
      : {
          message: `${place}处不是有效记录的开头：${recordReasonZh(facts.reason)}。损坏延伸到哪里尚未读取。`,
          consequence: '其中的消息无法读取。若它是启动时会读取的最后几个段之一，Broker 会在此截断日志，并删除其后的全部内容。',
          remedy: '启动 Broker 之前先复制该段。若有备份或从节点，从那里恢复。',
        }
  },
  'log-end-cut': (finding, say) => ({
    message: `最新的有效记录之后，${pathOf(finding)} 的物理偏移量 ${say.exact(finding.range?.start ?? 0)} 处既不是零也不是空白填充：${recordReasonZh(finding.facts.reason)}。`,
    consequence: 'Broker 下次启动时以此处为日志末尾。进程被杀或断电之后，这是一条只写了一半的消息。',
    remedy: '若确实发生过进程被杀或断电，无需处理。否则请在启动 Broker 之前复制该段。',
  }),
  'queue-dangling-visible': (finding, say) => ({
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向 CommitLog 起点 ${say.exact(finding.facts.logMinOffset)} 以下，而客户端会读到它们。`,
    consequence: `Broker 启动后至少一分钟内报告的最小位点为 ${say.exact(finding.facts.minOffset)}。读取这些位点的客户端会读不到消息、被移到后面，或读到另一条消息的字节。${finding.facts.includesOffsetZero === 1 ? '指向物理偏移量 0 的单元会返回首个段开头的任意内容。' : ''}`,
    remedy: finding.facts.deadFiles > 0 ? dangling : '该队列没有可以移走的文件：最后一个文件保存着位点计数。RocketMQ 5.0 及以后的版本会自行隐藏这些单元。',
  }),
  'queue-dangling-hidden': (finding, say) => ({
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向 CommitLog 起点 ${say.exact(finding.facts.logMinOffset)} 以下，被最小位点 ${say.exact(finding.facts.minOffset)} 隐藏。`,
    consequence: '无：客户端不会读到它们。Broker 按整个文件删除队列，首个文件的开头通常比其中的消息留得更久。',
    remedy: '无需处理。',
  }),
  'queue-dead-files': (finding, say) => ({
    message: `${queueName(finding)} 开头的 ${say.many(finding.count, '个')}文件只含指向 CommitLog 起点 ${say.exact(finding.facts.logMinOffset)} 以下的单元${finding.facts.visibleUnits > 0 ? `，其中 ${say.many(finding.facts.visibleUnits, '个')}单元可见` : ''}。占用 ${say.bytes(finding.facts.allocatedBytes)}。`,
    consequence: finding.facts.visibleUnits > 0 ? 'Broker 启动约一分钟后才会删除它们，在此之前报告的最小位点过小。' : '无：Broker 下次启动约一分钟后会删除它们。',
    remedy: finding.facts.visibleUnits > 0 ? dangling : '无需处理。只清理悬空部分的方案（plan --dangling）也会移走它们。',
  }),
  'queue-dead': (finding, say) => ({
    message: `${queueName(finding)} 的全部单元均已过期：最后一个指向 ${say.exact(finding.facts.lastPhysicalOffset)}，而 CommitLog 从 ${say.exact(finding.facts.logMinOffset)} 开始。`,
    consequence: `该队列为空。其最后一个文件是下一条消息位点为 ${say.exact(finding.facts.maxOffset)} 的唯一记录。`,
    remedy: '无需处理。请保留最后一个文件：没有它，位点会从 0 重新开始，消费组会丢失新消息。',
  }),
  'queue-in-hole': (finding, say) => ({
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向缺失的 CommitLog 段。`,
    consequence: '这些消息已不存在。消费到此处的消费者会被移到其后。',
    remedy: '放回缺失的段。队列中间的单元无法移除。',
  }),
  'queue-ahead': (finding, say) => ({
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向 CommitLog 末尾 ${say.exact(finding.facts.logMaxOffset)} 之后。`,
    consequence: 'Broker 下次启动时会截断它们，并把这些队列偏移分配给新消息。',
    remedy: '确认最新的段是否被删除或未被复制；若是，在启动 Broker 之前放回。否则交给 Broker 处理。',
  }),
  'queue-hole': (finding, say) => ({
    message: `${queueName(finding)} 缺失 ${say.many(finding.count, '个')}文件：队列偏移 ${say.span(finding.range)}。`,
    consequence: 'Broker 照常启动，只在日志中记录。消费者会越过缺口，跳过其中的消息，尽管它们仍在 CommitLog 中。Broker 不会重建这些单元。',
    remedy: '从备份放回缺失的文件。删除该队列的其余文件并不会使其重建。',
  }),
  'queue-wrong-size': (finding, say) => {
    const { sizeBytes, expectedBytes, expectedFrom } = finding.facts
    return expectedFrom === 'other-files'
      ? {
          message: `${pathOf(finding)} 的大小为 ${say.bytes(sizeBytes)}${expectedBytes === null ? '' : `，而该存储的队列文件为 ${say.bytes(expectedBytes)}`}。`,
          consequence: refusesToStart,
          remedy: '从备份恢复该文件；若它不属于此处，则移出该目录。切勿手工改变其大小。',
        }
      : {
          message: `${pathOf(finding)} 中 ${say.many(finding.count, '个')}队列文件的大小为 ${say.bytes(sizeBytes)}，而 broker.conf 中 ${expectedFrom}=${expectedBytes}。`,
          consequence: '使用该配置时，Broker 拒绝启动。',
          remedy: `在 broker.conf 中设置 ${expectedFrom}=${sizeBytes}。切勿改变队列文件的大小。`,
        }
  },
  'queue-stray-file': (finding, say) => ({
    message: finding.facts.kind === 'many' ? `${pathOf(finding)} 中有 ${say.many(finding.count, '项')}不是队列文件，共 ${say.bytes(finding.facts.sizeBytes)}。` : `${pathOf(finding)} 位于队列目录中，但不是队列文件：${entryKindsZh[finding.facts.kind] ?? finding.facts.kind}，${say.bytes(finding.facts.sizeBytes)}。`,
    consequence: '只要它在，Broker 就拒绝启动。',
    remedy: '将它移出该目录。',
  }),
  'queue-unit-invalid': (finding, say) => ({
    message: `${queueName(finding)} 在队列偏移 ${say.span(finding.range)} 处（${pathOf(finding)}）不是单元：物理偏移量为负，或没有大小。`,
    consequence: 'Broker 会认为队列到此为止：截断其后的内容，并重新使用这些队列偏移。',
    remedy: '启动 Broker 之前从备份恢复该文件。',
  }),
  'queue-unit-misaligned': (finding, say) => ({
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）指向的字节不是记录的开头。`,
    consequence: 'Broker 不作检查，直接返回这些字节，客户端无法解码。',
    remedy: '从备份恢复该队列文件或相应的段。Broker 不会修复它。',
  }),
  'queue-ext-invalid': (finding, say) => {
    const path = pathOf(finding)
    const stops = '启用 enableConsumeQueueExt 时 Broker 拒绝启动。'
    switch (finding.facts.reason) {
      case 'size':
        return { message: `${path} 的大小与该队列扩展的其他文件不同。`, consequence: stops, remedy: '从备份恢复该文件。不要手工更改文件大小。' }
      case 'name':
        return { message: `${path} 位于队列扩展的目录中，但不是它的文件。`, consequence: stops, remedy: '将它移出该目录。' }
      case 'unit':
        return {
          message: `从第 ${say.exact(finding.range?.start ?? 0)} 字节起，${path} 的内容不再是队列扩展的单元。`,
          consequence: '此后 Broker 读不到过滤数据：客户端会收到未订阅的消息，并自行丢弃。',
          remedy: '从备份恢复该文件，也可保持原样。不丢消息。',
        }
    }
  },
  'queue-unit-mismatched': (finding, say) => (finding.facts.what === 'extension' ? {
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）在队列扩展中没有对应的条目。`,
    consequence: 'Broker 不会过滤这些消息：客户端会收到它们，并自行丢弃。',
    remedy: '从备份恢复 consumequeue_ext/，也可保持原样。不丢消息。',
  } : finding.facts.what === 'tags' ? {
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）中的标签码与消息的标签不符。`,
    consequence: '按标签订阅的消费者可能收不到该消息，或收到未订阅的消息。',
    remedy: '离线无法修复；消息本身没有问题。',
  } : {
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）目标不符：那里的记录属于另一个队列、位点或大小。`,
    consequence: '客户端会读到另一条消息。',
    remedy: '从备份恢复该队列文件或相应的段。Broker 不会修复它。',
  }),
  'queue-unit-crosses-segment': (finding, say) => ({
    message: `${queueName(finding)} 的 ${say.many(finding.count, '个')}单元（队列偏移 ${say.span(finding.range)}）越过段的末尾，那里不可能有记录。`,
    consequence: 'Broker 无法读取该处，消费者会被移到其后。',
    remedy: '从备份恢复该队列文件。Broker 不会修复它。',
  }),
  'queue-not-increasing': (finding, say) => ({
    message: `${queueName(finding)} 的单元顺序错乱${finding.facts.physicalBefore === null || finding.facts.physicalAfter === null ? '' : `：${say.exact(finding.facts.physicalBefore)} 之后是 ${say.exact(finding.facts.physicalAfter)}`}${finding.range ? `（队列偏移 ${say.span(finding.range)}）` : ''}。`,
    consequence: 'Broker 按顺序在队列中查找：最小位点和按时间的查找都可能出错，此处显示的各类数量也可能不准。',
    remedy: '从备份恢复该队列。无法安全地移除其中任何部分。',
  }),
  'queue-trailing-blank': (finding, say) => ({
    message: `${queueName(finding)} 以 ${say.many(finding.count, '个')}填充单元结尾（队列偏移 ${say.span(finding.range)}），其后没有消息。`,
    consequence: 'Broker 会把 2,147,483,647 当作已建立索引的物理偏移量：在它以下的新消息在任何队列中都不再生成单元，且没有提示。',
    remedy: '启动 Broker 之前从备份恢复该队列文件。',
  }),
  'queue-last-file-zero': (finding, say) => ({
    message: `${queueName(finding)} 的文件中没有任何单元，而最后一个文件 ${pathOf(finding)} 不是从 0 开始，而是从第 ${say.exact(finding.facts.baseOffset)} 字节开始。`,
    consequence: 'Broker 可能启动失败，或多算一个并不存在的单元。',
    remedy: '放回它之前的那个文件：位点计数保存在其中。',
  }),
  'message-not-indexed': (finding, say) => ({
    message: `${queueName(finding)} 有 ${say.many(finding.count, '条')}记录没有任何单元指向。`,
    consequence: '消费者看不到这些消息，Broker 以后也不会为它们建立索引。',
    remedy: '离线无法修复。仍可按物理偏移量读取这些消息。',
  }),
  'index-stale': (finding, say) => ({
    message: `从 ${pathOf(finding)} 起的 ${say.many(finding.count, '个')}索引文件止于 CommitLog 起点 ${say.exact(finding.facts.logMinOffset)} 以下。占用 ${say.bytes(finding.facts.allocatedBytes)}。`,
    consequence: '无：按 Key 查询会跳过它们。Broker 下次启动约一分钟后会删除它们。',
    remedy: '无需处理。只清理悬空部分的方案（plan --dangling）也会移走它们。',
  }),
  'index-entry-wrong': (finding, say) => ({
    message: `${pathOf(finding)} 有 ${say.many(finding.count, '个')}条目没有指向其消息。`,
    consequence: '按 Key 查询会漏掉这些消息。不影响消费。',
    remedy: '离线无法修复，Broker 不会重建索引。',
  }),
  'index-stray-directory': finding => ({
    message: `${pathOf(finding)} 是索引目录中名称为数字的目录。`,
    consequence: 'Broker 会把它当作索引文件，并拒绝启动。',
    remedy: '将它移出该目录。',
  }),
  'config-unreadable': (finding, say) => {
    const { facts } = finding
    const path = pathOf(finding)
    return {
      message:
        facts.isAbsent === 1
          ? `${path} 不存在，而 ${path}.bak 无法读取。`
          : facts.reason === 'empty'
            ? `${path} 为空。`
            : isErrorName(facts.reason)
              ? `${path} 无法读取：${facts.reason}。`
              : `${path} 无法解析${facts.at === null ? '' : `，位于第 ${say.exact(facts.at)} 字节`}。`,
      consequence: {
        ok: 'Broker 启动时会删除它，改用较旧的 .bak。',
        absent: 'Broker 启动时会删除它，并以空内容开始：没有 .bak。',
        unreadable: '.bak 同样无法读取：Broker 无法启动。',
      }[facts.backup],
      remedy: '启动 Broker 之前修正该文件，或换上一份完好的副本。64 位整数必须保持精确：9223372036854775807 一旦被舍入，该文件就会被丢弃。',
    }
  },
  'offset-beyond-max': (finding, say) => ({
    message: `消费组 ${finding.subject.group ?? '?'} 在 ${queueName(finding)} 的消费位点为 ${say.exact(finding.facts.committedOffset)}，而该队列止于 ${say.exact(finding.facts.maxOffset)}。`,
    consequence: '下次拉取时 Broker 会把该消费组移到队列末尾，在此之前写入的消息它收不到。4.x 的 Broker 可能把它移到 0，全部重新消费。',
    remedy: '先查明队列为何变短：单元被截断、文件被删除，还是位点计数重新开始。然后在 Broker 运行时重置该消费组的位点。',
  }),
  'offset-below-min': (finding, say) => ({
    message: `消费组 ${finding.subject.group ?? '?'} 在 ${queueName(finding)} 的消费位点为 ${say.exact(finding.facts.committedOffset)}，比最小位点 ${say.exact(finding.facts.minOffset)} 低 ${say.many(finding.count, '条')}消息。`,
    consequence: '对该消费组而言，这些消息已不存在。下次拉取从最小位点继续。',
    remedy: '无需处理。',
  }),
  'abort-present': ({ facts }, say) => ({
    message: `存在 abort 文件（${facts.pid === null ? '' : `由进程 ${facts.pid} `}写于 ${say.time(facts.modifiedTime)}）：Broker 正在运行，或上一次没有正常停止。`,
    consequence: '下次启动会进行恢复：重新读取日志末尾，截断损坏的部分，并补建队列中缺少的单元。',
    remedy: '若没有 Broker 在运行，请先正常启动并停止一次，再隔离任何文件。',
  }),
  'compaction-pair-mismatch': (finding, say) => ({
    message: `${say.many(finding.count, '个')} Compaction 文件缺少与之成对的文件，第一个是 ${pathOf(finding)}：缺少 ${finding.facts.missing}。`,
    consequence: refusesToStart,
    remedy: '从备份放回缺失的文件。',
  }),
  'compaction-invalid': (finding, say) => {
    const path = pathOf(finding)
    const restore = '从备份恢复该 Topic 在 compaction/ 中同一时刻的日志和队列。'
    switch (finding.facts.what) {
      case 'size':
        return { message: `${path} 的大小与同目录的其他文件不同。`, consequence: refusesToStart, remedy: restore }
      case 'name':
        return { message: `${path} 位于 Compaction Topic 的目录中，但不是它的文件。`, consequence: refusesToStart, remedy: '将它移出该目录。' }
      case 'record':
        return { message: `从第 ${say.exact(finding.range?.start ?? 0)} 字节起，${path} 的内容不再是有效的记录。`, consequence: '该 Topic 的消费者会读到那里的字节，或从那里起读不到任何消息。', remedy: restore }
      case 'unit':
        return { message: `${path} 中有 ${say.many(finding.count, '个')}单元（第 ${say.span(finding.range)} 字节）没有落在位点和大小相符的记录上。`, consequence: '该 Topic 的消费者会读到其他消息，或无法解码的字节。', remedy: restore }
      case 'unindexed':
        return { message: `${path} 中有 ${say.many(finding.count, '条')}记录（第 ${say.span(finding.range)} 字节）没有单元。`, consequence: '该 Topic 的消费者读不到它：某个 Key 的最新值可能缺失。', remedy: restore }
    }
  },
  'batch-topic-mismatch': ({ subject, facts }) => ({
    message: `Topic ${subject.topic ?? '?'} 的队列位于 ${facts.directory}/，而其 queue.type 为 ${facts.queueType}。`,
    consequence: refusesToStart,
    remedy: `恢复 topics.json：该 Topic 的 queue.type 必须为 ${facts.directory === 'batchconsumequeue' ? 'BatchCQ' : 'SimpleCQ'}。`,
  }),
  'epoch-file-invalid': (finding, say) => {
    const { reason, backup, epoch, startOffset } = finding.facts
    const path = pathOf(finding)
    const entry = `${path} 中起点为 ${say.exact(startOffset ?? 0)} 的 Epoch ${say.exact(epoch ?? 0)}`
    const restore = '换上备份中的该文件，或同组中日志相同的另一个 Broker 的文件。'
    const anew = backup === 'ok' ? `Broker 改用可能较旧的 ${path}.bak：从节点可能要截断更多日志。` : 'Broker 启动时没有 Epoch：无法告诉从节点双方日志一致到哪里。'
    switch (reason) {
      case 'number':
        return { message: `${path} 中应为数字之处不是数字。`, consequence: 'Broker 启动失败。', remedy: restore }
      case 'count':
        return { message: `${path} 中的 Epoch 个数与第一行不符。`, consequence: anew, remedy: restore }
      case 'checksum':
        return { message: `${path} 的校验和与第二行不符。`, consequence: anew, remedy: restore }
      case 'order':
        return { message: `${entry} 没有排在前一个之后。`, consequence: 'Broker 不会检查：主从日志一致到哪里会判断错误，从节点可能截断本应保留的部分。', remedy: restore }
      case 'ahead':
        return { message: `${entry} 起于 CommitLog 末尾之后。`, consequence: '日志比原来短。拥有更多日志的从节点会被当作偏离的一方。', remedy: '检查最新的段是否被移走或没有复制，并在 Broker 启动之前放回。' }
      default:
        return { message: `${path} 无法读取${isErrorName(reason) ? `：${reason}` : ''}。`, consequence: anew, remedy: restore }
    }
  },
  ...timerFindingsZh,
  'not-read': (finding, say) => unreadPartsZh[finding.facts.part](finding, say),
}
