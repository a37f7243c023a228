/** What described fields take, and what they refuse. */
import { describe, expect, it } from 'vitest'
import type { FieldKind, Value } from '../../shared/fields.ts'
import { fitting } from './field-kinds.ts'

describe('a field', () => {
  it.each<[FieldKind, Value, Value | undefined]>([
    ['text', 'hi', 'hi'],
    ['text', 12, '12'],
    ['text', ['a'], undefined],
    ['number', '12.50', 12.5],
    ['number', ' -3 ', -3],
    ['number', '1e5', undefined],
    ['number', 'twelve', undefined],
    ['number', '', undefined],
    ['boolean', 'Yes', true],
    ['boolean', 0, false],
    ['boolean', 'perhaps', undefined],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-30', undefined],
    ['date', '28.02.2026', undefined],
    ['datetime', '2026-02-28 09:30', '2026-02-28 09:30'],
    ['datetime', '2026-02-28T09:30:00Z', '2026-02-28T09:30:00Z'],
    ['datetime', '2026-02-28T25:30', undefined],
    ['datetime', '2026-13-01 09:30', undefined],
    ['list', ['a', 1], ['a', 1]],
    ['list', '["a"]', ['a']],
    ['list', 'a', undefined],
    ['json', { a: [1] }, { a: [1] }],
    ['json', '{"a":1}', { a: 1 }],
    ['json', '{no', '{no'],
    ['number', null, null],
  ])('of the kind %s makes of %j %j', (kind, value, expected) => {
    expect(fitting(value, kind)).toEqual(expected)
  })
})
