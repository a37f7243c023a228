/** What a channel cannot show is shown otherwise: long text in pieces, taps as numbers, files and places as links, cards and lists in words. */
import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS, type ChannelLimits } from '../shared/channel-limits.ts'
import { Content } from '../shared/messages.ts'
import { numbered, fit as partsOn } from './fit.ts'

const text = (words: string, more: object = {}) => Content.parse({ kind: 'text', text: words, ...more })
const choicesOf = (labels: string[]) => labels.map((label, index) => ({ id: `c${index}`, label }))
const on = (limits: Partial<ChannelLimits>): ChannelLimits => ({ name: 'Test', ...limits })

describe('a message that a channel can show', () => {
  it('goes out as it is', () => {
    const said = text('Hello', { choices: choicesOf(['Yes', 'No']), pause: 2, input: { kind: 'text' } })
    expect(partsOn(said, CHANNEL_LIMITS.messenger)).toEqual([said])
    expect(numbered(said, CHANNEL_LIMITS.messenger)).toEqual([])
  })
})

describe('a long text', () => {
  it('is cut at the ends of sentences', () => {
    expect(partsOn(text('One is here. Two is there! Three?'), on({ text: 20 }))).toEqual([
      text('One is here.'),
      text('Two is there! Three?'),
    ])
  })

  it('is cut between words where a sentence is too long', () => {
    expect(
      partsOn(text('all of these words are one sentence'), on({ text: 12 })).map((part) => 'text' in part && part.text),
    ).toEqual(['all of these', 'words are', 'one sentence'])
  })

  it('waits before the first part, and has its buttons and its question below the last', () => {
    const buttons = [{ kind: 'reply', id: 'a', label: 'Again' }]
    const parts = partsOn(
      text('One is here. Two is there.', { pause: 1, buttons, input: { kind: 'email' } }),
      on({ text: 15 }),
    )
    expect(parts).toEqual([
      text('One is here.', { pause: 1 }),
      text('Two is there.', { buttons, input: { kind: 'email' } }),
    ])
  })

  it('is measured in bytes where the channel measures so', () => {
    const parts = partsOn(text('ä'.repeat(900)), CHANNEL_LIMITS.instagram)
    expect(parts.map((part) => 'text' in part && part.text?.length)).toEqual([500, 400])
  })

  it('leaves above its buttons only what may stand there', () => {
    const parts = partsOn(
      text(`${'word '.repeat(200)}end.`, { buttons: [{ kind: 'reply', id: 'a', label: 'Go' }] }),
      CHANNEL_LIMITS.messenger,
    )
    expect(parts.length).toBe(2)
    expect(parts.at(-1)).toMatchObject({ text: expect.stringMatching(/^.{1,640}$/), buttons: [{ id: 'a' }] })
  })
})

describe('what cannot be tapped', () => {
  it('is numbered, and a number means the answer', () => {
    const said = text('Which?', { choices: choicesOf(['Red', 'Blue']) })
    expect(partsOn(said, CHANNEL_LIMITS.sms)).toEqual([text('Which?\n\n1. Red\n2. Blue')])
    expect(numbered(said, CHANNEL_LIMITS.sms)).toEqual(choicesOf(['Red', 'Blue']))
  })

  it('has its link or number after its words, and the numbers go on', () => {
    const buttons = [
      { kind: 'link', label: 'Shop', url: 'https://shop.example/' },
      { kind: 'reply', id: 'b', label: 'Help' },
      { kind: 'call', label: 'Call us', phone: '+1 555 0100' },
    ]
    const said = text('Hi', { buttons, choices: choicesOf(['Bye']) })
    expect(partsOn(said, CHANNEL_LIMITS.sms)).toEqual([
      text('Hi\n\nShop: https://shop.example/\n1. Help\nCall us: +1 555 0100\n\n2. Bye'),
    ])
    expect(numbered(said, CHANNEL_LIMITS.sms).map(({ label }) => label)).toEqual(['Help', 'Bye'])
  })

  it('is numbered where there are too many', () => {
    const many = choicesOf(Array.from({ length: 14 }, (_, index) => `Answer ${index}`))
    expect(numbered(text('Which?', { choices: many }), CHANNEL_LIMITS.messenger)).toEqual(many)
  })

  it('is numbered where its id is longer than what a tap brings back', () => {
    const choices = [{ id: 'ж'.repeat(40), label: 'Yes' }]
    expect(partsOn(text('Sure?', { choices }), CHANNEL_LIMITS.telegram)).toEqual([text('Sure?\n\n1. Yes')])
  })

  it('can still be tapped where only its words are too long, and stands above in full', () => {
    const [part] = partsOn(
      text('Which?', { choices: choicesOf(['The one with the long name', 'No']) }),
      CHANNEL_LIMITS.messenger,
    )
    expect(part).toEqual(
      text('Which?\n\n1. The one with the long name\n2. No', { choices: choicesOf(['The one with the lo…', 'No']) }),
    )
  })
})

