import { describe, expect, it } from 'vitest'
import { Value } from './fields.ts'
import { tame, tameText } from './tame.ts'

describe('values from outside', () => {
  it('stay as they are when they fit', () => {
    const value = { a: [1, 'two', null, { b: true }], c: '' }
    expect(tame(value)).toEqual({ value, isCut: false })
  })

  it('lose keys that reach a prototype', () => {
    const { value } = tame(JSON.parse('{"__proto__":{"x":1},"a":{"constructor":1,"prototype":2,"b":3},"a":{"b":4}}'))
    expect(value).toEqual({ a: { b: 4 } })
    expect(Object.hasOwn(Object(value), '__proto__')).toBe(false)
  })

  it('are cut until they are a value, with the beginning of every part kept', () => {
    const rows = Array.from({ length: 5000 }, (_, id) => ({ id, text: 'x'.repeat(300) }))
    const { value, isCut } = tame({ rows, total: 5000, long: 'y'.repeat(1_000_000) })
    expect(Value.safeParse(value).success).toBe(true)
    expect(value).toMatchObject({ total: 5000, rows: expect.arrayContaining([expect.objectContaining({ id: 0 })]) })
    expect(isCut).toBe(true)
  })

  it('are cut in depth', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(Value.safeParse(tame(deep).value).success).toBe(true)
    expect(tame(deep).isCut).toBe(true)
  })

  it('hold nothing that a database cannot keep', () => {
    expect(tame({ 'a\0': 'b\0\ud800' }).value).toEqual({ a: 'b\ufffd' })
    expect(tameText('\udc00a\0')).toBe('\ufffda')
    expect(tame([Number.NaN, undefined, () => 1]).value).toEqual([null, null, null])
  })
})
