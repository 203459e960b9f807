import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/** Brokers are Java programs from Maven Central: without a JDK and Maven none can be had. */
export const hasJavaAndMaven = (['java', 'javac', 'mvn'] as const).every(command => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0)

/** The one line that a run without them prints. */
export const skippedWithoutJava = 'skipped: Java and Maven are not on this machine'

/** A `describe` for tests that start a broker. */
export const describeBroker: (title: string, run: () => void) => void = hasJavaAndMaven ? describe : describe.skip
