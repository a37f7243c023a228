/** Whatever is said, as chance makes it, is within the limits of each channel, and without a lost word. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS, CHANNEL_NAMES, type ChannelLimits } from '../shared/channel-limits.ts'
import type { Content } from '../shared/messages.ts'
import { fit as partsOn } from './fit.ts'
import { bytesOf } from './wording/split-text.ts'

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
        const parts = partsOn({ kind: 'text', text: family.repeat(count) }, { name: 'Test', text: most })
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
