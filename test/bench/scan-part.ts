import { parentPort, workerData } from 'node:worker_threads'
import { chooseByteSources, type ByteSources } from '../../electron/host/byte-sources'
import { UNIT_BYTES } from '../../shared/store/formats/consume-queue-unit'
import type { Range } from '../../shared/store/range'
import { UnitScanner } from '../../shared/store/readers/scan-units'

/** Files of a queue, to be scanned by one thread. */
export interface ScanPart {
  readonly paths: readonly string[]
  readonly log: Range
  /** Below the log's start, and in the log. */
  readonly expected: readonly [below: number, inLog: number]
}

/** Classifies every unit, one by one. @throws when there are others than expected */
export function scanPart(sources: ByteSources, { paths, log, expected }: ScanPart): void {
  const scanner = new UnitScanner([
    { start: 0, end: log.start, recordsEnd: Infinity },
    { start: log.start, end: log.end, recordsEnd: log.end },
    { start: log.end, end: Infinity, recordsEnd: Infinity },
  ])
  const counts = [0, 0, 0]
  const odd = (): void => void (counts[2] = Number.NaN)
  for (const path of paths) {
    const source = sources.open(path)
    scanner.scan(source, 0, source.sizeBytes / UNIT_BYTES, { run: (region, from, to) => void (counts[region] = (counts[region] ?? 0) + to - from), odd, crosses: odd, notIncreasing: odd })
    source.close()
  }
  if (counts[0] !== expected[0] || counts[1] !== expected[1] || counts[2] !== 0) throw new Error(`classified ${counts.join(', ')} units instead of ${expected.join(', ')}`)
}

/** As a thread: scans its part each time it is told to, and says when it is done. */
if (parentPort) {
  const { backend, part } = workerData as { readonly backend: ByteSources['backend']; readonly part: ScanPart }
  const sources = chooseByteSources({ backend })
  parentPort.on('message', () => {
    scanPart(sources, part)
    parentPort?.postMessage('done')
  })
}
