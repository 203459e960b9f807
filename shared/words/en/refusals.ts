import { textOf, numberOf } from '../facts'
import type { Vocabulary } from '../vocabulary'
import { namesEn } from './names'

const states: Readonly<Record<string, string>> = namesEn.receiptState

export const refusalsEn: Vocabulary['refusals'] = {
  'not-found': ({ path }) => `${path ?? 'The folder'} does not exist.`,
  'not-a-directory': ({ path }) => `${path ?? 'This'} is no folder. Name the folder that holds the store.`,
  'not-a-store': ({ path }) =>
    `${path ?? 'This folder'} is no RocketMQ store: looked for commitlog/, consumequeue/, config/ and a tiered folder, there and in the folders above. Open storePathRootDir or tieredStoreFilePath of broker.conf.`,
  'several-stores': ({ path }) => `${path ?? 'This folder'} holds several stores. Open one of them.`,
  'no-configuration': ({ path }) => `${path ?? 'The configuration file'} does not exist.`,
  'no-tiered-root': ({ path }) => `${path ?? 'The tiered folder'} does not exist.`,
  'no-commitlog': ({ path }) => `${path ?? 'The commitlog folder'} does not exist.`,
  'io-not-available': () => 'Memory mapping does not work here. Use --io read.',
  'store-not-open': () => 'This store is not open any more. Open it again.',
  'no-such-queue': () => 'This store has no such queue any more.',
  'no-such-plan': () => 'This plan was not made here, or the store was opened again since. Make it again.',
  'no-such-recent': () => 'This store is not in the list of recent stores any more.',
  'no-dialog': () => 'There is no folder dialog here. Type the path.',
  'not-openable': ({ path }) => `${path ?? 'This path'} does not lie below a folder that this program was started with.`,
  'plan-unreadable': () => 'This is no plan of the schema plan/1. Make it again with this version.',
  'plan-invalid': ({ path }) => `The plan is not one this program makes${path === undefined ? '' : ` (${path})`}. Make it again.`,
  'plan-altered': () => 'The plan does not have the digest it was made with: it was changed since. Make it again and review it.',
  'plan-of-another-store': () => 'The plan was made for another store.',
  'wrong-confirmation': () => "What was typed is not the broker's name. Nothing was changed.",
  'nothing-to-do': () => 'The plan has no steps: there is nothing to do.',
  'journal-inside-store': ({ path }) => `${path ?? 'The journal'} lies inside the store. Choose a directory elsewhere.`,
  busy: ({ facts }) => `Another cleanup of this store is running${numberOf(facts, 'pid') === null ? '' : ` (process ${numberOf(facts, 'pid')})`}.`,
  'unknown-receipt': () => 'There is no such cleanup of this store.',
  'wrong-state': ({ facts }) => `The cleanup ${textOf(facts, 'receipt')} is ${states[textOf(facts, 'state')] ?? textOf(facts, 'state')}: this cannot be done with it.`,
  'undo-blocked': ({ path }) => `The store has changed since the cleanup: ${path ?? 'a file'} is in the way. What was set aside stays where it is.`,
  'journal-damaged': ({ path, facts }, say) => `The journal in ${path ?? 'the quarantine'} is damaged in line ${say.exact(numberOf(facts, 'line') ?? 1)}. Nothing was done.`,
  'newer-version': ({ path }) => `${path ?? 'The journal'} was written by a newer version. Use that one.`,
  'foreign-store': ({ path, facts }) => `${path ?? 'The journal'} belongs to another store: ${textOf(facts, 'root')}. Nothing was done.`,
  'journal-missing': ({ path }) => `${path ?? 'The quarantine'} holds set-aside files and no journal. If it was kept elsewhere, name that directory.`,
}
