import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { md5 } from '../../../../shared/store/formats/md5'

test.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['12345678901234567890123456789012345678901234567890123456789012345678901234567890', '57edf4a22be3c955ac49da2e2107b67a'],
])('the digest of "%s" is the one in RFC 1321', (text, digest) => expect(md5(text)).toBe(digest))

test('agrees with the platform on texts of every length around a block', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      expect(md5(text)).toBe(createHash('md5').update(text, 'utf8').digest('hex'))
    }),
  )
  for (let length = 50; length < 140; length += 1) {
    expect(md5('x'.repeat(length))).toBe(createHash('md5').update('x'.repeat(length)).digest('hex'))
  }
})
