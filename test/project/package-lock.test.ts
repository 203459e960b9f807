import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const project = new URL('../../', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, project), 'utf8'))
const lock = read('package-lock.json') as { readonly packages: Readonly<Record<string, LockedPackage>> }
const manifest = read('package.json') as Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>

test('every optional package a locked package names is locked too, so that `npm ci` works on every platform', () => {
  const locked = new Set(Object.keys(lock.packages).map(path => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)))
  const named = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(name => !locked.has(name))).toEqual([])
})

test('the lock file names no registry, so that any mirror serves it', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
})

test('every version is exact', () => {
  const versions = { ...manifest.dependencies, ...manifest.devDependencies }
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('only what is loaded at run time and not bundled is a dependency', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['chokidar', 'koffi'])
})
