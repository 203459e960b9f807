import { expect, test } from 'vitest'
import { commandOf, quoted } from '../../../renderer/app/command-of'
import { placeOf } from '../../../renderer/app/route'

test('a screen is the same as a command', () => {
  expect(commandOf(placeOf('a', 'findings'), '/data/store')).toBe('store-inspector check /data/store')
  expect(commandOf(placeOf('a', 'free-space'), '/data/store')).toBe('store-inspector plan /data/store --dangling')
})

test.each([
  ['/data/my store', "'/data/my store'"],
  ["/it's", "'/it'\\''s'"],
  ['/data/$(rm -rf)', "'/data/$(rm -rf)'"],
])('a shell reads %s as one word', (path, word) => expect(quoted(path)).toBe(word))
