import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { BrokerVersion } from './broker-matrix'

/** From here, and from where a benchmark is built. */
const sources = join(import.meta.dirname, '../../test/broker/java')
const cache = join(import.meta.dirname, '../../.broker-cache')
const FETCH_TIMEOUT_MS = 600_000

/** Quiet, and to a file of its own: brokers log to the home directory otherwise. */
export const logbackConfiguration = join(sources, 'broker.logback.xml')

/** Maven got nothing out of its repository, or not in time: no fault of ours. */
export class UnreachableRepository extends Error {}

/**
 * The class path of a broker and of the programs in `java/`, compiled against it. The jars stay in Maven's own repository, their
 * list is kept per version and description of what is needed; the programs are compiled once per change of theirs.
 * @throws UnreachableRepository, and Error with the compiler's output
 */
export function prepareBroker(version: BrokerVersion, fetchTimeoutMs = FETCH_TIMEOUT_MS): string {
  const jars = jarsOf(version, fetchTimeoutMs)
  const classes = join(cache, `${version}-${digestOf(sourceFiles())}`)
  if (!existsSync(join(classes, 'BrokerView.class')))
    compile(['-nowarn', '-d', classes, '-cp', jars, ...sourceFiles().filter(name => name.endsWith('.java')).map(name => join(sources, name))])
  return [classes, jars].join(delimiter)
}

function jarsOf(version: BrokerVersion, timeout: number): string {
  const note = join(cache, `${version}-${digestOf(['pom.xml'])}.jars`)
  const known = existsSync(note) ? readFileSync(note, 'utf8') : ''
  if (known !== '' && known.split(delimiter).every(entry => existsSync(entry))) return known

  mkdirSync(cache, { recursive: true })
  const tiered = version.startsWith('4.') ? [] : ['-Ptiered']
  const list = `${note}.new`
  const args = ['-B', '-q', '-Dstyle.color=never', '-f', join(sources, 'pom.xml'), `-Drocketmq.version=${version}`, ...tiered, 'dependency:build-classpath', `-Dmdep.outputFile=${list}`]
  const { status, stdout, error } = spawnSync('mvn', args, { encoding: 'utf8', timeout: Math.max(1, timeout) })
  if (error !== undefined) throw new UnreachableRepository(`Maven did not fetch RocketMQ ${version} in ${Math.round(timeout / 1000)} seconds`)
  if (status !== 0 && unreachable.test(stdout)) throw new UnreachableRepository(`Maven cannot reach a repository for RocketMQ ${version}`)
  if (status !== 0) throw new Error(`mvn ${args.join(' ')} ended with ${status}:\n${stdout}`)
  const jars = readFileSync(list, 'utf8').trim()
  writeFileSync(note, jars)
  return jars
}

/** How Maven says that it got no answer, or none of a repository. */
const unreachable = /No plugin found for prefix|Failure to (?:find|transfer)|Could not transfer|Unknown host|Connection (?:refused|reset|timed out)|timed out|Network is unreachable|Temporary failure|No route to host|in offline mode|status code: [45]\d\d|was not found in .+ during a previous attempt|Could not find artifact|failed to transfer/i

function compile(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('javac', args, { encoding: 'utf8', timeout: FETCH_TIMEOUT_MS })
  if (status !== 0) throw new Error(`javac ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
}

const sourceFiles = (): readonly string[] => readdirSync(sources).sort()

function digestOf(names: readonly string[]): string {
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(readFileSync(join(sources, name)))
  return hash.digest('hex').slice(0, 12)
}
