import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { logbackConfiguration, prepareBroker } from './broker-classpath'
import { describeBroker, requireBroker } from './java-and-maven'

const fixtures = join(import.meta.dirname, '../fixtures/formats')
const directory = mkdtempSync(join(tmpdir(), 'formats-'))
afterAll(() => rmSync(directory, { recursive: true }))

const filesOf = (root: string): string[] => readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(root.length + 1)).sort()

describeBroker('the fixtures of formats', () => {
  test("are what RocketMQ's own classes write, byte for byte", context => {
    requireBroker('5.4.0', context)
    const [jars, classes, written] = [prepareBroker('5.4.0'), join(directory, 'classes'), join(directory, 'written')]
    for (const folder of [classes, written]) mkdirSync(folder)
    execFileSync('javac', ['-nowarn', '-d', classes, '-cp', jars, join(import.meta.dirname, 'formats/WriteFormats.java')])
    const quiet = ['logback', 'rmq.logback'].map(logger => `-D${logger}.configurationFile=${logbackConfiguration}`)
    execFileSync('java', ['-Xmx256m', `-Dbroker.log=${join(directory, 'java.log')}`, `-Duser.home=${directory}`, ...quiet, '-cp', [classes, jars].join(delimiter), 'WriteFormats', written])
    expect(filesOf(written)).toEqual(filesOf(fixtures))
    for (const name of filesOf(fixtures)) expect(readFileSync(join(written, name)).equals(readFileSync(join(fixtures, name))), name).toBe(true)
  })
})
