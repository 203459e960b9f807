import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every broker that a test starts: the last 4.9, the first usable tiered store, the ones that wrote the real stores. */
export const brokerVersions = ['4.9.7', '5.1.4', '5.3.1', '5.3.3', '5.4.0'] as const
export type BrokerVersion = (typeof brokerVersions)[number]

/** `BROKER_MATRIX=full`: every store with every kind of plan, instead of every version and every kind at least once. */
export const isFullMatrix = process.env['BROKER_MATRIX'] === 'full'

/** The version that wrote a real store, from its `about.json`. */
export function versionOf(directory: string): BrokerVersion {
  const { version } = JSON.parse(readFileSync(join(directory, 'about.json'), 'utf8')) as { readonly version: string }
  const known = brokerVersions.find(candidate => candidate === version)
  if (known === undefined) throw new Error(`${directory} was written by ${version}; the brokers at hand are ${brokerVersions.join(', ')}`)
  return known
}
