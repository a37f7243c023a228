/** What the operators of a condition mean, by a table. */
import { describe, expect, it } from 'vitest'
import type { Value } from '../../shared/fields.ts'
import { Condition, prepare } from './condition.ts'

const TABLE: Array<[left: Value, operator: string, right: string | undefined, holds: boolean]> = [
  ['Pro', 'is', ' pro ', true],
  ['5', 'is', '5.0', true],
  [true, 'is', 'true', true],
  [null, 'is', '', true],
  ['pro', 'is-not', 'free', true],
  [null, 'is-not', 'free', true],
  ['A red mug', 'contains', 'RED', true],
  ['A red mug', 'contains', '', false],
  ['A red mug', 'contains-not', 'blue', true],
  ['A red mug', 'starts-with', 'a r', true],
  ['A red mug', 'ends-with', 'MUG', true],
  ['A red mug', 'ends-with', 'red', false],
  ['10', 'greater', '9', true],
  [9, 'greater', '9', false],
  ['-1', 'less', '0', true],
  ['twelve', 'greater', '5', false],
  ['twelve', 'less', '5', false],
  [null, 'less', '5', false],
  ['9:30', 'less', '10:00', true],
  ['2026-07-01', 'at-least', '2026-06-30', true],
  [9, 'at-least', '9', true],
  [9, 'at-most', '8.5', false],
  [0, 'is-set', undefined, true],
  [false, 'is-set', undefined, true],
  ['  ', 'is-set', undefined, false],
  [null, 'is-empty', undefined, true],
  ['x', 'is-empty', undefined, false],
]

describe('a condition', () => {
  it.each(TABLE)('%j %s %j: %j', (left, operator, value, holds) => {
    const rule = value === undefined ? { name: 'field', operator } : { name: 'field', operator, value }
    expect(decide({ match: 'all', rules: [rule] }, { field: left })).toBe(holds)
  })

  it('compares with values', () => {
    const rules = [{ name: 'age', operator: 'at-least', value: '{{limit}}' }]
    expect(decide({ match: 'all', rules }, { age: 18, limit: 18 })).toBe(true)
  })

  it('needs all, or any, of its parts', () => {
    const yes = { name: 'a', operator: 'is-set' }
    const no = { name: 'a', operator: 'is-empty' }
    const any = { match: 'any', rules: [no, yes] }
    expect(decide({ match: 'all', rules: [yes, any] }, { a: 1 })).toBe(true)
    expect(decide({ match: 'all', rules: [no, any] }, { a: 1 })).toBe(false)
    expect(decide({ match: 'any', rules: [no, no] }, { a: 1 })).toBe(false)
  })

  it('is refused when it is nested too deep, too long, or compares with nothing', () => {
    const rule = { name: 'a', operator: 'is-set' }
    const nested = (depth: number): unknown =>
      depth === 0 ? rule : { match: 'all', rules: Array(1).fill(nested(depth - 1)) }
    expect(Condition.safeParse(nested(4)).success).toBe(true)
    expect(Condition.safeParse(nested(5)).success).toBe(false)
    expect(
      Condition.safeParse({ match: 'all', rules: Array(5).fill({ match: 'any', rules: Array(50).fill(rule) }) })
        .success,
    ).toBe(false)
    expect(Condition.safeParse({ match: 'all', rules: [{ name: 'a', operator: 'is' }] }).success).toBe(false)
  })
})

function decide(condition: unknown, values: Record<string, Value>): boolean {
  return prepare(Condition.parse(condition))({ value: (name) => values[name] })
}
