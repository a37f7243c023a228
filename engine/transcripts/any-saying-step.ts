/** Steps made at random of all that says something or asks, for the properties that hold for every flow. */
import fc from 'fast-check'

type Way = fc.Arbitrary<string | undefined>

const words = fc.constantFrom('', 'Hello', '{{x}}{{x}}', '{{LAST_INPUT}}', '{{', '{{__proto__}}', 'x'.repeat(80))
const maybe = fc.option(words, { nil: undefined })
const address = fc.constantFrom(
  '',
  'https://media.example/a.png',
  'https://media.example/{{x}}',
  '{{x}}',
  'javascript:1',
)
const degrees = fc.constantFrom<number | string>(12.5, 200, '12.5', '{{x}}', '')
const field = fc.constantFrom('x', 'y', undefined)
const id = fc.constantFrom('yes', 'no', 'a')

/** Every kind of saying and asking step, with ways that `way` gives. */
export function anySayingStep(way: Way) {
  const replied = { field, next: way, otherwise: way }
  const reply = fc.record({ id, label: words, description: maybe, next: way })
  const button = fc.oneof(
    fc.record({ kind: fc.constant('reply'), id, label: words, next: way }),
    fc.record({ kind: fc.constant('link'), label: words, url: address }),
    fc.record({ kind: fc.constant('call'), label: words, phone: fc.constantFrom('+49 30 123', '{{x}}', 'me') }),
  )
  const buttons = fc.array(button, { maxLength: 2 })
  const card = { text: maybe, image: fc.option(address, { nil: undefined }), buttons }
  const cards = fc.array(fc.record({ title: words, ...card }), { maxLength: 2 })
  const rows = fc.array(reply, { maxLength: 2 })
  const sections = fc.array(fc.record({ title: maybe, rows }), { maxLength: 2 })
  return fc.oneof(
    fc.record({
      block: fc.constantFrom('image', 'video', 'audio', 'file'),
      url: address,
      text: maybe,
      name: maybe,
      next: way,
    }),
    fc.record({ block: fc.constant('location'), latitude: degrees, longitude: degrees, name: maybe, next: way }),
    fc.record({
      block: fc.constant('template'),
      template: fc.constantFrom('order_update', '{{x}}', ''),
      language: fc.constantFrom('en', '{{x}}'),
      parameters: maybe,
      text: words,
      next: way,
    }),
    fc.record({ block: fc.constant('typing'), seconds: fc.constantFrom(0.5, 7), next: way }),
    fc.record({ block: fc.constant('buttons'), text: words, buttons, ...replied }),
    fc.record({
      block: fc.constant('quick-replies'),
      text: words,
      choices: fc.array(fc.record({ id, label: words, next: way }), { maxLength: 2 }),
      ...replied,
    }),
    fc.record({ block: fc.constant('card'), cardTitle: words, ...card, ...replied }),
    fc.record({ block: fc.constant('carousel'), cards, ...replied }),
    fc.record({ block: fc.constant('list'), text: words, button: words, sections, ...replied }),
    anyQuestion(way),
  )
}

function anyQuestion(way: Way) {
  const kind = fc.constantFrom(
    ...['text', 'number', 'email', 'phone', 'url', 'date', 'time', 'datetime'],
    ...['choice', 'many', 'yes-no', 'rating', 'file', 'location'],
  )
  const limit = fc.constantFrom(undefined, '1', '09:00', '{{x}}', '{{BOT_CURRENT_DATE}}')
  const reply = fc.record({ id, label: words, description: maybe, next: way })
  return fc.record({
    block: fc.constant('ask'),
    text: words,
    kind,
    choices: fc.option(fc.array(reply, { maxLength: 3 }), { nil: undefined }),
    least: fc.constantFrom(undefined, 0, 2, 4000),
    most: fc.constantFrom(undefined, 1, 5, 4000),
    min: limit,
    max: limit,
    pattern: fc.constantFrom(undefined, '^h', '(a+)+$', '('),
    order: fc.constantFrom(undefined, 'dmy', 'mdy'),
    country: fc.constantFrom(undefined, 'DE', 'XX'),
    retry: maybe,
    skip: maybe,
    timeout: fc.constantFrom(undefined, { after: { amount: 1, unit: 'minutes' } }),
    maxTries: fc.integer({ min: 1, max: 3 }),
    field,
    next: way,
    otherwise: way,
    skipped: way,
  })
}

/** What a person may do with them. */
export const anyDoing = fc.oneof(
  fc
    .constantFrom('tomorrow at 3pm', '03/04/2026', '5 stars', 'yes', '1, 2', '+49 30 1234567', 'shop.example', '1, 1')
    .map((text) => ({ kind: 'text', text }) as const),
  fc.subarray(['a/yes', 'a/no', 'a/-skip', 'b/yes']).map((ids) => ({ kind: 'choices', ids }) as const),
  fc.constantFrom('a/-skip', 'c/yes', 'd/a').map((tapped) => ({ kind: 'choice', id: tapped }) as const),
  fc.constant({
    kind: 'file',
    url: 'https://media.example/a.pdf',
    name: 'a.pdf',
    mime: 'application/pdf',
    size: 1,
  } as const),
  fc.constant({ kind: 'location', latitude: 1, longitude: 2 } as const),
)
