/** How lists tell a message in one line. */
import { expect, it } from 'vitest'
import type { MessageContent } from './conversations.ts'
import { lineOf, shownAs } from './message-line.ts'

const url = 'https://acme.test/files/w/k/Unser%20Angebot.pdf'

const LINES: Array<[string, MessageContent]> = [
  ['Hello Ann', { kind: 'text', text: '*Hello*\n_Ann_' }],
  ['Photo', { kind: 'image', url, name: 'IMG_1.jpg' }],
  ['Photo: Our shop', { kind: 'image', url, text: 'Our *shop*' }],
  ['File: Unser Angebot.pdf', { kind: 'file', url }],
  ['Photo', { kind: 'file', url, name: 'cat.png', mime: 'image/png', size: 5 }],
  ['Audio', { kind: 'file', url, name: 'a.wav', mime: 'audio/wav', size: 5 }],
  ['Location: Harbour', { kind: 'location', latitude: 1, longitude: 2, name: 'Harbour' }],
  ['Location', { kind: 'location', latitude: 1, longitude: 2 }],
  ['Shoes · Hats', { kind: 'cards', cards: [{ title: 'Shoes' }, { title: 'Hats' }] }],
  ['Which?', { kind: 'list', text: 'Which?', button: 'Show', sections: [{ rows: [{ id: 'a', label: 'A' }] }] }],
  ['Tea', { kind: 'choice', id: 'tea', label: 'Tea' }],
  ['Tea, Cake', { kind: 'choices', ids: ['t', 'c'], labels: ['Tea', 'Cake'] }],
  ['', { kind: 'event', event: 'resolved', name: 'Mia' }],
]

it.each(LINES)('says «%s»', (line, content) => {
  expect(lineOf(content)).toBe(line)
})

it('shows a file as what is in it', () => {
  expect(shownAs({ kind: 'file', mime: 'video/mp4' })).toBe('video')
  expect(shownAs({ kind: 'file', mime: 'application/pdf' })).toBe('file')
  expect(shownAs({ kind: 'image' })).toBe('image')
})
