/** Parts of steps as people read them. */
import { expect, test } from 'vitest'
import { plainWords, type Reading } from './plain-words.ts'

const reading: Reading = {
  control: undefined,
  option: (word) => word.toUpperCase(),
  step: (id) => `Step ${id}`,
  flow: (id) => `Flow ${id}`,
  yes: 'Yes',
  no: 'No',
}

test('nothing is said of what is not there', () => {
  expect(plainWords(undefined, reading)).toBe('')
  expect(plainWords(null, reading)).toBe('')
})

test('a way names the step, a call the flow, a choice its word', () => {
  expect(plainWords('ask', { ...reading, control: 'step' })).toBe('Step ask')
  expect(plainWords('f1', { ...reading, control: 'flow' })).toBe('Flow f1')
  expect(plainWords('add', { ...reading, control: 'select' })).toBe('ADD')
})

test('each choice has a line with where it leads, and no id', () => {
  const choices = [
    { id: 'c1', label: 'Sales', next: 'ask' },
    { id: 'c2', label: 'Support' },
  ]
  expect(plainWords(choices, reading)).toBe('Sales → Step ask\nSupport')
})

test('a span is its amount and unit, a switch is yes or no', () => {
  expect(plainWords({ amount: 3, unit: 'days' }, reading)).toBe('3 days')
  expect(plainWords(true, reading)).toBe('Yes')
})
