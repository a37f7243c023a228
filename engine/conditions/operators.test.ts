/** Each operator of a condition by a table: what holds, what does not, wrong kinds, empty values, other scripts. */
import { describe, expect, it } from 'vitest'
import type { Value } from '../../shared/fields.ts'
import { Condition, prepare } from './condition.ts'
import { OPERATORS } from './operators.ts'

/** Wednesday, 1 July 2026, 09:30 in Berlin. */
const NOW = Date.parse('2026-07-01T07:30:00Z')
const DAYS = { amount: 2, unit: 'days' } as const
const LIST: Value = ['Mug', 'Zoë', 3]

type Given = string | [string, string] | { amount: number; unit: string } | undefined
const TABLE: Record<string, Array<[left: Value, given: Given, holds: boolean]>> = {
  is: [
    ['ＡＢＣ', 'abc', true],
    ['5', '5.0', true],
    [null, '', true],
    [LIST, 'Mug, Zoë, 3', true],
    ['a', 'b', false],
  ],
  'is-not': [
    ['a', 'b', true],
    [null, 'a', true],
    ['A', 'a', false],
  ],
  contains: [
    ['ein großer Becher', 'GROSS', false],
    ['ein großer Becher', 'GROß', true],
    ['日本語', '本', true],
    [LIST, 'mug', true],
    ['a', '', false],
    [null, 'a', false],
  ],
  'contains-not': [
    ['a', 'b', true],
    [null, 'a', true],
    ['abc', 'B', false],
  ],
  'starts-with': [
    ['Ärger', 'är', true],
    ['a', '', false],
    [12, '1', true],
  ],
  'ends-with': [
    ['Zoë', 'OË', true],
    ['a', '', false],
    [null, 'a', false],
  ],
  matches: [
    ['Order 123', '^order \\d+$', true],
    ['x', '(', false],
    ['x', '', false],
    [`${'a'.repeat(3000)}!`, '^(a+)+$', false],
    ['日本', '^\\p{Han}+$', true],
  ],
  greater: [
    ['10', '9', true],
    ['b', 'a', true],
    ['9', '9', false],
    ['', '1', false],
    [null, '1', false],
    ['x', '1', false],
  ],
  less: [
    [-1, '0', true],
    ['9:30', '10:00', true],
    [null, '0', false],
    ['x', '1', false],
  ],
  'at-least': [
    [9, '9', true],
    [8.9, '9', false],
    [true, '0', false],
  ],
  'at-most': [
    [9, '9', true],
    [9.1, '9', false],
    [null, '9', false],
  ],
  before: [
    ['2026-06-30', '2026-07-01', true],
    ['2026-07-01', '2026-07-01', false],
    ['2026-06-30T22:30:00Z', '2026-07-01', false],
    ['2026-06-30T21:30:00Z', '2026-07-01', true],
    ['2026-07-01T07:00:00Z', '2026-07-01 09:30', true],
    ['soon', '2026-07-01', false],
    [null, '2026-07-01', false],
    ['2026-02-30', '2026-07-01', false],
  ],
  after: [
    ['2026-07-02', '2026-07-01', true],
    ['2026-07-01T23:00:00Z', '2026-07-01', true],
    ['2026-07-01T20:00:00Z', '2026-07-01', false],
    ['2026-07-01', '', false],
    [LIST, '2026-07-01', false],
  ],
  on: [
    ['2026-06-30T22:30:00Z', '2026-07-01', true],
    ['2026-07-01', '2026-07-01T23:30:00Z', false],
    ['x', 'x', false],
    [null, '', false],
  ],
  includes: [
    [LIST, 'mug', true],
    [LIST, '3.0', true],
    [LIST, 'ug', false],
    ['a, b', 'B', true],
    [LIST, ' ', false],
    [null, 'a', false],
    [{ a: 'a' }, 'a', false],
  ],
  'includes-not': [
    [LIST, 'cup', true],
    [null, 'a', true],
    [LIST, 'Zoë', false],
  ],
  'longer-than': [
    [LIST, '2', true],
    [LIST, '3', false],
    ['Zoë👍', '3', true],
    ['Zoë👍', '4', false],
    [LIST, 'x', false],
  ],
  'shorter-than': [
    [LIST, '4', true],
    [[], '1', true],
    [null, '1', true],
    [LIST, '', false],
  ],
  'has-tag': [
    [['vip'], 'vip', true],
    [['VIP'], 'vip', false],
    ['vip', 'vip', false],
    [null, 'vip', false],
  ],
  'has-not-tag': [
    [['new'], 'vip', true],
    [['vip'], ' vip ', false],
    [null, 'vip', true],
  ],
  'one-of': [
    ['pro', 'Free, PRO', true],
    [5, '4,5.0', true],
    ['pr', 'pro', false],
    ['', ',a', false],
    [null, '', false],
  ],
  'none-of': [
    ['team', 'free, pro', true],
    [null, 'free', true],
    ['Pro', 'free, pro', false],
  ],
  'weekday-is': [
    ['2026-07-01', 'Monday, wednesday', true],
    ['2026-06-30T22:30:00Z', '3', true],
    ['Wednesday', 'WEDNESDAY', true],
    ['2026-07-01', '1,2', false],
    ['x', '', false],
    [null, '3', false],
  ],
  between: [
    [5, ['1', '5'], true],
    [5, ['6', '1'], false],
    ['2026-07-01', ['2026-06-01', '2026-07-31'], true],
    [null, ['1', '2'], false],
    ['x', ['1', '2'], false],
  ],
  'within-last': [
    ['2026-06-29T07:30:00Z', DAYS, true],
    ['2026-06-29T07:29:59Z', DAYS, false],
    ['2026-07-01T07:30:01Z', DAYS, false],
    ['2026-06-30', DAYS, true],
    [null, DAYS, false],
    ['x', DAYS, false],
  ],
  'within-next': [
    ['2026-07-03 09:30', DAYS, true],
    ['2026-07-03 09:31', DAYS, false],
    ['2026-06-30', DAYS, false],
    [5, DAYS, false],
  ],
  'older-than': [
    ['2026-06-01', DAYS, true],
    ['2026-06-30', DAYS, false],
    ['2027-01-01', DAYS, false],
    ['', DAYS, false],
  ],
  'is-set': [
    [0, undefined, true],
    [false, undefined, true],
    ['  ', undefined, false],
    [[], undefined, false],
    [{}, undefined, true],
  ],
  'is-empty': [
    [null, undefined, true],
    [[], undefined, true],
    ['x', undefined, false],
  ],
  'is-true': [
    [true, undefined, true],
    ['TRUE', undefined, true],
    [1, undefined, false],
    [null, undefined, false],
  ],
  'is-false': [
    [false, undefined, true],
    ['False', undefined, true],
    [0, undefined, false],
    [null, undefined, false],
  ],
}
const ROWS = Object.entries(TABLE).flatMap(([operator, rows]) =>
  rows.map(([left, given, holds]) => [left, operator, given, holds] as const),
)

