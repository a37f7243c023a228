import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashToken, isSame, newToken, seal, setSecretsKeys, unseal } from './crypto.ts'

const old = { id: 'k1', bytes: randomBytes(32) }
const young = { id: 'k2', bytes: randomBytes(32) }
beforeAll(() => setSecretsKeys([old]))

describe('sealing', () => {
  it('invariant 24: opens what it sealed, in its place only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, place, other) => {
        const box = seal(text, place)
        expect(unseal(box, place)).toBe(text)
        if (other !== place) expect(() => unseal(box, other)).toThrow()
      }),
      { numRuns: 50 },
    )
  })

  it('attack 73: refuses a box with any flipped bit', () => {
    const box = seal('secret', 'here')
    for (let at = 2; at < box.length; at++) {
      const broken = Buffer.from(box)
      broken[at] = (broken[at] ?? 0) ^ 1
      expect(() => unseal(broken, 'here')).toThrow()
    }
  })

  it('still opens old boxes after the keys were rotated', () => {
    const box = seal('secret', 'here')
    setSecretsKeys([young, old])
    expect(unseal(box, 'here')).toBe('secret')
    setSecretsKeys([young])
    expect(() => unseal(box, 'here')).toThrow('unknown key')
  })
})

describe('tokens', () => {
  it('have 256 random bits and are marked one way', () => {
    const token = newToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(isSame(hashToken(token), hashToken(token))).toBe(true)
    expect(isSame(hashToken(token), hashToken(newToken()))).toBe(false)
  })
})
