/** What a channel cannot show is shown otherwise: within its limits, and without a lost word. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS, CHANNEL_NAMES, type ChannelLimits } from '../shared/channel-limits.ts'
import { Content } from '../shared/messages.ts'
import { numbered, fit as partsOn } from './fit.ts'
import { bytesOf } from './split-text.ts'

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

/** Words of many scripts, with characters of several code points. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,12}[.!?]?$/),
  fc.constantFrom('👩‍👩‍👧‍👦', 'é', '日本語。', '🇩🇪', 'straße', 'ไทย', 'https://shop.example/a?b=c', '\n', 'end.'),
)
const words = (most: number) =>
  fc
    .array(word, { minLength: 1, maxLength: most })
    .map((all) => all.join(' ').trim().slice(0, most).toWellFormed())
    .filter((all) => all.trim() !== '')
const id = fc.stringMatching(/^[a-z]{1,10}$/)
const choice = fc.record({ id, label: words(80), description: words(200) }, { requiredKeys: ['id', 'label'] })
const url = fc.stringMatching(/^[a-z]{1,300}$/).map((path) => `https://files.example/${path}`)
const button = fc.oneof(
  fc.record({ kind: fc.constant('reply' as const), id, label: words(80) }),
  fc.record({ kind: fc.constant('link' as const), label: words(80), url }),
  fc.record({ kind: fc.constant('call' as const), label: words(80), phone: fc.constant('+1 555 0100') }),
)
const extras = {
  buttons: fc.array(button, { minLength: 1, maxLength: 10 }),
  choices: fc.array(choice, { minLength: 1, maxLength: 20 }),
  pause: fc.integer({ min: 0, max: 10 }),
  input: fc.constant({ kind: 'text' as const }),
}
const card = fc.record(
  { title: words(200), text: words(1000), image: url, buttons: fc.array(button, { maxLength: 10 }) },
  { requiredKeys: ['title'] },
)
const content: fc.Arbitrary<Content> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words(4000), ...extras }, { requiredKeys: ['kind', 'text'] }),
  fc.record(
    {
      kind: fc.constantFrom('image' as const, 'video' as const, 'audio' as const, 'file' as const),
      url,
      text: words(1000),
      name: words(100),
      size: fc.integer({ min: 0, max: 300_000_000 }),
      ...extras,
    },
    { requiredKeys: ['kind', 'url'] },
  ),
  fc.record(
    {
      kind: fc.constant('location' as const),
      latitude: fc.integer({ min: -90, max: 90 }),
      longitude: fc.integer({ min: -180, max: 180 }),
      name: words(100),
      ...extras,
    },
    { requiredKeys: ['kind', 'latitude', 'longitude'] },
  ),
  fc.record(
    { kind: fc.constant('cards' as const), cards: fc.array(card, { minLength: 1, maxLength: 10 }), ...extras },
    { requiredKeys: ['kind', 'cards'] },
  ),
  fc.record(
    {
      kind: fc.constant('list' as const),
      text: words(1000),
      button: words(80),
      sections: fc.array(
        fc.record(
          { title: words(80), rows: fc.array(choice, { minLength: 1, maxLength: 5 }) },
          { requiredKeys: ['rows'] },
        ),
        { minLength: 1, maxLength: 4 },
      ),
      ...extras,
    },
    { requiredKeys: ['kind', 'text', 'button', 'sections'] },
  ),
)

describe('whatever is said', () => {
  it.each(CHANNEL_NAMES)('is within the limits of %s, and loses no word', (name) => {
    const limits: ChannelLimits = CHANNEL_LIMITS[name]
    fc.assert(
      fc.property(content, (said) => {
        const parts = partsOn(said, limits)
        expect(parts.length).toBeGreaterThan(0)
        for (const [index, part] of parts.entries()) {
          expect(beyond(part, limits)).toEqual([])
          expect(part.pause).toBe(index === 0 ? said.pause : undefined)
          expect(part.input).toBe(index === parts.length - 1 ? said.input : undefined)
          if (index < parts.length - 1) expect(part.buttons ?? part.choices).toBeUndefined()
          for (const each of saidIn(part)) expect(each.isWellFormed()).toBe(true)
        }
        const shown = parts.flatMap(saidIn).join(' ')
        for (const each of wordsOf(said)) expect(squeezed(shown)).toContain(squeezed(each))
      }),
      { numRuns: 150 },
    )
  })

  it.each(CHANNEL_NAMES)('is not changed again by what %s makes of it', (name) => {
    const limits: ChannelLimits = CHANNEL_LIMITS[name]
    fc.assert(
      fc.property(content, (said) => {
        for (const part of partsOn(said, limits)) if (!isCut(part)) expect(partsOn(part, limits)).toEqual([part])
      }),
      { numRuns: 40 },
    )
  })

  it('is never cut through a character', () => {
    const family = '👩‍👩‍👧‍👦'
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 40 }), fc.integer({ min: 1, max: 60 }), (most, count) => {
        const parts = partsOn(text(family.repeat(count)), on({ text: most }))
        for (const part of parts) expect('text' in part && (part.text ?? '').length % family.length).toBe(0)
      }),
    )
  })
})

/** What was cut to be tapped stands above in full, and would again. */
function isCut(part: Content): boolean {
  return JSON.stringify([
    part.buttons,
    part.choices,
    'cards' in part && part.cards,
    'sections' in part && part.sections,
  ]).includes('…')
}

