import { readWindow } from '../bytes/byte-source'
import { keepsLogElsewhere } from '../checks/check-layout'
import type { Finding } from '../checks/finding'
import type { FactsOf } from '../checks/finding-facts'
import { newFinding } from '../checks/new-finding'
import { decodeTimerCheckpoint, TIMER_CHECKPOINT_BYTES } from '../formats/timer-checkpoint'
import { TIMER_UNIT_BYTES } from '../formats/timer-log-unit'
import { WHEEL_BYTES, WHEEL_SLOT_BYTES } from '../formats/timer-wheel-slot'
import { range } from '../range'
import { withSource } from '../snapshot/commit-log'
import { observedSize } from '../snapshot/observed-size'
import type { CommitLogPicture, StorePicture } from '../snapshot/snapshot'
import { FindingList, type DeepPorts } from './deep-part'
import { LogWindow } from './log-window'
import type { ShownFile } from './segment-files'
import { scanTimerLog, type Timer, type TimerPlace } from './scan-timer-log'
import { scanTimerWheel } from './scan-timer-wheel'
import { precisionOf } from './timer-precision'
import type { TimerFiles } from './timer-files'

const SLOTS = WHEEL_BYTES / WHEEL_SLOT_BYTES

/**
 * The timer's log and wheel: units follow each other, each timer that is not delivered yet has its record and is found from its
 * slot, over the units before it. What was delivered is not judged: its record may be gone. Memory: two numbers for each slot.
 */
export function checkTimers(ports: DeepPorts, { local, store }: StorePicture, files: TimerFiles): Finding[] {
  const found = new FindingList()
  for (const finding of wrongFiles(files)) found.add(finding)
  const { checkpoint, wheel, log: { segments: log } } = files
  const delivered = checkpoint && withSource(ports.files, checkpoint.absolutePath, source => decodeTimerCheckpoint(readWindow(source, 0, TIMER_CHECKPOINT_BYTES).view))
  if (delivered === undefined && log.length > 0) found.add(invalid('checkpoint', 'config/timercheck', { severity: 'warning' }))
  const hasWheel = wheel?.sizeBytes === WHEEL_BYTES
  const precision = hasWheel ? precisionOf(ports, wheel.absolutePath, log) : undefined
  const slots = new SlotTable()
  const readTick = delivered === undefined ? Infinity : Math.floor(delivered.readTime / (precision ?? 1000))
  const records = local === undefined || keepsLogElsewhere(store) ? undefined : new RecordsOfTimers(ports, local.commitLog)
  const logStart = log[0]?.base ?? 0
  try {
    scanTimerLog(ports, log, delivered?.flushedEnd ?? 0, {
      timer: (unit, position, place) => {
        const tick = Math.floor(unit.dueTime / (precision ?? 1000))
        if (tick <= readTick || delivered === undefined || unit.dueTime <= delivered.readTime) return
        const trouble = unit.deletes ? undefined : records?.troubleOf(unit)
        if (trouble !== undefined) found.add(newFinding('timer-message-lost', { place: trouble }, { ...at(place(), TIMER_UNIT_BYTES), ...(trouble === 'past' ? { severity: 'warning' } : {}) }))
        if (precision === undefined) return
        const before = slots.lastOf(tick)
        if (unit.previous !== before && !(before === -1 && unit.previous < logStart)) found.add(newFinding('timer-slot-wrong', { what: 'chain', isSetAnew: 0 }, at(place(), TIMER_UNIT_BYTES)))
        slots.put(tick, position)
      },
      damaged: place => found.add(invalid('unit', place.file.path, at(place, TIMER_UNIT_BYTES))),
    })
  } finally {
    records?.close()
  }
  if (hasWheel && delivered !== undefined) {
    // From a file's length before the end of what was flushed a start reads the log, and sets the slots anew.
    const setAnewFrom = log.findLast(({ base }) => base <= delivered.flushedEnd - (log.at(-1)?.sizeBytes ?? 0))?.base ?? logStart
    checkWheel(ports, wheel, readTick, slots, (place, expected) => {
      const isSetAnew = expected >= setAnewFrom && expected !== -1
      const severity = store.abort === null ? (isSetAnew ? 'warning' : 'error') : isSetAnew ? 'info' : 'warning'
      found.add(newFinding('timer-slot-wrong', { what: 'slot', isSetAnew: isSetAnew ? 1 : 0 }, { ...at(place, WHEEL_SLOT_BYTES), severity }))
    })
  }
  return found.all
}

