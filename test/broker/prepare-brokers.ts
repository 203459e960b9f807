import { spawnSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { prepareBroker } from './broker-classpath'
import { brokerVersions } from './broker-matrix'

const isThere = (command: string): boolean => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0

/** Vitest's global setup: fetches and compiles once, one after the other, so that tests only find what is there. */
export function setup({ provide }: TestProject): void {
  const hasJavaAndMaven = ['java', 'javac', 'mvn'].every(isThere)
  provide('hasJavaAndMaven', hasJavaAndMaven)
  if (!hasJavaAndMaven) return console.log('skipped: Java and Maven are not on this machine')
  for (const version of brokerVersions) prepareBroker(version)
}
