import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { BrokerVersion } from './broker-matrix'

const sources = join(import.meta.dirname, 'java')
const cache = join(import.meta.dirname, '../../.broker-cache')
const FETCH_TIMEOUT_MS = 600_000

/** Quiet, and to a file of its own: brokers log to the home directory otherwise. */
export const logbackConfiguration = join(sources, 'broker.logback.xml')

/**
 * The class path of a broker and of the programs in `java/`, compiled against it. The jars stay in Maven's own repository; fetched and
 * compiled once per version and once per change of `java/`.
 * @throws Error with Maven's or the compiler's output
 */
export function prepareBroker(version: BrokerVersion): string {
  const home = join(cache, `${version}-${sourceDigest()}`)
  const note = join(home, 'classpath')
  const known = existsSync(note) ? readFileSync(note, 'utf8') : ''
  if (known !== '' && known.split(delimiter).every(entry => existsSync(entry))) return known

  mkdirSync(home, { recursive: true })
  const jars = fetchJars(version, join(home, 'jars'))
  const classes = join(home, 'classes')
  run('javac', ['-nowarn', '-d', classes, '-cp', jars, ...sourceFiles().filter(name => name.endsWith('.java')).map(name => join(sources, name))])
  const classPath = [classes, jars].join(delimiter)
  writeFileSync(note, classPath)
  return classPath
}

function fetchJars(version: BrokerVersion, file: string): string {
  const tiered = version.startsWith('4.') ? [] : ['-Ptiered']
  run('mvn', ['-B', '-q', '-Dstyle.color=never', '-f', join(sources, 'pom.xml'), `-Drocketmq.version=${version}`, ...tiered, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`])
  return readFileSync(file, 'utf8').trim()
}

function run(command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: FETCH_TIMEOUT_MS })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
}

const sourceFiles = (): readonly string[] => readdirSync(sources).sort()

function sourceDigest(): string {
  const hash = createHash('sha256')
  for (const name of sourceFiles()) hash.update(name).update(readFileSync(join(sources, name)))
  return hash.digest('hex').slice(0, 12)
}
