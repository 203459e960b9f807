import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits in URL-safe letters. */
export const createToken = (): string => randomBytes(32).toString('base64url')

/** Tells whether an `Authorization` header carries the token; how long that takes does not depend on what it carries. */
export function tokenCheck(token: string): (authorization: string | undefined) => boolean {
  const expected = digestOf(`Bearer ${token}`)
  return authorization => timingSafeEqual(digestOf(authorization ?? ''), expected)
}

// Equal lengths are what timingSafeEqual needs; hashing gives them without revealing the token's own.
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
