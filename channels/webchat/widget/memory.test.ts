/** What is kept in the browser, and that the chat works where nothing can be kept. */
import { expect, it } from 'vitest'
import { memoryFor } from './memory.ts'

const SEAT = { visitor: 'secret', startId: 'one', readSeq: 3, theme: null }

function blocked(): Storage {
  throw new DOMException('Access is denied for this document.', 'SecurityError')
}

function holding(text: string) {
  return () => ({ getItem: () => text, setItem: () => undefined, removeItem: () => undefined })
}

it('remembers for the length of the page where the browser forbids storage', () => {
  const memory = memoryFor('acme', blocked, blocked)
  memory.keepOpen(true)
  memory.keep(SEAT)
  expect(memory.seat()).toEqual(SEAT)
  expect(memory.wasOpen()).toBe(false)
})

it.each(['{', '[]', '{"visitor":7}', '{"visitor":""}'])('takes no notice of a spoilt entry: %s', (text) => {
  expect(memoryFor('acme', holding(text), blocked).seat()).toBeNull()
})
