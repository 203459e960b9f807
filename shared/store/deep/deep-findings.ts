import { checkStore } from '../checks/check-store'
import type { Finding } from '../checks/finding'
import type { IrregularUnit, LocalSnapshot, StorePicture, TieredSnapshot } from '../snapshot/snapshot'
import type { DeepPart } from './deep-task'
import { joinFindings } from './found-ranges'

/**
 * All findings of a store: the picture is corrected by what every byte told, judged by the same rules as a quick look, and
 * what only reading everything shows is added. The order of the parts does not matter.
 */
export function deepFindings(snapshot: StorePicture, parts: readonly DeepPart[]): readonly Finding[] {
  const { local, tiered } = snapshot
  const corrected: StorePicture = {
    ...snapshot,
    ...(local === undefined ? {} : { local: correctLocal(local, parts) }),
    ...(tiered === undefined ? {} : { tiered: correctTiered(tiered, parts) }),
  }
  const read = new Set<unknown>(parts.flatMap(part => part.read))
  return checkStore(corrected, joinFindings(parts.flatMap(({ findings }) => findings))).filter(({ code, facts }) => code !== 'not-read' || !read.has(facts['part']))
}

function correctLocal(local: LocalSnapshot, parts: readonly DeepPart[]): LocalSnapshot {
  const scanned = new Map(parts.flatMap(({ queues }) => queues.map(found => [found.queue, found] as const)))
  const judged = Map.groupBy(parts.flatMap(part => part.judged), ({ queue }) => queue)
  const walked = new Set(parts.flatMap(({ met }) => met.map(([segment]) => segment)))
  return {
    ...local,
    // What a walked segment holds in the place of records is told by the walk, with its end.
    commitLog: { ...local.commitLog, segments: local.commitLog.segments.map((segment, index) => (walked.has(index) ? { ...segment, damage: null } : segment)) },
    queues: local.queues.map((queue, index) => {
      const found = scanned.get(index)
      if (found === undefined) return queue
      const { units, runs, ordered } = found
      return { ...queue, units, runs: [...runs], ordered, irregular: withJudged(found.irregular, judged.get(index)?.flatMap(({ irregular }) => irregular) ?? []) }
    }),
  }
}

/** A unit that crosses or is too small was told by the first round already. */
function withJudged(scanned: readonly IrregularUnit[], judged: readonly IrregularUnit[]): IrregularUnit[] {
  return [...scanned, ...judged.filter(unit => !scanned.some(known => known.path === unit.path && unit.at >= known.at && unit.at < known.at + 20 * known.count))]
}

function correctTiered(tiered: TieredSnapshot, parts: readonly DeepPart[]): TieredSnapshot {
  const scanned = new Map(parts.flatMap(part => part.tiered.map(found => [found.queue, found] as const)))
  return {
    ...tiered,
    queues: tiered.queues.map((queue, index) => {
      const found = scanned.get(index)
      if (found === undefined) return queue
      return { ...queue, units: found.units, runs: [...found.runs], irregular: queue.irregular.filter(({ code }) => code !== 'tiered-record-mismatch') }
    }),
  }
}