/** Every slot whose tick is still to come against the last unit that the log has for it. */
function checkWheel({ files, step }: DeepPorts, wheel: ShownFile, readTick: number, slots: SlotTable, wrong: (place: TimerPlace, expected: number) => void): void {
  const tell = (index: number, hex: string, expected: number): void => wrong({ file: wheel, at: index * WHEEL_SLOT_BYTES, hex }, expected)
  scanTimerWheel(files, wheel.absolutePath, step, ({ tick, lastUnit }, index, hex) => {
    const known = slots.take(index)
    const isRight = known === undefined ? !(tick > readTick) : tick === known.tick && lastUnit === known.lastUnit
    if (!isRight) tell(index, hex(), known?.lastUnit ?? -1)
    return true
  })
  for (const { index, lastUnit } of slots.left()) tell(index, '00'.repeat(WHEEL_SLOT_BYTES), lastUnit)
}

/** The last unit of each tick that is still to come. */
class SlotTable {
  readonly #ticks = new Float64Array(SLOTS)
  readonly #last = new Float64Array(SLOTS)

  /** -1 for none */
  lastOf(tick: number): number {
    return this.#ticks[tick % SLOTS] === tick ? (this.#last[tick % SLOTS] ?? -1) : -1
  }

  put(tick: number, position: number): void {
    this.#ticks[tick % SLOTS] = tick
    this.#last[tick % SLOTS] = position
  }

  /** What a slot must hold; it is asked for once. */
  take(index: number): { readonly tick: number; readonly lastUnit: number } | undefined {
    const tick = this.#ticks[index] ?? 0
    this.#ticks[index] = 0
    return tick === 0 ? undefined : { tick, lastUnit: this.#last[index] ?? -1 }
  }

  /** Slots that nobody asked for. */
  *left(): Generator<{ readonly index: number; readonly lastUnit: number }> {
    for (let index = 0; index < SLOTS; index += 1) if (this.#ticks[index] !== 0) yield { index, lastUnit: this.#last[index] ?? -1 }
  }
}

/** Whether timers have their records. */
class RecordsOfTimers {
  readonly #window: LogWindow

  constructor(
    ports: DeepPorts,
    private readonly log: CommitLogPicture,
  ) {
    this.#window = new LogWindow(ports.files, log.segments)
  }

  troubleOf({ physicalOffset, sizeBytes }: Timer): FactsOf['timer-message-lost']['place'] | undefined {
    const { minOffset, maxOffset, holes } = this.log
    if (physicalOffset < minOffset) return 'below'
    if (physicalOffset + sizeBytes > maxOffset) return 'past'
    if (holes.some(({ start, end }) => physicalOffset >= start && physicalOffset < end)) return 'hole'
    return this.#window.headerAt(physicalOffset)?.sizeBytes === sizeBytes ? undefined : 'no-record'
  }

  close(): void {
    this.#window.close()
  }
}

/** What is wrong with the files as such: each but a missing one in between keeps a broker from starting. */
function wrongFiles({ log: { segments: log, strays }, wheel }: TimerFiles): Finding[] {
  const size = observedSize(log, null)
  return [
    ...(wheel === undefined || wheel.sizeBytes === 0 || wheel.sizeBytes === WHEEL_BYTES ? [] : [invalid('wheel-size', wheel.path)]),
    ...strays.map(({ path }) => invalid('name', path)),
    ...log.filter(({ sizeBytes }) => sizeBytes !== size).map(({ path }) => invalid('log-size', path)),
    ...log.slice(1).flatMap(({ path, base }, index) => {
      const before = log[index]
      return before === undefined || before.base + before.sizeBytes >= base ? [] : [invalid('hole', path, { range: range<number>(before.base + before.sizeBytes, base), rangeKind: 'byte' })]
    }),
  ]
}

const invalid = (reason: FactsOf['timer-file-invalid']['reason'], path: string, details: Partial<Pick<Finding, 'severity' | 'range' | 'rangeKind' | 'evidence'>> = {}): Finding =>
  newFinding('timer-file-invalid', { reason }, { subject: { side: 'local', path }, ...details })

const at = ({ file: { path }, at: start, hex }: TimerPlace, bytes: number): Required<Pick<Finding, 'subject' | 'range' | 'rangeKind' | 'evidence'>> => ({
  subject: { side: 'local', path }, range: range<number>(start, start + bytes), rangeKind: 'byte', evidence: { path, at: start, hex },
})
