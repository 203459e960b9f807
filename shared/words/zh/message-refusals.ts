import { numberOf, textOf } from '../facts'
import type { Figures } from '../figures'
import type { MessageRefusalCode, RefusalFacts, Vocabulary } from '../vocabulary'
import { namesZh } from './names'

const classes: Readonly<Record<string, string>> = namesZh.unitClass

const fact = ({ facts }: RefusalFacts, name: string): number => numberOf(facts, name) ?? 0

/** 指向那里的单元（如果有）。 */
const unitOf = (refusal: RefusalFacts, say: Figures): string =>
  textOf(refusal.facts, 'topic') === '' ? '' : `队列 ${textOf(refusal.facts, 'topic')}/${fact(refusal, 'queueId')} 的单元 ${say.exact(fact(refusal, 'queueOffset'))} 指向此处。`

const stretch = (refusal: RefusalFacts): string => `（${fact(refusal, 'start')} 至 ${fact(refusal, 'end')}）`

export const messageRefusalsZh: Pick<Vocabulary['refusals'], MessageRefusalCode> = {
  'offset-below-log': (refusal, say) => `物理偏移 ${fact(refusal, 'offset')} 低于日志的最小偏移 ${fact(refusal, 'minOffset')}：原有内容已不存在。${unitOf(refusal, say)}`,
  'offset-past-log': (refusal, say) => `物理偏移 ${fact(refusal, 'offset')} 处没有写入任何内容：最后一条消息止于 ${fact(refusal, 'maxOffset')}。${unitOf(refusal, say)}`,
  'offset-in-hole': (refusal, say) => `物理偏移 ${fact(refusal, 'offset')} 落在日志空洞${stretch(refusal)}中：该段文件缺失。${unitOf(refusal, say)}`,
  'offset-inside-record': (refusal, say) =>
    `物理偏移 ${fact(refusal, 'offset')} 不是消息的起点：它位于一条消息${stretch(refusal)}之内。请改用 ${fact(refusal, 'start')}。${unitOf(refusal, say)}`,
  'offset-in-filler': (refusal, say) => `物理偏移 ${fact(refusal, 'offset')} 不是消息的起点：它位于段尾填充${stretch(refusal)}之内。${unitOf(refusal, say)}`,
  'record-damaged': (refusal, say) =>
    `物理偏移 ${fact(refusal, 'offset')} 处没有有效的消息：消息链在${refusal.path === undefined ? '段文件' : ` ${refusal.path} `}的第 ${say.exact(fact(refusal, 'at'))} 字节处中断（${textOf(refusal.facts, 'reason')}）。${unitOf(refusal, say)}`,
  'no-such-unit': (refusal, say) => `队列 ${textOf(refusal.facts, 'topic')}/${fact(refusal, 'queueId')} 没有单元 ${say.exact(fact(refusal, 'queueOffset'))}。请先列出已有的单元。`,
  'no-such-message': refusal => `没有编号为${textOf(refusal.facts, 'id') === '' ? '该值' : ` ${textOf(refusal.facts, 'id')} `}的消息。已删除的消息无法按编号找到。`,
  'unit-without-record': (refusal, say) =>
    `队列 ${textOf(refusal.facts, 'topic')}/${fact(refusal, 'queueId')} 的单元 ${say.exact(fact(refusal, 'queueOffset'))} 不指向任何消息：${classes[textOf(refusal.facts, 'unitClass')] ?? '无效'}（${refusal.path ?? '所在文件'}，第 ${say.exact(fact(refusal, 'at'))} 字节）。`,
}
