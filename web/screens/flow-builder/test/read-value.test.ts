/** What is typed into a field of a test. */
import { expect, it } from 'vitest'
import { readValue } from './read-value.ts'

it('reads what is typed by what the field holds', () => {
  expect(readValue('12.5', 'number')).toBe(12.5)
  expect(readValue('12.5', 'text')).toBe('12.5')
  expect(readValue('true', 'boolean')).toBe(true)
  expect(readValue('tea, milk', 'list')).toEqual(['tea', 'milk'])
  expect(readValue('{"a": [1]}', 'json')).toEqual({ a: [1] })
})

it('keeps what does not fit as it is, and clears by nothing', () => {
  expect(readValue('{oops', 'json')).toBe('{oops')
  expect(readValue('a few', 'number')).toBe('a few')
  expect(readValue('  ', undefined)).toBeNull()
})