function squeezed(words: string): string {
  return words.replace(/\s+/g, '')
}

/** Texts in the order in which they are read, where anything can be cut from one into the next. */
function saidIn(part: Content): string[] {
  const taps = [...(part.buttons ?? []), ...(part.choices ?? [])].map(({ label }) => label)
  if (part.kind === 'cards') {
    const all = part.cards.flatMap(({ title, text: more = '', buttons = [] }) => [
      title,
      more,
      ...buttons.map(({ label }) => label),
    ])
    return [...all, ...taps]
  }
  if (part.kind === 'location') return [part.name ?? '', part.address ?? '', ...taps]
  if (part.kind === 'list') {
    const rows = part.sections.flatMap(({ title = '', rows: of }) => [
      title,
      ...of.flatMap(({ label, description = '' }) => [label, description]),
    ])
    return [part.text, ...rows, ...taps]
  }
  if (part.kind === 'text') return [part.text, ...taps]
  return [part.text ?? '', ...taps]
}

/** What must not get lost; the words on the button that opens a list are no more than a sign. */
function wordsOf(said: Content): string[] {
  const buttons = said.kind === 'cards' ? said.cards.flatMap((each) => each.buttons ?? []) : []
  const links = [...buttons, ...(said.buttons ?? [])].map(({ label }) => label)
  const choices = [...(said.choices ?? []), ...(said.kind === 'list' ? said.sections.flatMap(({ rows }) => rows) : [])]
  const own =
    said.kind === 'cards'
      ? said.cards.flatMap(({ title, text: more = '' }) => [title, more])
      : 'text' in said
        ? [said.text ?? '']
        : []
  return [...links, ...choices.map(({ label }) => label), ...own.map((each) => each.trim())]
}

/** Where a part goes beyond what the channel shows. */
function beyond(part: Content, limits: ChannelLimits): string[] {
  const faults: string[] = []
  const check = (what: string, count: number, most: number | undefined) => {
    if (count > (most ?? Number.POSITIVE_INFINITY)) faults.push(`${what}: ${count} of ${most}`)
  }
  const { buttons = [], choices = [] } = part
  const isMedia = 'url' in part
  if (part.kind === 'text' || part.kind === 'list') {
    check('text', part.text.length, limits.text)
    check('bytes', bytesOf(part.text), limits.bytes)
    if (buttons.length > 0) check('text above buttons', part.text.length, limits.buttons?.text)
    if (choices.length > 0) check('text above answers', part.text.length, limits.choices?.text)
  }
  if (isMedia) {
    check('caption', part.text?.length ?? 0, limits.caption)
    check('size', part.size ?? 0, limits.media ? (limits.media[part.kind] ?? -1) : undefined)
  }
  check('buttons', buttons.length, limits.buttons?.count)
  check('answers', choices.length, limits.choices?.count)
  for (const { label } of buttons) check('button', label.length, limits.buttons?.label)
  for (const { label } of choices) check('answer', label.length, limits.choices?.label)
  if (part.kind === 'cards') {
    check('cards', part.cards.length, limits.cards?.count)
    for (const { title, text: more = '', buttons: of = [] } of part.cards) {
      check('title', title.length, limits.cards?.title)
      check('text of a card', more.length, limits.cards?.text)
      check('buttons of a card', of.length, limits.cards?.buttons)
      for (const { label } of of) check('button', label.length, limits.buttons?.label)
    }
  }
  if (part.kind === 'list') {
    const rows = part.sections.flatMap((section) => section.rows)
    check('rows', rows.length, limits.rows?.count)
    check('text above rows', part.text.length, limits.rows?.text)
    check('button of a list', part.button.length, limits.rows?.button)
    for (const { label, description = '' } of rows) {
      check('row', label.length, limits.rows?.label)
      check('more of a row', description.length, limits.rows?.description)
    }
  }
  if (part.kind === 'location' && limits.location === false) faults.push('a place')
  return faults
}
