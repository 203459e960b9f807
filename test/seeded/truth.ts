import type { BuiltFile } from '../../shared/store/builders/built-file'
import { queueFilesOf, segmentsOf, type QueueName } from '../../shared/store/builders/faults'

/** What is in built files, read byte by byte and by nothing that is tested. */
export interface Unit {
  readonly queueOffset: number
  readonly physicalOffset: number
  readonly sizeBytes: number
  readonly tagsCode: bigint
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const baseOf = ({ path }: Pick<BuiltFile, 'path'>): number => Number(nameOf(path))

export const sizeOfSegments = (files: readonly BuiltFile[]): number => segmentsOf(files)[0]?.sizeBytes ?? 0

export function queuesOf(files: readonly BuiltFile[]): QueueName[] {
  const directories = new Set(files.filter(({ path }) => path.startsWith('store/consumequeue/')).map(({ path }) => path.slice('store/consumequeue/'.length, path.lastIndexOf('/'))))
  return [...directories].map(directory => ({ topic: directory.slice(0, directory.lastIndexOf('/')), queueId: Number(nameOf(directory)) }))
}

export function unitsOf(files: readonly BuiltFile[], queue: QueueName): Unit[] {
  return queueFilesOf(files, queue).flatMap(file => {
    const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)
    return Array.from({ length: Math.floor(file.bytes.length / 20) }, (_, at) => ({
      queueOffset: baseOf(file) / 20 + at,
      physicalOffset: Number(view.getBigInt64(at * 20)),
      sizeBytes: view.getInt32(at * 20 + 8),
      tagsCode: view.getBigInt64(at * 20 + 12),
    }))
  })
}

/** Where the newest record of the log ends, by its units. */
export const endOfLog = (files: readonly BuiltFile[]): number => Math.max(...queuesOf(files).flatMap(queue => unitsOf(files, queue)).map(unit => unit.physicalOffset + unit.sizeBytes))
