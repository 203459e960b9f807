import type { ForecastDocument } from '../../shared/contract/documents'

/** A start that goes well, changed in what a test is about. */
export function fakeForecast(changes: Partial<ForecastDocument> = {}): ForecastDocument {
  return {
    schema: 'forecast/1',
    brokerVersion: { assumed: '5.3', from: 'default' },
    starts: 'yes',
    refusals: [],
    recovery: 'normal',
    commitLog: { minOffset: 1000, maxOffset: 9000, removedFiles: [], cutFrom: null, cutBecause: null, readFrom: 'commitlog/00000000000000001000' },
    queues: [{ topic: 'orders', queueId: 0, minOffset: 0, maxOffset: 20, cutUnits: 0 }],
    removedFiles: [],
    firstCleaning: { removedFiles: [] },
    notes: [],
    ...changes,
  }
}
