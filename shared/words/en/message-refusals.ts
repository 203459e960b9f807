import { numberOf, textOf } from '../facts'
import type { Figures } from '../figures'
import type { MessageRefusalCode, RefusalFacts, Vocabulary } from '../vocabulary'
import { namesEn } from './names'

const classes: Readonly<Record<string, string>> = namesEn.unitClass

const fact = ({ facts }: RefusalFacts, name: string): number => numberOf(facts, name) ?? 0

/** The unit that led there, where one did. */
const unitOf = (refusal: RefusalFacts, say: Figures): string =>
  textOf(refusal.facts, 'topic') === '' ? '' : ` Unit ${say.exact(fact(refusal, 'queueOffset'))} of ${textOf(refusal.facts, 'topic')}/${fact(refusal, 'queueId')} points there.`

const stretch = (refusal: RefusalFacts): string => `[${fact(refusal, 'start')}, ${fact(refusal, 'end')})`

export const messageRefusalsEn: Pick<Vocabulary['refusals'], MessageRefusalCode> = {
  'offset-below-log': (refusal, say) =>
    `Physical offset ${fact(refusal, 'offset')} lies below the log's minimum, ${fact(refusal, 'minOffset')}: what was there is gone.${unitOf(refusal, say)}`,
  'offset-past-log': (refusal, say) =>
    `Nothing is written at physical offset ${fact(refusal, 'offset')}: the last record ends at ${fact(refusal, 'maxOffset')}.${unitOf(refusal, say)}`,
  'offset-in-hole': (refusal, say) => `Physical offset ${fact(refusal, 'offset')} lies in a hole of the log, ${stretch(refusal)}: its segment is missing.${unitOf(refusal, say)}`,
  'offset-inside-record': (refusal, say) =>
    `No record begins at physical offset ${fact(refusal, 'offset')}: it lies inside the record ${stretch(refusal)}. Ask for ${fact(refusal, 'start')}.${unitOf(refusal, say)}`,
  'offset-in-filler': (refusal, say) => `No record begins at physical offset ${fact(refusal, 'offset')}: it lies in the filler that closes a segment, ${stretch(refusal)}.${unitOf(refusal, say)}`,
  'record-damaged': (refusal, say) =>
    `No valid record begins at physical offset ${fact(refusal, 'offset')}: the chain of records breaks at byte ${say.exact(fact(refusal, 'at'))} of ${refusal.path ?? 'its segment'} (${textOf(refusal.facts, 'reason')}).${unitOf(refusal, say)}`,
  'no-such-unit': (refusal, say) => `Queue ${textOf(refusal.facts, 'topic')}/${fact(refusal, 'queueId')} has no unit ${say.exact(fact(refusal, 'queueOffset'))}. "units" lists those it has.`,
  'no-such-message': refusal => `No message has the id ${textOf(refusal.facts, 'id')}. What was deleted cannot be found by its id.`,
  'unit-without-record': (refusal, say) =>
    `Unit ${say.exact(fact(refusal, 'queueOffset'))} of ${textOf(refusal.facts, 'topic')}/${fact(refusal, 'queueId')} points at no record: it is ${classes[textOf(refusal.facts, 'unitClass')] ?? 'invalid'} (${refusal.path ?? 'its file'}, byte ${say.exact(fact(refusal, 'at'))}).`,
}
