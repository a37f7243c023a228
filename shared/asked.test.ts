/** How answers below a question are laid out. */
import { expect, it } from 'vitest'
import { askedOf } from './asked.ts'

const choice = (id: string, label: string) => ({ id, label })
const skip = choice('ask/-skip', 'Not now')

it('makes stars of a rating, which answer by tap where the question has such an answer', () => {
  const asked = askedOf({ input: { kind: 'rating', most: 2 }, choices: [choice('ask/1', '1'), skip] })
  expect(asked.stars.map(({ answer }) => answer)).toEqual([
    { kind: 'choice', id: 'ask/1', label: '1' },
    { kind: 'text', text: '2' },
  ])
  expect(asked.buttons).toEqual([skip])
})

it('makes boxes of several, and leaves the button that skips', () => {
  const tea = choice('ask/tea', 'Tea')
  const { many, buttons } = askedOf({ input: { kind: 'many', least: 1, most: 2 }, choices: [tea, skip] })
  expect(many).toEqual({ choices: [tea], least: 1, most: 2 })
  expect(buttons).toEqual([skip])
})

it('makes buttons of all others', () => {
  expect(askedOf({ choices: [skip], input: { kind: 'date' } })).toEqual({ stars: [], many: null, buttons: [skip] })
  expect(askedOf({})).toEqual({ stars: [], many: null, buttons: [] })
})
