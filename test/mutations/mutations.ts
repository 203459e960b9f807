/** A safety switched off: one place of the source, and the tests that must notice. */
export interface Mutation {
  readonly safety: string
  readonly what: string
  readonly file: string
  /** Occurs exactly once in the file. */
  readonly from: string
  readonly to: string
  /** Test files; of them only tests whose names match `named`. */
  readonly tests: readonly string[]
  readonly named?: string
}

const cleanup = (name: string): string => `shared/store/cleanup/${name}.ts`
const test = (name: string): string => `test/shared/store/cleanup/${name}.test.ts`
const LIVENESS = 'requireStopped(environment.liveness(), environment.options.assumeStopped)'
const STILL = 'requireStillStopped(environment.liveness(), environment.options.assumeStopped)'

export const mutations: readonly Mutation[] = [
  { safety: 'liveness', what: 'not asked before the first change', file: cleanup('execute'), from: `    ${LIVENESS}\n`, to: '', tests: [test('refusals')] },
  { safety: 'liveness', what: 'not asked between two stages', file: cleanup('carry-out'), from: `      ${STILL}\n      const changes`, to: '      const changes', tests: [test('refusals'), test('changed-since-plan')] },
  { safety: 'liveness', what: 'not asked between two stages of an undo', file: cleanup('carry-out'), from: `      ${STILL}\n      stage = first.kind`, to: '      stage = first.kind', tests: [test('refusals')] },
  { safety: 'liveness', what: 'who only reads stops a run in its middle', file: cleanup('stopped'), from: 'requireStopped(withoutReaders(inUse), assumeStopped)', to: 'requireStopped(inUse, assumeStopped)', tests: [test('refusals')] },
  { safety: 'liveness', what: 'in the middle of a run who writes is taken for a reader', file: 'shared/store/in-use.ts', from: 'reasons.filter(({ readsOnly }) => readsOnly !== true)', to: 'reasons.filter(() => false)', tests: [test('refusals')] },
  { safety: 'liveness', what: 'not asked before an undo', file: cleanup('undo'), from: `    ${LIVENESS}\n`, to: '', tests: [test('refusals')] },
  { safety: 'liveness', what: 'what is known can be talked away', file: cleanup('stopped'), from: "assumeStopped && blocker.code === 'liveness-unknown'", to: 'assumeStopped', tests: [test('refusals')] },

  { safety: 'identity', what: 'no look at the store before the first change', file: cleanup('execute'), from: 'if (changes.length > 0) refuseChanged(changes)', to: '', tests: [test('refusals')] },
  { safety: 'identity', what: 'no look at the store between two stages', file: cleanup('carry-out'), from: 'if (changes.length > 0) refuseChanged(changes)', to: '', tests: [test('changed-since-plan')] },
  { safety: 'identity', what: 'no look at the file just before it goes', file: cleanup('take-step'), from: '  requireSameFile(source, step.identity, files.stat(source))\n  if (mode', to: '  if (mode', tests: [test('changed-since-plan')] },
  { safety: 'identity', what: 'the inode does not count', file: cleanup('identity'), from: "a.inode !== b.inode ? 'inode' : undefined", to: 'undefined', tests: [test('refusals')] },
  { safety: 'identity', what: 'the time does not count', file: cleanup('identity'), from: "a.modifiedTimeNs !== b.modifiedTimeNs ? 'modified-time'", to: "false ? 'modified-time'", tests: [test('refusals')] },
  { safety: 'identity', what: 'new files do not count', file: cleanup('identity'), from: "reviewed === undefined ? 'new'", to: 'reviewed === undefined ? undefined', tests: [test('refusals')] },
  { safety: 'identity', what: 'a plan need not have its digest', file: cleanup('execute'), from: 'if (!isSealed(plan))', to: 'if (false)', tests: [test('refusals')] },
  { safety: 'identity', what: 'a plan may name any place', file: cleanup('execute'), from: '  requireSafePlan(plan)\n', to: '', tests: [test('refusals')] },

  { safety: 'last file', what: "a queue's last written file may go", file: cleanup('doomed'), from: 'count < lastWritten &&', to: 'count <= lastWritten &&', tests: [test('plan-cleanup')] },
  { safety: 'last file', what: 'the newest index file may go', file: cleanup('doomed'), from: 'count < index.length - 1 &&', to: 'count < index.length &&', tests: [test('doomed')] },
  { safety: 'last file', what: 'the active segment may go', file: cleanup('choose-cut'), from: 'if (asked >= active.endOffset) return pastActive({ requested: asked })', to: "if (asked >= active.endOffset) return { newMin: active.endOffset, kept: [], blockers: [] }", tests: [test('plan-cleanup')] },

  { safety: 'order', what: 'segments go before the queues that point into them', file: cleanup('plan-local'), from: '      ...queueSteps,\n', to: '', tests: [test('plan-cleanup')] },
  { safety: 'order', what: 'a plan may have any order', file: cleanup('plan-shape'), from: ': index > 0 && STAGES', to: ': index < 0 && STAGES', tests: [test('refusals')] },
  { safety: 'order', what: 'an undo goes forwards', file: cleanup('carry-out'), from: 'batchesOf(steps.toReversed())', to: 'batchesOf(steps)', tests: [test('crash-matrix'), test('power-loss')], named: 'undo' },
  { safety: 'order', what: 'segments go several at a time', file: cleanup('carry-out'), from: "  if (kind === 'commitlog') return false\n", to: '', tests: [test('power-loss')], named: 'apply' },
  { safety: 'order', what: 'files of one queue go several at a time', file: cleanup('carry-out'), from: "kind !== 'consume-queue' || parentOf", to: 'true || parentOf', tests: [test('power-loss')], named: 'apply' },
  { safety: 'order', what: 'nothing is announced before it is done', file: cleanup('carry-out'), from: "    journal.append({ kind: 'steps', way: 'aside', from: first.order, to: last.order })\n", to: '    void [first, last]\n', tests: [test('power-loss')], named: 'apply' },

  { safety: 'metadata first', what: 'tiered files go before their rows', file: cleanup('plan-tiered'), from: '      ...metadata.steps,\n', to: '', tests: [test('plan-cleanup')] },
  { safety: 'metadata first', what: 'the .bak keeps its rows', file: cleanup('plan-metadata'), from: 'steps: [main, ...(backup !== undefined && backup.removeRows.length > 0 ? [backup] : [])]', to: 'steps: [main]', tests: [test('plan-cleanup')] },
  { safety: 'metadata first', what: 'the old text has no second name', file: cleanup('take-step'), from: "mode === 'set-aside' && files.stat(aside) === undefined", to: 'false', tests: [test('crash-matrix')], named: 'tiered' },

  ...(
    [
      ['quarantine', 'for (const directory of changed) cleanup.syncDirectory(directory)', 'of new quarantine directories', 'apply'],
      ['journal-file', '    cleanup.syncDirectory(directory)\n', "of the journal's name", 'apply'],
      ['take-step', '    cleanup.link(source, aside)\n    cleanup.syncDirectory(parentOf(aside))\n', "of the old metadata's second name", 'apply'],
      ['carry-out', 'if (files.stat(directory) !== undefined) cleanup.syncDirectory(directory)', 'of directories that files left and came to', 'apply'],
      ['purge', 'if (files.stat(directory) !== undefined) cleanup.syncDirectory(directory)', 'of a purge', 'purge'],
      ['receipts', '  cleanup.syncDirectory(directory)\n', "of the receipt's name", 'apply'],
    ] as const
  ).map(([file, from, what, named]) => ({
    safety: 'fsync', what, file: cleanup(file), from,
    to: from.includes('link(') ? '    cleanup.link(source, aside)\n' : from.startsWith(' ') ? '' : 'void directory',
    tests: [test('power-loss')], named,
  })),
  { safety: 'fsync', what: 'of a new file', file: 'electron/host/node-cleanup-files.ts', from: '    writeAll(fd, content)\n    fsyncSync(fd)\n', to: '    writeAll(fd, content)\n', tests: ['test/electron/host/failing-system-calls.test.ts'], named: 'durable' },
  { safety: 'fsync', what: 'of an appended line', file: 'electron/host/node-cleanup-files.ts', from: '      writeAll(fd, content)\n      fsyncSync(fd)\n', to: '      writeAll(fd, content)\n', tests: ['test/electron/host/failing-system-calls.test.ts'], named: 'durable' },
  { safety: 'fsync', what: 'of a directory', file: 'electron/host/node-cleanup-files.ts', from: '    fsyncSync(fd)\n  } catch (error) {\n    if (!hasCode', to: '  } catch (error) {\n    if (!hasCode', tests: ['test/electron/host/failing-system-calls.test.ts'], named: 'durable' },
  { safety: 'fsync', what: 'a line that cannot be made durable stays', file: 'electron/host/node-cleanup-files.ts', from: 'tidyUp(() => ftruncateSync(fd, stats.size))', to: '', tests: ['test/electron/host/failing-system-calls.test.ts'], named: 'durable' },

  { safety: 'undo', what: 'not proven that the files can return', file: cleanup('undo'), from: '    requireReturnable(plan, receiptId, environment)\n    if', to: '    if', tests: [test('refusals')] },
  { safety: 'undo', what: 'although a broker has written', file: cleanup('undo'), from: 'environment.options.acceptWrites !== true', to: 'false', tests: [test('refusals')] },
  { safety: 'repair', what: 'half a unit is left off although more is wrong', file: cleanup('plan-repair'), from: "return lastRun?.unitClass === 'ok' && lastRun.queueOffsets.end === maxOffset ? last : undefined", to: 'return last', tests: [test('repairs')] },
  { safety: 'repair', what: 'a plan may leave off more than half a unit', file: cleanup('plan-shape'), from: "(step.action === 'shorten' && leavesOffHalfAUnit(step))", to: "step.action === 'shorten'", tests: [test('repairs')] },
  { safety: 'repair', what: 'a .bak need not be the one that was reviewed', file: cleanup('plan-shape'), from: " || (step.action === 'restore' && !boundPaths.has(backupOf(step)))", to: '', tests: [test('repairs')] },
  { safety: 'repair', what: 'new content need not be what was reviewed', file: cleanup('take-step'), from: 'after === undefined || contentDigest(after) !== step.digestAfter', to: 'after === undefined', tests: [test('repairs')] },
  { safety: 'repair', what: 'a hole above the active segment is cut away', file: cleanup('choose-cut'), from: 'count === -1 || count > activeIndex', to: 'count === -1', tests: [test('repairs')] },
  { safety: 'repair', what: 'a file longer than its row costs messages', file: cleanup('plan-tiered'), from: "state === 'size-mismatch' && (fileSizeBytes ?? 0) < sizeBytes", to: "state === 'size-mismatch'", tests: [test('repairs')] },
  { safety: 'fsync', what: 'of drafts that a repair leaves elsewhere', file: cleanup('finish-apply'), from: 'if (environment.files.stat(directory) !== undefined) environment.cleanup.syncDirectory(directory)', to: 'void directory', tests: [test('power-loss')], named: 'removes at once' },
  { safety: 'one place', what: 'a .store-inspector that leads elsewhere is used', file: cleanup('quarantine'), from: 'if (first !== undefined) throw', to: 'if (false) throw', tests: [test('refusals')] },
  { safety: 'one place', what: 'a folder that could not be listed does not count', file: cleanup('blockers'), from: 'snapshot.unreadFolders.map(', to: '[].map(', tests: [test('plan-cleanup')] },
  { safety: 'journal', what: 'checksums do not count', file: cleanup('journal'), from: 'sha256(end.sum + rest) !== sum', to: 'false', tests: [test('journal'), test('damaged-journal')] },
  { safety: 'journal', what: 'of another store is taken', file: cleanup('journal-file'), from: 'if (plan.store.root !== root || receiptId !== nameOf(directory))', to: 'if (false)', tests: [test('refusals'), test('damaged-journal')] },
  { safety: 'one at a time', what: 'the store is not held', file: cleanup('execute'), from: 'const release = holdStore(root, environment)', to: 'const release = (): void => undefined', tests: [test('refusals')] },
  { safety: 'one at a time', what: 'an unfinished run is passed over', file: cleanup('execute'), from: '    requireSettled(root, environment)\n', to: '', tests: [test('refusals')] },
  { safety: 'permissions', what: 'our files can be read by others', file: 'electron/host/node-cleanup-files.ts', from: 'const OURS_FILE = 0o600', to: 'const OURS_FILE = 0o644', tests: ['test/electron/host/node-cleanup-files.test.ts'] },
]
