import { expect, test } from 'vitest'
import { observedSize } from '../../../../shared/store/snapshot/observed-size'

const file = (base: number, sizeBytes: number) => ({ base, sizeBytes })

test.each([
  ['no file', [], null, null],
  ['nothing but empty files', [file(0, 0)], null, null],
  ['files of one size', [file(0, 100), file(100, 100)], null, 100],
  ['one of many that was cut off', [file(0, 100), file(100, 7), file(200, 100)], null, 100],
  ['one of two that was cut off: no name fits its size', [file(300, 7), file(400, 100)], null, 100],
  ['one of two that was cut off to a size that names fit', [file(300, 50), file(400, 100)], null, 100],
  ['what broker.conf says, where a file has it', [file(0, 100), file(100, 200), file(200, 100)], 200, 200],
  ['what broker.conf says, where no file has it', [file(0, 100), file(100, 100)], 4096, 100],
])('%s', (_, files, configured, expected) => expect(observedSize(files, configured)).toBe(expected))
