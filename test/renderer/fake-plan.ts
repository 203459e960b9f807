import type { InputOf, OutputOf } from '../../shared/contract/contract'

/** A plan for the screens: what a cut of the damaged store would take along. */
export function fakePlan(root: string, brokerName: string, { cut }: InputOf<'planCleanup'>, minOffset: number, segmentSizeBytes: number): OutputOf<'planCleanup'> {
  const newMinOffset = cut.kind === 'keep-from' ? Math.floor(cut.physicalOffset / segmentSizeBytes) * segmentSizeBytes : cut.kind === 'dangling' ? minOffset : minOffset + 42 * segmentSizeBytes
  const segments = Math.max(0, (newMinOffset - minOffset) / segmentSizeBytes)
  const totals = [
    { kind: 'consume-queue' as const, files: 85 + segments * 4, bytes: 510_000_000 + segments * 24_000_000, firstPath: 'consumequeue/coupon-issue/0/00000000000000000000', lastPath: 'consumequeue/user-behavior-log/31/00000000000006000000' },
    { kind: 'commitlog' as const, files: segments, bytes: segments * segmentSizeBytes, firstPath: 'commitlog/00000000074088185856', lastPath: 'commitlog/00000000118111600640' },
  ].filter(({ files }) => files > 0)
  const setAsideBytes = totals.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    schema: 'plan/1', id: '7c41e09d1122', digest: `sha256:${'7c41e09d'.repeat(8)}`, createdAt: 0,
    store: { root, tieredRoot: null, brokerName, commitLogDirectories: [`${root}/commitlog`] },
    cut: { kind: cut.kind, newMinOffset, requested: null },
    blockers: [],
    effects: {
      setAsideBytes, allocatedBytes: setAsideBytes, messages: segments * 1_024_751,
      topics: segments === 0 ? [] : [{ topic: 'order-events', messages: segments * 345_000, bytes: segments * 360_000_000 }, { topic: 'user-behavior-log', messages: segments * 219_000, bytes: segments * 230_000_000 }],
      queues: [{ side: 'local', topic: 'order-events', queueId: 3, minOffsetBefore: 0, minOffsetAfter: 3_737_676, maxOffset: 5_149_329 }],
      unread: segments === 0 ? [] : [{ group: 'bi-ingest', topic: 'user-behavior-log', queueId: 0, messages: segments * 85_373 }],
      delayedMessages: 0, timerMessages: 0, halfMessages: 0,
    },
    stepTotals: totals,
    keptTotals: [{ reason: 'last-file-of-queue', files: 105 }, { reason: 'active-segment', files: 1 }],
    boundFiles: 884,
    cliArguments: ['plan', root, ...(cut.kind === 'keep-from' ? ['--keep-from', String(newMinOffset)] : ['--dangling'])],
  }
}
