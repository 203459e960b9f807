import { spawnSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { realStores } from '../helpers/real-stores'
import { prepareBroker, UnreachableRepository } from './broker-classpath'
import { brokerVersions, isFullMatrix, type BrokerVersion } from './broker-matrix'

/** Of the whole run, fetching included. A test that has begun may take another minute. */
const minutes = Number(process.env['BROKER_MINUTES'] ?? (isFullMatrix ? 600 : 11))
/** The rest must be worth starting. */
const FETCH_SHARE = 0.6

const isThere = (command: string): boolean => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0

/** Vitest's global setup: fetches and compiles once, one after the other, so that tests only find what is there. */
export function setup({ provide }: TestProject): void {
  const begin = Date.now()
  const lastStart = begin + minutes * 60_000
  provide('lastStart', lastStart)
  provide('brokers', ['java', 'javac', 'mvn'].every(isThere) ? prepared(begin + minutes * 60_000 * FETCH_SHARE) : nothing('Java and Maven are not on this machine'))
  if (realStores.length === 0) console.log('skipped, but for the sample: no stores written by real brokers are here')
}

function prepared(fetchUntil: number): readonly BrokerVersion[] {
  const ready: BrokerVersion[] = []
  for (const version of realStores.length === 0 ? brokerVersions.slice(0, 1) : brokerVersions) {
    try {
      prepareBroker(version, fetchUntil - Date.now())
      ready.push(version)
    } catch (error) {
      if (!(error instanceof UnreachableRepository)) throw error
      return ready.length === 0 ? nothing(error.message) : (console.log(`skipped where RocketMQ ${version} is needed: ${error.message}`), ready)
    }
  }
  return ready
}

function nothing(why: string): [] {
  console.log(`skipped: ${why}`)
  return []
}
