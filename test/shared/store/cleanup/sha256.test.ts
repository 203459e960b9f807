import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256, Sha256 } from '../../../../shared/store/cleanup/sha256'

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the standard’s vector %# has the standard’s digest', (text, digest) => expect(sha256(text)).toBe(digest))

test('every length around the block borders agrees with the platform', () => {
  for (let length = 0; length <= 300; length += 1) {
    const bytes = randomBytes(length)
    expect(sha256(bytes), `${length} bytes`).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})

test('bytes fed in uneven pieces give the digest of the whole', () => {
  const bytes = randomBytes(10_000)
  const hash = new Sha256()
  for (let at = 0, piece = 1; at < bytes.length; at += piece, piece = (piece * 7) % 131) hash.update(bytes.subarray(at, at + piece))
  expect(hash.hex()).toBe(sha256(bytes))
})
