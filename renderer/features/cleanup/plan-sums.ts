import type { PlanSummary } from '../../../shared/contract/schemas'

export const filesIn = ({ stepTotals }: PlanSummary): number => stepTotals.reduce((sum, { files }) => sum + files, 0)

/** Bytes of the broker's own log, which is what holds the messages. */
export const logBytesIn = ({ stepTotals }: PlanSummary): number => stepTotals.find(({ kind }) => kind === 'commitlog')?.bytes ?? 0

/** Unread messages per group and topic, the most first. */
export function unreadByGroup({ effects }: PlanSummary): { group: string; topic: string; messages: number }[] {
  const sums = new Map<string, { group: string; topic: string; messages: number }>()
  for (const { group, topic, messages } of effects.unread) {
    const known = sums.get(`${group}@${topic}`)
    if (known) known.messages += messages
    else sums.set(`${group}@${topic}`, { group, topic, messages })
  }
  return [...sums.values()].filter(({ messages }) => messages > 0).sort((a, b) => b.messages - a.messages)
}
