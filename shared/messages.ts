/** What a person and a bot say to each other, in the words of no channel. */
import { z } from 'zod'

export const TEXT_LIMIT = 4000
export const LABEL_LIMIT = 80
export const CHOICES_LIMIT = 20

export type Choice = z.infer<typeof Choice>
export const Choice = z
  .strictObject({ id: plainText(64).min(1), label: plainText(LABEL_LIMIT).min(1) })
  .meta({ description: 'One answer a person can pick with a tap' })

export type Content = z.infer<typeof Content>
/** What is said to a person, by a bot or a member. */
export const Content = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: plainText(TEXT_LIMIT).min(1),
    choices: z.array(Choice).min(1).max(CHOICES_LIMIT).optional(),
  }),
])

export type Incoming = z.infer<typeof Incoming>
/** What comes in from a person: words, the tap on a choice, or the opening of the chat. */
export const Incoming = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: plainText(TEXT_LIMIT).min(1) }),
  z.strictObject({ kind: z.literal('choice'), id: plainText(64).min(1), label: plainText(LABEL_LIMIT).optional() }),
  z.strictObject({ kind: z.literal('start') }),
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

function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}
