import { beforeEach, describe, inject, type TestContext } from 'vitest'
import type { BrokerVersion } from './broker-matrix'

declare module 'vitest' {
  interface ProvidedContext {
    /** Versions that are fetched and compiled, found out once by `prepare-brokers.ts`. */
    brokers: readonly BrokerVersion[]
    /** Milliseconds since 1970 after which no further broker is started. */
    lastStart: number
  }
}

const brokers = inject('brokers')
const lastStart = inject('lastStart')

/** A `describe` for tests that start a broker: a Java program from Maven Central. What the time box leaves no time for is skipped. */
export function describeBroker(title: string, run: () => void): void {
  if (brokers.length === 0) return void describe.skip(title, run)
  describe(title, () => {
    beforeEach(({ skip }) => skip(Date.now() > lastStart, 'the time is up: BROKER_MINUTES=60 gives more'))
    run()
  })
}

/** Skips a test whose broker could not be fetched. */
export const requireBroker = (version: BrokerVersion, { skip }: Pick<TestContext, 'skip'>): void => skip(!brokers.includes(version), `there is no broker ${version} here`)
