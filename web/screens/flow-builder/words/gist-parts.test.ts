/** Texts are read with the names of their values, not with their braces. */
import { expect, it } from 'vitest'
import { nameOf, partsOf, plainOf } from './gist-parts.ts'

it('names the values of a text and leaves out what is done to them', () => {
  expect(plainOf('Hello {{USER_FIRST_NAME | default: "you"}},\nI am {{BOT_NAME}}.')).toBe(
    'Hello [user first name], I am [bot name].',
  )
  expect(partsOf('{{need}}!')).toEqual([
    { text: 'need', isValue: true },
    { text: '!', isValue: false },
  ])
})

it('leaves a text without values, and braces that are none, as they are', () => {
  expect(partsOf('See you {soon}')).toEqual([{ text: 'See you {soon}', isValue: false }])
  expect(partsOf('{{')).toEqual([{ text: '{{', isValue: false }])
})

it('writes names as words', () => {
  expect(nameOf('BOT_CURRENT_HOUR')).toBe('bot current hour')
  expect(nameOf('First visit')).toBe('First visit')
})
