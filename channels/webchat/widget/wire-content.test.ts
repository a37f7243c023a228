/** What the widget makes of what it is told: only what it knows, and no link that could run (attack 87). */
import { expect, it } from 'vitest'
import { readSaid } from './wire-content.ts'

const BAD = ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'https://bank.test@evil.test/', '', null, 7]

it.each(BAD)('shows nothing by the address %j', (url) => {
  expect(readSaid({ kind: 'image', url })).toBeNull()
  const [button, image] = [{ kind: 'link', label: 'Go', url }, url]
  expect(readSaid({ kind: 'text', text: 'Hi', buttons: [button] })).toEqual({ kind: 'text', text: 'Hi' })
  expect(readSaid({ kind: 'cards', cards: [{ title: 'A', image }] })).toEqual({
    kind: 'cards',
    cards: [{ title: 'A', text: '', buttons: [] }],
  })
})

it('shows a file as what is in it', () => {
  const url = 'https://acme.test/files/w/k/cat.jpg'
  expect(readSaid({ kind: 'file', url, mime: 'image/jpeg', size: 5 })).toMatchObject({ kind: 'image', url, size: 5 })
})

it('calls numbers and nothing else', () => {
  const said = readSaid({
    kind: 'text',
    text: 'Hi',
    buttons: [{ kind: 'call', label: 'Call', phone: '+49 (40) 12;ext' }],
  })
  expect(said).toMatchObject({ buttons: [{ phone: '+494012' }] })
})

it.each([
  {},
  null,
  'text',
  { kind: 'text' },
  { kind: 'location', latitude: '1', longitude: 2 },
  { kind: 'cards', cards: [{}] },
  { kind: 'list', text: 'A', button: 'B', sections: [{ rows: [] }] },
  { kind: 'note', text: 'for the team' },
  { kind: 'choice' },
])('leaves out %j', (json) => {
  expect(readSaid(json)).toBeNull()
})

it('keeps pickers and pauses within bounds', () => {
  const read = (more: object) => readSaid({ kind: 'text', text: 'Hi', ...more })
  expect(read({ pause: 999 })).toEqual({ kind: 'text', text: 'Hi', pause: 10 })
  expect(read({ input: { kind: 'rating', most: 1e9 } })).toEqual({ kind: 'text', text: 'Hi' })
  expect(read({ input: { kind: 'password' } })).toEqual({ kind: 'text', text: 'Hi' })
})
