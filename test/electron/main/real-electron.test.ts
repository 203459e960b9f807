import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { expect, test } from 'vitest'
import { findBuiltFiles, type BuiltFiles } from '../../../electron/web/built-files'
import { findElectronBinary } from '../../../electron/web/electron-binary'

type Ready = { readonly path: string; readonly built: BuiltFiles } | { readonly missing: string }

function readiness(): Ready {
  const binary = findElectronBinary(process.env)
  if ('missing' in binary) return binary
  try {
    return { path: binary.path, built: findBuiltFiles() }
  } catch (error) {
    return { missing: String(error) }
  }
}

const ready = readiness()
const without = 'missing' in ready ? `, skipped: ${ready.missing}` : ''

test.skipIf('missing' in ready)(`the real window shows the page and gives it no Node${without}`, { timeout: 60_000 }, async () => {
  if ('missing' in ready) return
  const userData = mkdtempSync(join(tmpdir(), 'user-data-'))
  const app = await _electron.launch({ executablePath: ready.path, args: [ready.built.packageRoot, `--user-data-dir=${userData}`] })
  try {
    const window = await app.firstWindow()
    await window.waitForSelector('#root > *')
    expect(new URL(window.url()).protocol).toBe('app:')
    expect(await window.evaluate('[typeof require, typeof process, Object.keys(window.storeInspector).sort().join()]')).toEqual([
      'undefined',
      'undefined',
      'call,cancel,pathForFile,subscribe',
    ])
    expect(await window.evaluate("window.storeInspector.call('environment', {}, '1')")).toMatchObject({ ok: true, value: { door: 'desktop' } })
  } finally {
    await app.close()
    rmSync(userData, { recursive: true, force: true })
  }
})