describe('files and places', () => {
  const photo = (more: object = {}) => Content.parse({ kind: 'image', url: 'https://files.example/cat.jpg', ...more })

  it('that are too large or of no kind that can be shown are links', () => {
    expect(partsOn(photo({ text: 'A cat', size: 9_000_000 }), CHANNEL_LIMITS.whatsapp)).toEqual([
      text('A cat\nhttps://files.example/cat.jpg'),
    ])
    const offer = Content.parse({ kind: 'file', url: 'https://files.example/1.pdf', name: 'Offer.pdf' })
    expect(partsOn(offer, CHANNEL_LIMITS.line)).toEqual([text('Offer.pdf: https://files.example/1.pdf')])
  })

  it('have their words on their own where none may stand below', () => {
    expect(partsOn(photo({ text: 'A cat' }), CHANNEL_LIMITS.messenger)).toEqual([photo(), text('A cat')])
  })

  it('have buttons below words only', () => {
    const buttons = [{ kind: 'reply', id: 'a', label: 'More' }]
    expect(partsOn(photo({ buttons }), CHANNEL_LIMITS.messenger)).toEqual([photo(), text('👇', { buttons })])
    expect(partsOn(photo({ buttons }), CHANNEL_LIMITS.telegram)).toEqual([photo({ buttons })])
  })

  it('a place is a link to a map', () => {
    const [part] = partsOn({ kind: 'location', latitude: 53.5, longitude: 9.9, name: 'Harbour' }, CHANNEL_LIMITS.sms)
    expect(part).toEqual(text('Harbour\nhttps://www.openstreetmap.org/?mlat=53.5&mlon=9.9#map=16/53.5/9.9'))
  })
})

describe('cards and lists', () => {
  it('cards beyond what stands side by side go into a further part', () => {
    const cards = Array.from({ length: 8 }, (_, index) => ({ title: `Card ${index}` }))
    expect(partsOn({ kind: 'cards', cards }, CHANNEL_LIMITS.viber)).toEqual([
      { kind: 'cards', cards: cards.slice(0, 6) },
      { kind: 'cards', cards: cards.slice(6) },
    ])
  })

  it('cards are written out where there are none', () => {
    const cards = [
      {
        title: 'Tea',
        text: 'Green',
        image: 'https://x.example/t.png',
        buttons: [{ kind: 'reply' as const, id: 't', label: 'Buy' }],
      },
      { title: 'Coffee' },
    ]
    expect(partsOn({ kind: 'cards', cards }, CHANNEL_LIMITS.whatsapp)).toEqual([
      { kind: 'image', url: 'https://x.example/t.png', text: 'Tea\nGreen\n\n1. Buy' },
      { kind: 'text', text: 'Coffee' },
    ])
  })

  it('rows become answers where there are no lists, with all that was said of them', () => {
    const list = Content.parse({
      kind: 'list',
      text: 'Menu',
      button: 'Open',
      sections: [
        { title: 'Hot', rows: [{ id: 'tea', label: 'Tea', description: 'green' }] },
        { rows: [{ id: 'ice', label: 'Ice' }] },
      ],
    })
    const choices = [
      { id: 'tea', label: 'Tea' },
      { id: 'ice', label: 'Ice' },
    ]
    expect(partsOn(list, CHANNEL_LIMITS.messenger)).toEqual([
      text('Menu\n\nHot\n1. Tea – green\n\n2. Ice', { choices }),
    ])
    expect(partsOn(list, CHANNEL_LIMITS.whatsapp)).toEqual([list])
  })
})
