import { expect, test } from 'vitest'
import { commandOf, quoted } from '../../../renderer/app/command-of'
import { placeOf } from '../../../renderer/app/route'

test.each([
  [placeOf('a', 'findings'), 'check /data/store'],
  [placeOf('a', 'findings', ['3'], { code: 'queue-hole' }), 'check /data/store --code queue-hole'],
  [placeOf('a', 'next-start'), 'forecast /data/store'],
  [placeOf('a', 'retention'), 'retention /data/store'],
  [placeOf('a', 'compare', ['b'], { bytes: '1' }), 'compare /data/store /backup/store --bytes'],
  [placeOf('a', 'compare'), 'compare /data/store OTHER'],
  [placeOf('a', 'queues', ['%RETRY%a b', '3']), "units /data/store --topic '%RETRY%a b' --queue 3"],
  [placeOf('a', 'tiered', ['orders', '0']), 'units /data/store --topic orders --queue 0 --side tiered'],
  [placeOf('a', 'messages', ['4096'], { topic: 'orders', queue: '3', since: '1700000000000', regex: '^a b' }), "find /data/store --topic orders --queue 3 --since 1700000000000 --regex '^a b'"],
  [placeOf('a', 'messages', [], { scan: '1' }), 'find /data/store --scan'],
  [placeOf('a', 'free-space'), 'plan /data/store --dangling'],
  [placeOf('a', 'free-space', ['review'], { cut: 'keep-from', at: '4096' }), 'plan /data/store --keep-from 4096'],
  [placeOf('a', 'free-space', [], { cut: 'dangling', strays: '1' }), 'plan /data/store --dangling --strays'],
])('a screen is the same as a command', (route, command) => {
  expect(commandOf(route, '/data/store', id => (id === 'b' ? '/backup/store' : undefined))).toBe(`store-inspector ${command}`)
})

test.each([
  ['/data/my store', "'/data/my store'"],
  ["/it's", "'/it'\\''s'"],
  ['/data/$(rm -rf)', "'/data/$(rm -rf)'"],
])('a shell reads %s as one word', (path, word) => expect(quoted(path)).toBe(word))
