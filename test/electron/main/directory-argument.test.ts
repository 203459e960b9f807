import { expect, test } from 'vitest'
import { directoryArgument } from '../../../electron/main/directory-argument'

test.each([
  ['the packaged program with a directory', ['/opt/app', '/data/store'], true, '/data/store'],
  ['a relative directory', ['/opt/app', 'store'], true, '/home/me/store'],
  ['an option of Chromium before it', ['/opt/app', '--allow-file-access-from-files', '/data/store'], true, '/data/store'],
  ['no directory', ['/opt/app'], true, undefined],
  ['only options', ['/opt/app', '--inspect=0', ''], true, undefined],
  ['Electron with the package and a directory', ['/dist/electron', '/project', '/data/store'], false, '/data/store'],
  ['Electron with the package', ['/dist/electron', '/project'], false, undefined],
])('%s', (_, argv, isPackaged, directory) => {
  expect(directoryArgument(argv, isPackaged, '/home/me')).toBe(directory)
})
