import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every broker that a test starts, the most wanted first: the newest, the last 4.9, those that wrote the real stores, the first usable tiered store. */
export const brokerVersions = ['5.4.0', '4.9.7', '5.3.3', '5.3.1', '5.1.4'] as const
export type BrokerVersion = (typeof brokerVersions)[number]

/** `BROKER_MATRIX=full`: every store with every kind of plan on every broker, instead of every one of them at least once. */
export const isFullMatrix = process.env['BROKER_MATRIX'] === 'full'

/** The version that wrote a real store, from its `about.json`. */
export function versionOf(directory: string): BrokerVersion {
  const { version } = JSON.parse(readFileSync(join(directory, 'about.json'), 'utf8')) as { readonly version: string }
  const known = brokerVersions.find(candidate => candidate === version)
  if (known === undefined) throw new Error(`${directory} was written by ${version}; the brokers at hand are ${brokerVersions.join(', ')}`)
  return known
}
