import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../shared/store/builders/random'
import { decoderTargets, type DecoderTarget } from './decoder-targets'
import { cleanUpStore } from './clean-up-store'
import { examineStore } from './examine-store'
import { HostileStore, randomChanges, type Change } from './hostile-store'
import { mutateBytes, pick, type Random } from './mutate-bytes'
import { storeBases, type StoreBase } from './store-bases'

/** One input, whole: what is saved when it breaks a promise, and replayed ever after. */
export type Case =
  | { readonly target: 'decoder'; readonly decoder: string; readonly bytes: Uint8Array }
  /** `store`: everything but changing it. `cleanup`: planned, carried out, undone. */
  | { readonly target: 'store' | 'cleanup'; readonly base: string; readonly changes: readonly Change[] }

export const HOME = '/s'
/** Longer than any input of ours needs: what takes more does not come to an end in practice. */
const LONGEST_MS = 10_000

/** What takes long has a smaller share: the same time is spent on each. */
const picked = decoderTargets.flatMap(target => Array<DecoderTarget>(target.isSlow === true ? 1 : 8).fill(target))

export class Campaign {
  readonly #bases: readonly StoreBase[]

  constructor(bases: readonly StoreBase[] = storeBases()) {
    this.#bases = bases
  }

  decoderCase(random: Random): Case {
    const { name, seeds } = pick(random, picked)
    return { target: 'decoder', decoder: name, bytes: mutateBytes(random, pick(random, seeds)) }
  }

  storeCase(random: Random): Extract<Case, { target: 'store' | 'cleanup' }> {
    const total = this.#bases.reduce((sum, { share }) => sum + share, 0)
    let left = random() * total
    const base = this.#bases.find(({ share }) => (left -= share) < 0) ?? this.#bases[0]!
    return { target: 'store', base: base.name, changes: randomChanges(random, HOME, base.files) }
  }

  cleanupCase(random: Random): Case {
    return { ...this.storeCase(random), target: 'cleanup' }
  }

  /** @throws whatever breaks a promise. A base that is not on this machine cannot. */
  run(given: Case): void {
    const started = performance.now()
    if (given.target === 'decoder') decoderTargets.find(({ name }) => name === given.decoder)?.run(given.bytes)
    else {
      const base = this.#bases.find(({ name }) => name === given.base)
      if (base === undefined) return
      const bent = new HostileStore(HOME, base.files, given.changes)
      if (given.target === 'store') examineStore(bent, `${HOME}/store`)
      else cleanUpStore(bent, `${HOME}/store`)
    }
    const took = performance.now() - started
    if (took > LONGEST_MS) throw new Error(`broken promise: it took ${Math.round(took)} ms`)
  }
}

/** The random numbers of one case: its number and the seed say all of it. */
export const randomOf = (seed: number, number: number): Random => seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b))

const regressions = join(import.meta.dirname, '../fixtures/regressions')

export const savedCases = (directory = regressions): { readonly name: string; readonly case: Case }[] =>
  readdirSync(directory)
    .filter(name => name.endsWith('.json'))
    .map(name => ({ name, case: JSON.parse(readFileSync(join(directory, name), 'utf8'), (key, value: unknown) => (key === 'bytes' && typeof value === 'string' ? Buffer.from(value, 'hex') : value)) as Case }))

/** @returns the path of its file */
export function saveCase(given: Case, directory: string): string {
  mkdirSync(directory, { recursive: true })
  const text = `${JSON.stringify(given.target === 'decoder' ? { ...given, bytes: Buffer.from(given.bytes).toString('hex') } : given)}\n`
  const name = given.target === 'decoder' ? given.decoder : `${given.target}-${given.base}`
  const path = join(directory, `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.json`)
  writeFileSync(path, text)
  return path
}
