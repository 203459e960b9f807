import { pathOf } from '../subject-names'
import type { FindingSentences, TimerCode } from '../vocabulary'

const refusesToStart = 'Broker 拒绝启动。'
const restore = '从备份恢复同一时刻的全部定时文件：日志、时间轮和 config/timercheck。'
const stillInTopic = `${restore}消息本身仍在 Topic rmq_sys_wheel_timer 中。`
const notDelivered = '经由它才能找到的定时消息不会投递，或者投递了其他时刻的消息。'
const places = { below: ' CommitLog 起点以下', hole: '缺失的 CommitLog 段', past: ' CommitLog 末尾之后', 'no-record': '并非其记录的字节' } as const

export const timerFindingsZh: FindingSentences<TimerCode> = {
  'timer-file-invalid': (finding, say) => {
    const path = pathOf(finding)
    const { start, end } = finding.range ?? { start: 0, end: 0 }
    switch (finding.facts.reason) {
      case 'wheel-size':
        return { message: `${path} 的大小不是时间轮的 ${say.bytes(38_707_200)}。`, consequence: refusesToStart, remedy: restore }
      case 'name':
        return { message: `${path} 位于定时日志目录中，但不是它的文件。`, consequence: refusesToStart, remedy: '将它移出该目录。' }
      case 'log-size':
        return { message: `${path} 的大小与定时日志的其他文件不同。`, consequence: refusesToStart, remedy: restore }
      case 'hole':
        return { message: `${path} 之前的定时日志缺失 ${say.bytes(end - start)}。`, consequence: 'Broker 能够启动。其中的定时消息，以及经由它们才能找到的定时消息，不会投递。', remedy: restore }
      case 'unit':
        return {
          message: `${path} 的第 ${say.span(finding.range)} 字节应有 ${say.many(finding.count, '个')}定时单元，实际没有。`,
          consequence: '启动时若读到此处，日志会在此截断；否则原在此处的定时消息，以及经由它才能找到的定时消息，不会投递。',
          remedy: restore,
        }
      case 'checkpoint':
        return { message: `${path} 缺失或无法读取：无从得知定时消息已投递到何时。`, consequence: 'Broker 会从一周前开始，这一周的定时消息会再次投递。哪些尚未到期，此处没有结论。', remedy: restore }
    }
  },
  'timer-slot-wrong': (finding, say) => {
    const { what, isSetAnew } = finding.facts
    const place = `${pathOf(finding)} 中有 ${say.many(finding.count, '个')}`
    if (what === 'chain') return { message: `${place}尚未到期的定时单元（第 ${say.span(finding.range)} 字节）没有指向同一槽位中的前一个。`, consequence: notDelivered, remedy: stillInTopic }
    return {
      message: `${place}尚未到期的槽位（第 ${say.span(finding.range)} 字节）没有指向日志中该时刻的最后一个定时单元。`,
      consequence: isSetAnew === 1 ? '下次启动后没有影响：Broker 会读取定时日志的末尾，重新找到它。' : notDelivered,
      remedy: isSetAnew === 1 ? '无需处理。' : stillInTopic,
    }
  },
  'timer-message-lost': (finding, say) => ({
    message: `${pathOf(finding)} 中有 ${say.many(finding.count, '个')}尚未到期的定时单元（第 ${say.span(finding.range)} 字节）指向${places[finding.facts.place]}。`,
    consequence: '到期时不会投递。',
    remedy: finding.facts.place === 'past' ? '检查最新的段是否被移走或没有复制，并在 Broker 启动之前放回。' : '从备份或从节点恢复这些段。除此之外没有办法找回这些消息。',
  }),
}
