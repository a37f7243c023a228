import { expect, it } from 'vitest'
import { strengthOf } from './password-strength.ts'

it('says nothing of an empty field and calls a short password too short', () => {
  expect(strengthOf('')).toBe(0)
  expect(strengthOf('Ab1!xyz')).toBe(1)
})

it('does not take length alone for strength', () => {
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaa')).toBe(2)
  expect(strengthOf('lettersonly')).toBe(2)
})

it('finds a phrase of several words strong', () => {
  expect(strengthOf('correct horse battery')).toBe(4)
  expect(strengthOf('Tr0ub4dor&3')).toBe(3)
})
