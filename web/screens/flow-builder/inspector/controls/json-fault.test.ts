/** JSON with values in it. */
import { expect, it } from 'vitest'
import { jsonFault, tidied } from './json-fault.ts'

it('takes values in quotes and without them', () => {
  expect(jsonFault('{ "name": "{{name}}", "age": {{age | number}} }')).toBeUndefined()
  expect(jsonFault('')).toBeUndefined()
})

it('says on which line it stops being JSON', () => {
  expect(jsonFault('{\n  "a": 1,\n  "b": oops\n}')).toBe(3)
})

it('lays out only what holds no values', () => {
  expect(tidied('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(tidied('{"a":{{age}}}')).toBeUndefined()
})
