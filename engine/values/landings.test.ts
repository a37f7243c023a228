/** Whatever a person wrote stays a value where it lands (attacks 92, 93; invariant 30). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../shared/fields.ts'
import { templateFor, valueTemplate } from './variables.ts'

const evil = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom('"', '\\', '{', '{{', '}}', 'secret.KEY', '{{secret.KEY}}', '\r\n', '/', '?', '#', '&', ',', ' '),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
)
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  evil,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(evil, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b'), evil, { noNullPrototype: true }),
)

describe('a value', () => {
  it('in JSON is that value again, between quotes its text', () => {
    fc.assert(
      fc.property(anyValue, evil, (value, text) => {
        const filled = fill('json', '{"a": {{a}}, "b": "<{{b}}>", "c": [{{a}}]}', { a: value, b: text })
        const read = JSON.parse(filled)
        expect(Object.keys(read)).toEqual(['a', 'b', 'c'])
        expect(read.b).toBe(`<${text.toWellFormed()}>`)
        if (typeof value === 'string') expect(read.a).toBe(value.toWellFormed())
      }),
    )
  })

  it('in an address stays its part of it', () => {
    fc.assert(
      fc.property(evil, (text) => {
        const url = new URL(fill('url', 'https://shop.example/orders/x{{a}}/lines?q={{a}}&r=1', { a: text }))
        expect([url.origin, url.hash]).toEqual(['https://shop.example', ''])
        expect(url.pathname.split('/')).toHaveLength(4)
        expect([...url.searchParams]).toEqual([
          ['q', text.toWellFormed()],
          ['r', '1'],
        ])
      }),
    )
  })

  it('in a header or a line has no line breaks', () => {
    fc.assert(
      fc.property(evil, (text) => {
        expect(fill('header', 'x {{a}}', { a: text })).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        expect(fill('line', 'Re: {{a}}', { a: text })).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      }),
    )
  })

  it('names no secret in what is sent, alone or put together', () => {
    const texts = [
      '{{a}}{{b}}',
      '{{a}}{{{b}}',
      '{{secret.{{a}}}}',
      '{{a}}secret.KEY}}',
      '{{{a}}secret.KEY}}',
      '{{{{a}}}}',
    ]
    fc.assert(
      fc.property(evil, evil, fc.constantFrom(...texts), (a, b, text) => {
        for (const landing of ['header', 'body', 'json', 'url'] as const)
          expect(fill(landing, `"${text}"`, { a, b })).not.toMatch(/\{\{\s*secret\./)
      }),
    )
  })

  it('leaves the secrets of the author as they are written', () => {
    for (const landing of ['message', 'line', 'header', 'body', 'json', 'url'] as const)
      expect(fill(landing, 'Bearer {{ secret.KEY }}{{a}}', { a: 'x', 'secret.KEY': 'no' })).toContain(
        '{{ secret.KEY }}',
      )
  })

  it('that is a whole address keeps its form', () => {
    expect(fill('url', '{{a}}/x?y={{a}}', { a: 'https://a.example/b c' })).toBe(
      'https://a.example/b%20c/x?y=https%3A%2F%2Fa.example%2Fb%20c',
    )
  })

  it('is itself where it stands alone without filters', () => {
    const values = { list: [1, { a: 2 }], text: '{{list}}' }
    const of = (text: string) =>
      valueTemplate(text)({ value: (name) => Object.entries(values).find(([key]) => key === name)?.[1] })
    expect(of(' {{list}} ')).toEqual([1, { a: 2 }])
    expect(of('{{text}}')).toBe('{{list}}')
    expect(of('{{list | length}}')).toBe('2')
    expect(of('{{nothing}}')).toBe(null)
    expect(of('true')).toBe('true')
  })

  it('full of signs is filled in quickly', () => {
    const started = performance.now()
    const a = '{"\\'.repeat(6000)
    for (const landing of ['header', 'body', 'json', 'url', 'line'] as const) fill(landing, '{{a}}'.repeat(500), { a })
    fill('message', '{{a | replace: "{", "xxxxxxxxxxxxxxxxxxxxxxxx" | replace: "x", "{{{{{{" | title | slice: 0, 9}}', {
      a,
    })
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

function fill(landing: Parameters<typeof templateFor>[0], text: string, values: Record<string, Value>): string {
  return templateFor(landing, text)({ value: (name) => (Object.hasOwn(values, name) ? values[name] : undefined) })
}
