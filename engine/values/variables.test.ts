/** Texts are filled in by plain look-up, once, and nothing in them is ever evaluated. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../shared/fields.ts'
import { OUTPUT_LIMIT, readMarkers, render } from './variables.ts'

describe('a text', () => {
  it('is filled in with values and filters', () => {
    const values = { name: ' Mia ', age: 34, vip: true, gone: null }
    expect(fill('{{name}}|{{ name | trim | upper }}|{{age}}|{{vip}}', values)).toBe(' Mia |MIA|34|true')
    expect(fill('{{gone | default: "nobody"}} {{new | default: \'x}}y\' | upper}}', values)).toBe('nobody X}}Y')
  })

  it('shows an unknown name as nothing', () => {
    expect(fill('[{{nobody}}] [{{user.plan}}]', {})).toBe('[] []')
  })

  it('reaches no inherited property (attack 93)', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'constructor.prototype', 'hasOwnProperty'])
      expect(fill(`[{{${name}}}]`, {})).toBe('[]')
  })

  it.each([
    "{{constructor.constructor('return process')()}}",
    `${'$'}{7*7}`,
    '{{7*7}}',
    '#{7*7}',
    '<%= 7*7 %>',
    '{{name | eval}}',
    '{{name | default: "open',
    '{{name',
    '}}{{',
    '{{}}',
    '{{name}',
    '{{__proto__[x]}}',
  ])('leaves %s as it is written (attack 92)', (text) => {
    expect(fill(text, { name: 'Mia' })).toBe(text)
  })

  it('never reads a value again for markers', () => {
    expect(fill('{{a}}{{b}}', { a: '{{b}}{{', b: 'b}}' })).toBe('{{b}}{{b}}')
    expect(fill('{{{a}}}', { a: 'a' })).toBe('{a}')
  })

  it('comes out with at most 20,000 characters', () => {
    expect(fill('{{a}}'.repeat(1000), { a: 'x'.repeat(4000) })).toHaveLength(OUTPUT_LIMIT)
    expect(fill('{{a | upper}}', { a: 'ß'.repeat(1_000_000) })).toHaveLength(OUTPUT_LIMIT)
  })

  it('tells what it asks for and what cannot be read', () => {
    const { names, unreadable } = readMarkers('{{name}} {{BOT_NAME | lower}} {{7*7}}')
    expect(names).toEqual(['name', 'BOT_NAME'])
    expect(unreadable).toEqual(['{{7*7}}'])
  })

  it('without markers comes out as it is, as often as it is filled in', () => {
    const plain = fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => !text.includes('{{'))
    fc.assert(
      fc.property(plain, (text) => {
        expect(fill(fill(text, {}), {})).toBe(text)
      }),
    )
  })

  it('built of markers, braces and filters never throws', () => {
    const piece = fc.constantFrom('{{', '}}', 'name', ' | ', 'upper', 'default: "', '"', '__proto__', ' ', '{', ':')
    fc.assert(
      fc.property(fc.array(piece), fc.string(), (pieces, name) => {
        expect(typeof fill(pieces.join(''), { name })).toBe('string')
      }),
    )
  })

  it('full of open markers is read quickly', () => {
    const started = performance.now()
    for (const text of ['{{'.repeat(2000), `{{a${' '.repeat(3990)}`, `{{a${'|upper'.repeat(600)}`, '{{a|'.repeat(1000)])
      fill(text, {})
    expect(performance.now() - started).toBeLessThan(500)
  })
})

function fill(text: string, values: Record<string, Value>): string {
  return render(text, { value: (name) => (Object.hasOwn(values, name) ? values[name] : undefined) })
}
