/** Values of fields, written by people. */
import { expect, test } from 'vitest'
import { readValue, shownValue, writtenValue } from './field-values.ts'

const words = { yes: 'Yes', no: 'No' }

test('nothing written holds nothing, whatever the kind', () => {
  expect(readValue('  ', 'number')).toBeNull()
  expect(readValue('', 'json')).toBeNull()
})

test('a list is written one item a line', () => {
  expect(readValue('red\n blue ', 'list')).toEqual(['red', 'blue'])
  expect(writtenValue(['red', 'blue'], 'list')).toBe('red\nblue')
  expect(shownValue(['red', 'blue'], words)).toBe('red, blue')
})

test('what is no number and no data is refused', () => {
  expect(readValue('forty', 'number')).toBeUndefined()
  expect(readValue('{"a":', 'json')).toBeUndefined()
})

test('what a field holds is read back as it was written', () => {
  expect(readValue(writtenValue({ a: [1] }, 'json'), 'json')).toEqual({ a: [1] })
  expect(readValue(writtenValue(true, 'boolean'), 'boolean')).toBe(true)
})
