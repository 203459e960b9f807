import { join, relativeTo } from '../bytes/store-files'
import { parseTieredFileName } from '../formats/tiered-file-name'
import type { Census } from './census'
import type { TieredStray } from './snapshot'

/**
 * Brokers may share a tiered root: what the metadata does not know is judged only in the folders of the broker whose metadata
 * it is. Without metadata everything in the cluster is unknown.
 */
export function ownFolders(clusterRoot: string | null, brokers: ReadonlySet<string> | undefined, configured: string | undefined): string[] {
  if (clusterRoot === null) return []
  if (brokers === undefined) return [clusterRoot]
  const own = brokers.size > 0 || configured === undefined ? [...brokers].sort() : [configured]
  return own.map(broker => join(clusterRoot, broker))
}

const QUEUE_ID = /^\d{1,10}$/

/** Files below those folders that no row knows. */
export function findStrays(census: Census, root: string, folders: readonly string[], known: ReadonlySet<string>): TieredStray[] {
  const strays: TieredStray[] = []
  const visit = (directory: string): void => {
    for (const entry of census.list(directory)) {
      if (entry.kind === 'directory') visit(entry.path)
      else if (entry.facts !== undefined && !known.has(entry.path)) {
        const [, , ...parts] = relativeTo(root, entry.path).split('/')
        const fileType = (['COMMIT_LOG', 'CONSUME_QUEUE', 'INDEX'] as const).find(type => type === parts[2]) ?? null
        const named = parts.length === 4 && QUEUE_ID.test(parts[1] ?? '') && parseTieredFileName(entry.name) !== undefined
        const { sizeBytes, allocatedBytes, modifiedTime } = entry.facts
        strays.push({
          path: relativeTo(root, entry.path),
          absolutePath: entry.path,
          sizeBytes,
          allocatedBytes,
          modifiedTime,
          topic: named ? (parts[0] ?? null) : null,
          queueId: named ? Number(parts[1]) : null,
          fileType: named ? fileType : null,
        })
      }
    }
  }
  for (const folder of folders) visit(folder)
  return strays
}
