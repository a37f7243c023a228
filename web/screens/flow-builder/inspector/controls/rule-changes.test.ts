/** Rules keep what they can when they are changed. */
import { expect, it } from 'vitest'
import { fittingOperators, withName, withOperator } from './rule-changes.ts'

const rule = { name: 'plan', operator: 'is', value: 'gold' } as const

it('keeps what is compared with when the operator changes, and asks for more where it takes more', () => {
  expect(withOperator(rule, 'contains')).toEqual({ name: 'plan', operator: 'contains', value: 'gold' })
  expect(withOperator(rule, 'between')).toEqual({ name: 'plan', operator: 'between', value: 'gold', to: '' })
  expect(withOperator(rule, 'is-empty')).toEqual({ name: 'plan', operator: 'is-empty' })
  expect(withOperator(rule, 'within-last')).toMatchObject({ span: { amount: 7, unit: 'days' } })
})

it('offers only the operators that fit what the field holds, and the present one', () => {
  const names = fittingOperators('boolean', 'contains').map(({ name }) => name)
  expect(names).toContain('is-true')
  expect(names).toContain('contains')
  expect(names).not.toContain('before')
})

it('changes an operator that does not fit another field', () => {
  expect(withName({ name: 'plan', operator: 'contains', value: 'x' }, 'age', 'number')).toMatchObject({
    name: 'age',
    operator: 'is',
  })
  expect(withName(rule, 'age', 'number')).toMatchObject({ name: 'age', operator: 'is', value: 'gold' })
})
