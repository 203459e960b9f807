import { describe, inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Found out once, by `prepare-brokers.ts`. */
    hasJavaAndMaven: boolean
  }
}

/** A `describe` for tests that start a broker: a Java program from Maven Central. */
export const describeBroker: (title: string, run: () => void) => void = inject('hasJavaAndMaven') ? describe : describe.skip
