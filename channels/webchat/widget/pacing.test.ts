/** Messages wait for the moment of typing before them, and for nothing else. */
import { expect, it } from 'vitest'
import { startPacing } from './pacing.ts'
import type { Author, Message } from './wire.ts'

function message(seq: number, pause = 0, author: Author = 'bot'): Message {
  const said = { kind: 'text', text: `no. ${seq}`, ...(pause && { pause }) } as const
  return { id: `m${seq}`, seq, author, name: null, said, at: '2026-03-10T12:00:00Z' }
}

/** A pacing whose time stands still until it is let go on. */
function thePacing() {
  const due: Array<{ work: () => void; milliseconds: number }> = []
  const pacing = startPacing(
    () => undefined,
    (work, milliseconds) => due.push({ work, milliseconds }),
  )
  return { pacing, pass: () => due.shift()?.work(), pauses: () => due.map(({ milliseconds }) => milliseconds) }
}

it('shows what asks for no pause at once', () => {
  const { pacing } = thePacing()
  pacing.follow([message(1), message(2)], false)
  expect([pacing.upTo(), pacing.isTyping()]).toEqual([2, false])
})

it('types as long as each message asks for, one after the other', () => {
  const { pacing, pass, pauses } = thePacing()
  pacing.follow([message(1), message(2, 2), message(3, 1)], false)
  expect([pacing.upTo(), pacing.isTyping(), pauses()]).toEqual([1, true, [2000]])
  pass()
  expect([pacing.upTo(), pauses()]).toEqual([2, [1000]])
  pass()
  expect([pacing.upTo(), pacing.isTyping()]).toEqual([3, false])
})

it('does not make anybody wait for what was said before', () => {
  const { pacing } = thePacing()
  pacing.follow([message(1, 5), message(2, 5)], true)
  expect([pacing.upTo(), pacing.isTyping()]).toEqual([2, false])
})

it('shows all that stands before a word of the visitor', () => {
  const { pacing, pass } = thePacing()
  pacing.follow([message(1, 2)], false)
  pacing.follow([message(1, 2), message(2, 0, 'contact'), message(3, 4)], false)
  expect([pacing.upTo(), pacing.isTyping()]).toEqual([2, true])
  pass()
  expect(pacing.upTo()).toBe(2)
  pass()
  expect(pacing.upTo()).toBe(3)
})
