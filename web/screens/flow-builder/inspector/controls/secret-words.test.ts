/** Keys that stand in a flow are noticed; those that are only named are fine. */
import { expect, it } from 'vitest'
import { isSecretName, looksSecret } from './secret-words.ts'

it('notices a key in a header', () => {
  expect(looksSecret({ name: 'Authorization', value: 'Bearer sk-12345678' })).toBe(true)
  expect(looksSecret({ name: 'X-API-Key', value: 'abcdefgh1234' })).toBe(true)
})

it('is quiet where a secret is named', () => {
  expect(looksSecret({ name: 'Authorization', value: 'Bearer {{secret.SHOP_KEY}}' })).toBe(false)
  expect(isSecretName({ name: 'Authorization', value: 'Bearer {{secret.SHOP_KEY}}' })).toBe(false)
})

it('offers secrets as soon as the header is named', () => {
  expect(isSecretName({ name: 'authorization', value: '' })).toBe(true)
  expect(isSecretName({ name: 'Content-Type', value: '' })).toBe(false)
})
