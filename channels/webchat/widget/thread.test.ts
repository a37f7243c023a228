/** Whatever order messages come in, the visitor reads them in theirs, each once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedNow, rowsOf } from './rows.ts'
import { EMPTY_THREAD, hasGap, unreadAfter, withFetched, withHeard, withOutgoing } from './thread.ts'
import type { Author, Message, Said } from './wire.ts'

const AT = '2026-03-10T12:00:00.000Z'

function message(seq: number, author: Author = 'bot', said: Said = text(`no. ${seq}`)): Message {
  return { id: `m${seq}`, seq, author, name: author === 'member' ? 'Mia' : null, said, at: AT }
}

function text(words: string, labels: string[] = []): Said {
  return { kind: 'text', text: words, choices: labels.map((label) => ({ id: label.toLowerCase(), label })) }
}

describe('the order of messages', () => {
  it('is by number, each once, however they arrive', () => {
    const arrivals = fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 })
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: 1, max: 6 })), (order, again) => {
        const thread = [...order, ...again].reduce((sum, seq) => withHeard(sum, message(seq)), EMPTY_THREAD)
        expect(thread.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
        expect(hasGap(thread)).toBe(false)
      }),
    )
  })

  it('sees a gap until it is filled', () => {
    const first = withHeard(EMPTY_THREAD, message(1))
    const jumped = withHeard(first, message(3))
    expect(hasGap(jumped)).toBe(true)
    expect(hasGap(withFetched(jumped, [message(2), message(3)]))).toBe(false)
  })

  it('does not wait for numbers that the visitor never gets to see', () => {
    const jumped = withHeard(EMPTY_THREAD, message(4))
    expect(hasGap(withFetched(jumped, [message(4)]))).toBe(false)
  })

  it('replaces what was on its way by what arrived, and lets nothing come back', () => {
    const outgoing = { id: 'm2', content: { kind: 'text', text: 'no. 2' }, at: AT, state: 'sending' } as const
    const sent = withHeard(withOutgoing(withHeard(EMPTY_THREAD, message(1)), outgoing), message(2, 'contact'))
    expect(sent.outgoing).toEqual([])
    expect(withOutgoing(sent, { ...outgoing, state: 'failed' }).outgoing).toEqual([])
  })

  it('counts as unread what bot and team said since', () => {
    const thread = withFetched(EMPTY_THREAD, [message(1), message(2, 'contact'), message(3, 'member')])
    expect(unreadAfter(thread, 0)).toBe(2)
    expect(unreadAfter(thread, 1)).toBe(1)
  })
})

describe('what is shown', () => {
  const ask = message(1, 'bot', text('Which?', ['Tea', 'Coffee']))
  const isAnswered = (...later: Message[]) => {
    const run = rowsOf(withFetched(EMPTY_THREAD, [ask, ...later])).find((row) => row.kind === 'run')
    return run?.bubbles[0]?.isAnswered
  }

  it('offers answers until the visitor or the team has said something', () => {
    expect(isAnswered()).toBe(false)
    expect(isAnswered(message(2))).toBe(false)
    expect(isAnswered(message(2, 'contact', { kind: 'choice', id: 'tea', label: 'Tea' }))).toBe(true)
    expect(isAnswered(message(2, 'contact', text('Water')))).toBe(true)
    expect(isAnswered(message(2, 'member', text('May I help?')))).toBe(true)
  })

  it('knows what the last question waits for', () => {
    const asks = message(1, 'bot', { kind: 'text', text: 'Your mail?', input: { kind: 'email' } })
    expect(askedNow(rowsOf(withFetched(EMPTY_THREAD, [asks])))).toEqual({ kind: 'email' })
    expect(askedNow(rowsOf(withFetched(EMPTY_THREAD, [asks, message(2, 'contact')])))).toBeNull()
  })

  it('keeps back what still waits for its moment of typing', () => {
    const rows = rowsOf(withFetched(EMPTY_THREAD, [message(1), message(2)]), 1)
    expect(rows.flatMap((row) => (row.kind === 'run' ? row.bubbles.map(({ id }) => id) : []))).toEqual(['m1'])
  })

  it('says once that Mia joined, and again after the bot has answered', () => {
    const authors: Author[] = ['bot', 'member', 'contact', 'member', 'bot', 'member']
    const rows = rowsOf(
      withFetched(
        EMPTY_THREAD,
        authors.map((author, index) => message(index + 1, author)),
      ),
    )
    expect(rows.filter((row) => row.kind === 'joined')).toHaveLength(2)
  })
})
