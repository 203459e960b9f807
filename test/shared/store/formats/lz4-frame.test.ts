import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex } from '../../../../shared/store/formats/hex'
import { unpackLz4Frames } from '../../../../shared/store/formats/lz4-frame'

/** Written by net.jpountz.lz4.LZ4FrameOutputStream, as RocketMQ's Lz4Compressor calls it: `"store inspector ".repeat(40)`. */
const frame = fromHex('04224d186070731d000000ff0173746f726520696e73706563746f72201000ffff5a5063746f722000000000')
const text = 'store inspector '.repeat(40)
const plain = (bytes: Uint8Array, limit = 1 << 20): string | undefined => {
  const unpacked = unpackLz4Frames(bytes, limit)
  return unpacked.kind === 'whole' ? new TextDecoder().decode(unpacked.bytes) : undefined
}
const stored = (content: Uint8Array): Uint8Array => {
  const size = new Uint8Array(new Uint32Array([content.length | 0x80000000]).buffer)
  return Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73, ...size, ...content, 0, 0, 0, 0])
}

test('a frame that Java packed is unpacked', () => expect(plain(frame)).toBe(text))

test('frames that follow each other are one text, and one to skip is skipped', () => {
  const skipped = Uint8Array.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
  expect(plain(Uint8Array.from([...frame, ...skipped, ...frame]))).toBe(text + text)
})

test('what was stored as it is comes back as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), content => {
      expect(unpackLz4Frames(stored(content), 1000)).toEqual({ kind: 'whole', bytes: content })
    }),
  )
})

test('more than the limit is too large, however small it was packed', () => {
  expect(unpackLz4Frames(frame, text.length).kind).toBe('whole')
  expect(unpackLz4Frames(frame, text.length - 1).kind).toBe('too-large')
})

test('no bytes make it throw or read past the frame', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(frame.length - 1), (noise, keep) => {
      const unpacked = unpackLz4Frames(Uint8Array.from([...frame.slice(0, keep), ...noise]), 10_000)
      return unpacked.kind !== 'whole' || unpacked.bytes.length <= 10_000
    }),
    { numRuns: 3000 },
  )
})