describe('an operator', () => {
  it.each(ROWS)('%j %s %j: %j', (left, operator, given, holds) => {
    const condition = Condition.parse({ match: 'all', rules: [{ name: 'field', operator, ...partsOf(given) }] })
    expect(prepare(condition)({ value: (name) => VALUES[name] ?? (name === 'field' ? left : null) })).toBe(holds)
  })

  it('is in the table of tests and in that of the forms, with a label and what it takes', () => {
    expect(OPERATORS.map(({ name }) => name).sort()).toEqual(Object.keys(TABLE).sort())
    expect(new Set(OPERATORS.map(({ label }) => label)).size).toBe(OPERATORS.length)
    for (const { name, takes, kinds } of OPERATORS) {
      expect(kinds.length).toBeGreaterThan(0)
      const rule = { name: 'a.b', operator: name, ...EXAMPLES[takes] }
      expect(Condition.safeParse({ match: 'any', rules: [rule] }).success).toBe(true)
      expect(Condition.safeParse({ match: 'any', rules: [{ ...rule, extra: 1 }] }).success).toBe(false)
    }
  })
})

const VALUES: Record<string, Value> = { BOT_CURRENT_TIMESTAMP: NOW / 1000, BOT_TIMEZONE: 'Europe/Berlin' }
const EXAMPLES = {
  nothing: {},
  text: { value: 'a' },
  list: { value: 'a, b' },
  two: { value: '1', to: '2' },
  span: { span: DAYS },
}

function partsOf(given: Given): object {
  if (given === undefined) return {}
  if (typeof given === 'string') return { value: given }
  return Array.isArray(given) ? { value: given[0], to: given[1] } : { span: given }
}
