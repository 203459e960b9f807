import { spawnSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { realStores } from '../helpers/real-stores'
import { prepareBroker } from './broker-classpath'
import { brokerVersions } from './broker-matrix'

const isThere = (command: string): boolean => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0

/** Vitest's global setup: fetches and compiles once, one after the other, so that tests only find what is there. */
export function setup({ provide }: TestProject): void {
  const hasJavaAndMaven = ['java', 'javac', 'mvn'].every(isThere)
  provide('hasJavaAndMaven', hasJavaAndMaven)
  if (!hasJavaAndMaven) return console.log('skipped: Java and Maven are not on this machine')
  if (realStores.length === 0) console.log('skipped, but for the sample: no stores written by real brokers are here')
  for (const version of realStores.length === 0 ? brokerVersions.slice(-1) : brokerVersions) prepareBroker(version)
}
