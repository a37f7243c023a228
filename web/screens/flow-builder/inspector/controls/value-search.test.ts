/** What the picker of values offers while somebody writes. */
import { expect, it } from 'vitest'
import { begunMarker, findValues } from './value-search.ts'

const value = (name: string, description = '') => ({ name, description, group: 'field', kind: undefined }) as const

it('notices a marker that is begun, and one whose filter is begun', () => {
  expect(begunMarker('Hello {{na')).toEqual({ kind: 'value', search: 'na', length: 4 })
  expect(begunMarker('Hello {{ order.items')).toMatchObject({ kind: 'value', search: 'order.items' })
  expect(begunMarker('{{name | up')).toEqual({ kind: 'filter', search: 'up', length: 4 })
  expect(begunMarker('{{name | default: "you" | ')).toMatchObject({ kind: 'filter', search: '', length: 2 })
})

it('is quiet where no marker is begun', () => {
  expect(begunMarker('Hello {{name}} and')).toBeUndefined()
  expect(begunMarker('{ {name')).toBeUndefined()
})

it('finds values by name and by description, names that begin so first', () => {
  const values = [value('user_email'), value('email'), value('BOT_NAME', 'The name of the bot')]
  expect(findValues(values, 'email').map(({ name }) => name)).toEqual(['email', 'user_email'])
  expect(findValues(values, 'the bot').map(({ name }) => name)).toEqual(['BOT_NAME'])
})
