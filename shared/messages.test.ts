/** What counts as a message, and what is cleaned or refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Content, cutText, Incoming } from './messages.ts'

describe('a message', () => {
  it('may be 4,000 characters long and no longer', () => {
    expect(Content.safeParse({ kind: 'text', text: 'a'.repeat(4000) }).success).toBe(true)
    expect(Content.safeParse({ kind: 'text', text: 'a'.repeat(4001) }).success).toBe(false)
    expect(Content.safeParse({ kind: 'text', text: '' }).success).toBe(false)
  })

  it('offers choices with labels of at most 80 characters', () => {
    const offering = (label: string) => ({ kind: 'text', text: 'Which?', choices: [{ id: 'a', label }] })
    expect(Content.safeParse(offering('a'.repeat(80))).success).toBe(true)
    expect(Content.safeParse(offering('a'.repeat(81))).success).toBe(false)
    expect(Content.safeParse(offering('')).success).toBe(false)
  })

  it('has no word that is not in the schema', () => {
    expect(Content.safeParse({ kind: 'text', text: 'Hello', html: '<b>' }).success).toBe(false)
    expect(Incoming.safeParse({ kind: 'start', from: 'Olga' }).success).toBe(false)
    expect(Incoming.safeParse({ kind: 'shout', text: 'HEY' }).success).toBe(false)
  })

  it('loses what PostgreSQL cannot store', () => {
    expect(Incoming.parse({ kind: 'text', text: 'a\u0000b\ud800c' })).toEqual({ kind: 'text', text: 'ab\ufffdc' })
    expect(Incoming.safeParse({ kind: 'text', text: '\u0000' }).success).toBe(false)
  })

  it('is never cut through a character', () => {
    expect(cutText('ab😀', 3)).toBe('ab')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, limit) => {
        expect(cutText(text, limit).isWellFormed()).toBe(true)
        expect(text.startsWith(cutText(text, limit))).toBe(true)
      }),
    )
  })
})
