import { numberOf, textOf } from '../facts'
import type { RefusalFacts, Vocabulary } from '../vocabulary'
import { messageRefusalsEn } from './message-refusals'
import { changesEn } from './blockers'
import { namesEn } from './names'

const states: Readonly<Record<string, string>> = namesEn.receiptState

/** A name among the facts, with a blank before it; nothing where there is none. */
const naming = ({ facts }: RefusalFacts, name: string): string => (textOf(facts, name) === '' ? '' : ` ${textOf(facts, name)}`)

export const refusalsEn: Vocabulary['refusals'] = {
  ...messageRefusalsEn,
  'not-found': ({ path }) => `${path ?? 'The folder'} does not exist.`,
  'not-a-directory': ({ path }) => `${path ?? 'This'} is no folder. Name the folder that holds the store.`,
  'not-a-store': ({ path }) =>
    `${path ?? 'This folder'} is no RocketMQ store: looked for commitlog/, consumequeue/, config/ and a tiered folder, there and in the folders above. Open storePathRootDir or tieredStoreFilePath of broker.conf.`,
  'several-stores': ({ path, facts }) => `${path ?? 'This folder'} holds several stores${textOf(facts, 'names') === '' ? '' : ` (${textOf(facts, 'names')})`}. Open one of them.`,
  'no-configuration': ({ path }) => `The configuration file ${path ?? 'asked for'} does not exist.`,
  'no-tiered-root': ({ path }) => `${path ?? 'The folder asked for'} does not exist, or is no tiered root: there has to be a folder such as 212d6b50_DefaultCluster in it.`,
  'no-commitlog': ({ path }) => `The commitlog folder ${path ?? 'asked for'} does not exist.`,
  'no-journal-directory': ({ path }) => `The directory ${path ?? 'asked for'} for journals does not exist.`,
  'io-not-available': () => 'Memory mapping does not work here. Use --io read.',
  'store-not-open': () => 'This store is not open any more. Open it again.',
  'no-such-queue': ({ facts }) => {
    const side = textOf(facts, 'side')
    return textOf(facts, 'topic') === '' ? 'This store has no such queue.' : `This store has no ${side === '' ? '' : `${side} `}queue ${textOf(facts, 'topic')}/${numberOf(facts, 'queueId') ?? 0}.`
  },
  'no-such-plan': refusal => `The plan${naming(refusal, 'plan')} was not made here, or the store was opened again since. Make it again.`,
  'no-such-recent': () => 'This store is not in the list of recent stores any more.',
  'no-dialog': () => 'There is no folder dialog here. Type the path.',
  'not-openable': ({ path, facts }) => `${path ?? 'This path'} does not lie below what this program was started with${textOf(facts, 'roots') === '' ? '' : `: ${textOf(facts, 'roots')}`}.`,
  'not-empty': ({ path }) => `${path ?? 'The folder'} is not empty. The sample goes into an empty or a new folder.`,
  'plan-unreadable': () => 'This is no plan of the schema plan/1. Make it again with this version.',
  'plan-invalid': ({ path }) => `The plan is not one this program makes${path === undefined ? '' : ` (${path})`}. Make it again.`,
  'plan-altered': refusal => `The plan${naming(refusal, 'plan')} does not have the digest it was made with: it was changed since. Make it again and review it.`,
  'plan-of-another-store': refusal => `The plan${naming(refusal, 'plan')} was made for another store${textOf(refusal.facts, 'root') === '' ? '' : `: ${textOf(refusal.facts, 'root')}`}.`,
  'wrong-confirmation': ({ facts }) =>
    textOf(facts, 'brokerName') === '' ? "What was given is not the broker's name. Nothing was changed." : `The broker's name is "${textOf(facts, 'brokerName')}", not "${textOf(facts, 'given')}". Nothing was changed.`,
  'cut-not-applicable': () => 'A tiered store has a log for every queue: it cannot be cut at one offset or by size. Cut it by time, or take what dangles.',
  'nothing-to-do': () => 'The plan has no steps: there is nothing to do.',
  'journal-inside-store': ({ path }) => `${path ?? 'The journal'} lies inside the store. Choose a directory elsewhere.`,
  'another-cleanup-is-running': ({ facts }) => `Another cleanup of this store is running${numberOf(facts, 'pid') === null ? '' : ` (process ${numberOf(facts, 'pid')})`}.`,
  'deep-check-running': () => 'A deep check of this store is running already: wait for it, or stop it.',
  'unknown-receipt': refusal => `This store has no cleanup${naming(refusal, 'receipt')}.`,
  'wrong-state': refusal => `The cleanup${naming(refusal, 'receipt')} is ${states[textOf(refusal.facts, 'state')] ?? 'in another state'}: this cannot be done with it.`,
  'undo-blocked': ({ path }) => `The store has changed since the cleanup: ${path ?? 'a file'} is in the way. What was set aside stays where it is.`,
  'written-since': ({ path, facts }, say) =>
    `The store was written to since the cleanup (${path ?? 'a file'}${(numberOf(facts, 'files') ?? 1) > 1 ? ` and ${say.many((numberOf(facts, 'files') ?? 1) - 1, 'more file')}` : ''}): a broker has run. Nothing was put back, and what was set aside stays where it is. It can still be put back beside what was written (--accept-writes), or purged.`,
  'journal-damaged': ({ path, facts }, say) => `The journal in ${path ?? 'the quarantine'} is damaged in line ${say.exact(numberOf(facts, 'line') ?? 1)}. Nothing was done.`,
  'newer-version': ({ path }) => `${path ?? 'The journal'} was written by a newer version. Use that one.`,
  'foreign-store': ({ path, facts }) => `${path ?? 'The journal'} belongs to another store${textOf(facts, 'root') === '' ? '' : `, ${textOf(facts, 'root')}`}. Nothing was done.`,
  'journal-missing': ({ path }) => `${path ?? 'The quarantine'} holds set-aside files and no journal. If it was kept elsewhere, name that directory (--journal).`,
  'destination-taken': ({ path }) => `Another file is at ${path ?? 'the old place'} now.`,
  'destination-missing': ({ path }) => `The directory ${path ?? 'it came from'} is gone.`,
  'quarantine-changed': ({ path }) => `${path ?? 'A file'} is no longer in the quarantine as it was set aside.`,
  'metadata-rewritten': ({ path }) => `${path ?? 'The tiered metadata'} was written since: the broker has run.`,
  'content-rewritten': ({ path }) => `${path ?? 'The file'} was written since: the broker has run.`,
  'log-not-contiguous': ({ path }) => `${path ?? 'The next segment'} is gone: what comes back would leave a hole in the commitlog.`,
  'queue-not-contiguous': ({ path }) => `${path ?? 'The next queue file'} is gone: what comes back would leave a hole in its queue.`,
  'file-written-since': ({ path, facts }) => `${path ?? 'A file'} is no longer as the cleanup left it (${changesEn[textOf(facts, 'change')] ?? textOf(facts, 'change')}).`,
}
