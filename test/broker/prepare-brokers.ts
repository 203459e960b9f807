import { prepareBroker } from './broker-classpath'
import { brokerVersions } from './broker-matrix'
import { hasJavaAndMaven, skippedWithoutJava } from './java-and-maven'

/** Vitest's global setup: fetches and compiles once, one after the other, so that tests only find what is there. */
export function setup(): void {
  if (!hasJavaAndMaven) return console.log(skippedWithoutJava)
  for (const version of brokerVersions) prepareBroker(version)
}
