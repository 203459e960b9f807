import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import { checkStore } from '../../../shared/store/checks/check-store'
import type { FindingCode } from '../../../shared/store/checks/finding'
import { foretellStart } from '../../../shared/store/forecast/foretell-start'
import { isSettled } from '../../../shared/store/cleanup/receipt'
import { listReceipts } from '../../../shared/store/cleanup/receipts'
import { recover } from '../../../shared/store/cleanup/recover'
import { QUARANTINE_NAME } from '../../../shared/store/snapshot/census'
import { lookAt, realEnvironment, rootOf, type Opened } from './crash-stores'

interface SeenFile {
  readonly content: string
  /** Size, modification time to the nanosecond, mode, owner, inode, names, blocks. */
  readonly facts: string
  readonly inode: bigint
}
export type Tree = ReadonlyMap<string, SeenFile>

/** Every file of a store's home, without what lies in quarantine. */
export const storeTree = (home: string): Tree => new Map([...treeOf(home)].filter(([path]) => /^(?:store|tiered|disk2)\//.test(path) && !path.includes(QUARANTINE_NAME)))

function treeOf(home: string): Map<string, SeenFile> {
  const found = new Map<string, SeenFile>()
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(home, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      else found.set(path, seen(join(home, path)))
    }
  }
  visit('')
  return found
}

function seen(path: string): SeenFile {
  const { size, mtimeNs, mode, uid, gid, ino, blocks } = lstatSync(path, { bigint: true })
  return { content: createHash('sha256').update(readFileSync(path)).digest('hex'), facts: [size, mtimeNs, mode.toString(8), uid, gid, ino, blocks].join(' '), inode: ino }
}

/** What a cleanup makes of a store: the names that are left and their contents. */
export const contentsOf = (tree: Tree): string[] => [...tree].map(([path, { content }]) => `${path} ${content}`).sort()

/** A broker would start on it, no queue has lost its way, and no finding of severity error is there but the one that is being mended. */
export function expectStartable(store: Opened, place: string, mended?: FindingCode): void {
  const snapshot = lookAt(store)
  const findings = checkStore(snapshot)
  const { starts, refusals } = foretellStart(snapshot, findings)
  expect({ starts, refusals, errors: findings.filter(({ code, severity }) => severity === 'error' && code !== mended).map(({ code, subject }) => [code, subject]) }, place).toEqual({ starts: 'yes', refusals: [], errors: [] })
}

export interface Ends {
  /** The store as it was before anything was done to it, to the last fact of every file. */
  readonly original: Tree
  /** What is in it before and after the operation that was ended. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/**
 * After recovery: exactly what was there before the operation or what is there after it; every file that is there at all is the very
 * file of the original store, to its inode and times; every file of the original is in the store or set aside, unless it was
 * purged; nothing is left to recover.
 */
export function expectSettledOnDisk(store: Opened, home: string, { original, before, after }: Ends, place: string): void {
  const now = storeTree(home)
  if (JSON.stringify(contentsOf(now)) !== JSON.stringify(before)) expect(contentsOf(now), place).toEqual(after)
  for (const [path, file] of now) if (file.content === original.get(path)?.content) expect(`${path} ${file.facts}`, place).toBe(`${path} ${original.get(path)?.facts}`)

  const environment = realEnvironment(store)
  const { receipts, unfinished } = listReceipts(environment.files, rootOf(store))
  expect([unfinished, receipts.filter(({ state }) => !isSettled(state))], place).toEqual([undefined, []])
  const inodes = new Set([...treeOf(home).values()].map(({ inode }) => inode))
  if (receipts.every(({ state }) => state !== 'purged')) expect([...original].filter(([, { inode }]) => !inodes.has(inode)).map(([path]) => path), place).toEqual([])
  const aside = [...treeOf(home).keys()].filter(path => path.includes(QUARANTINE_NAME) && !/\/(?:journal|receipt\.json(?:\.new)?|reserve)$/.test(path))
  if (receipts.every(({ state }) => state !== 'set-aside')) expect(aside, place).toEqual([])
  expect(recover(rootOf(store), environment), place).toBeNull()
}
