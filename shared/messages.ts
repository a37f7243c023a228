/** What a person and a bot say to each other, in the words of no channel. */
import { z } from 'zod'

export const TEXT_LIMIT = 4000
export const CAPTION_LIMIT = 1000
export const LABEL_LIMIT = 80
export const CHOICES_LIMIT = 20
export const CARDS_LIMIT = 10
export const BUTTONS_LIMIT = 10
const PAUSE_LIMIT_S = 10

/** An address on the web: http or https, and nothing a browser would run. */
export const WebUrl = plainText(2000).refine(isWebUrl, 'is not a web address such as https://shop.example/offer')

export type Choice = z.infer<typeof Choice>
export const Choice = z
  .strictObject({
    id: plainText(64).min(1),
    label: plainText(LABEL_LIMIT).min(1),
    description: plainText(200).optional(),
  })
  .meta({ description: 'One answer a person can pick with a tap' })

export type Button = z.infer<typeof Button>
/** What can be tapped below a message: an answer, a link, or a number to call. */
export const Button = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), id: plainText(64).min(1), label: plainText(LABEL_LIMIT).min(1) }),
  z.strictObject({ kind: z.literal('link'), label: plainText(LABEL_LIMIT).min(1), url: WebUrl }),
  z.strictObject({ kind: z.literal('call'), label: plainText(LABEL_LIMIT).min(1), phone: plainText(40).min(1) }),
])

export type Card = z.infer<typeof Card>
export const Card = z.strictObject({
  title: plainText(200).min(1),
  text: plainText(1000).optional(),
  image: WebUrl.optional(),
  buttons: z.array(Button).max(BUTTONS_LIMIT).optional(),
})

export type Input = z.infer<typeof Input>
/** What kind of answer is asked for, so that a channel can offer the right keyboard, picker or stars; every channel takes words too. */
export const Input = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['text', 'number', 'email', 'phone', 'url', 'date', 'time', 'datetime', 'file', 'location']),
  }),
  z.strictObject({ kind: z.literal('rating'), most: z.int().min(2).max(10) }),
  z.strictObject({ kind: z.literal('many'), least: z.int().min(0).max(20), most: z.int().min(1).max(20) }),
])

/** What every message may carry: a moment of "typing" before it, buttons that stay, answers to tap that go away, and what is asked for. */
const extras = {
  pause: z.number().min(0).max(PAUSE_LIMIT_S).optional(),
  buttons: z.array(Button).min(1).max(BUTTONS_LIMIT).optional(),
  choices: z.array(Choice).min(1).max(CHOICES_LIMIT).optional(),
  input: Input.optional(),
}

export const MEDIA = ['image', 'video', 'audio', 'file'] as const

export type Content = z.infer<typeof Content>
/** What is said to a person, by a bot or a member. Texts may hold simple formatting (`formatting.ts`). */
export const Content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: plainText(TEXT_LIMIT).min(1), ...extras }),
  /** `text` is the caption, and what is read aloud; `name` the file's name. Of a file that was uploaded, `mime` and `size` in bytes are known. */
  z.strictObject({
    kind: z.enum(MEDIA),
    url: WebUrl,
    text: plainText(CAPTION_LIMIT).optional(),
    name: plainText(200).optional(),
    mime: plainText(100).optional(),
    size: z.int().min(0).optional(),
    ...extras,
  }),
  z.strictObject({
    kind: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: plainText(200).optional(),
    address: plainText(300).optional(),
    ...extras,
  }),
  /** One card, or several side by side. */
  z.strictObject({ kind: z.literal('cards'), cards: z.array(Card).min(1).max(CARDS_LIMIT), ...extras }),
  /** Rows behind a button; each row is an answer. */
  z.strictObject({
    kind: z.literal('list'),
    text: plainText(1000).min(1),
    button: plainText(LABEL_LIMIT).min(1),
    sections: z
      .array(z.strictObject({ title: plainText(LABEL_LIMIT).optional(), rows: z.array(Choice).min(1).max(10) }))
      .min(1)
      .max(10),
    ...extras,
  }),
  /** A message that the channel's provider has approved, with what goes into it; `text` is what it says, for all who read along. */
  z.strictObject({
    kind: z.literal('template'),
    name: plainText(200).min(1),
    language: plainText(20).min(1),
    parameters: z.array(plainText(1000)).max(20),
    text: plainText(TEXT_LIMIT).min(1),
    ...extras,
  }),
])

export type Incoming = z.infer<typeof Incoming>
/** What comes in from a person: words, taps, a file, a place, or the opening of the chat. */
export const Incoming = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: plainText(TEXT_LIMIT).min(1) }),
  z.strictObject({ kind: z.literal('choice'), id: plainText(64).min(1), label: plainText(LABEL_LIMIT).optional() }),
  z.strictObject({
    kind: z.literal('choices'),
    ids: z.array(plainText(64).min(1)).max(CHOICES_LIMIT),
    labels: z.array(plainText(LABEL_LIMIT)).max(CHOICES_LIMIT).optional(),
  }),
  /** `text` is what was written beside it */
  z.strictObject({
    kind: z.literal('file'),
    url: WebUrl,
    name: plainText(200),
    mime: plainText(100),
    size: z.int().min(0),
    text: plainText(CAPTION_LIMIT).optional(),
  }),
  z.strictObject({
    kind: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  /** `ref` is the word of the link the person came by. */
  z.strictObject({ kind: z.literal('start'), ref: plainText(100).optional() }),
])

/** Text of at most `limit` UTF-16 units, without what PostgreSQL cannot store: NUL and halves of a character. */
export function plainText(limit: number) {
  return z.string().overwrite(storable).max(limit)
}

/** The text cut to at most `limit` UTF-16 units, never through the middle of a character. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1))
  return text.slice(0, splitsPair ? limit - 1 : limit)
}

export function isWebUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}
