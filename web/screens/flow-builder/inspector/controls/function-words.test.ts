/** The form of formulas knows the functions that formulas have. */
import { expect, it } from 'vitest'
import { readFormula } from '../../../../../engine/formulas/formula.ts'
import { FUNCTIONS } from '../../../../../engine/formulas/formula-functions.ts'
import { FUNCTION_WORDS } from './function-words.ts'

it('lists every function, and no other', () => {
  expect(FUNCTION_WORDS.map(({ name }) => name).toSorted()).toEqual([...FUNCTIONS.keys()].toSorted())
})

it('gives only examples that can be read', () => {
  expect(FUNCTION_WORDS.filter(({ example }) => !readFormula(example).ok)).toEqual([])
})
