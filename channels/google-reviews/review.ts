/** A review as Google tells it, and as what somebody says to a bot. */
import { z } from 'zod'
import { cutText, TEXT_LIMIT } from '../../shared/messages.ts'
import type { Inbound } from '../inbound.ts'

export type Review = z.output<typeof Review>
export const Review = z.object({
  name: z.string().regex(/^accounts\/[\w-]+\/locations\/[\w-]+\/reviews\/[\w-]+$/),
  comment: z.string().optional(),
  starRating: z.string().optional(),
  updateTime: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  reviewer: z.object({ displayName: z.string().optional(), isAnonymous: z.boolean().optional() }).optional(),
})

/** The review as a message. One that was changed is a message again, since flows and members have to hear what it says now. */
export function saidIn(review: Review): Inbound {
  const { name, updateTime, reviewer } = review
  const author = reviewer?.isAnonymous ? '' : (reviewer?.displayName ?? '').trim()
  return {
    kind: 'message',
    address: name,
    externalId: `${name}@${updateTime}`,
    said: { kind: 'text', text: textOf(review) },
    ...(author !== '' && { profile: { name: cutText(author, 200) } }),
    at: new Date(updateTime).toISOString(),
  }
}

const STARS = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']
const MOST = STARS.length

function textOf({ starRating, comment = '' }: Review): string {
  const count = STARS.indexOf(starRating ?? '') + 1
  const stars = count === 0 ? '' : '★'.repeat(count) + '☆'.repeat(MOST - count)
  const text = [stars, originalOf(comment)].filter(Boolean).join('\n')
  return cutText(text === '' ? '☆'.repeat(MOST) : text, TEXT_LIMIT)
}

const TRANSLATED = '(Translated by Google)'
const ORIGINAL = '(Original)'

/** What the person wrote: Google puts its translation before it, with a mark at each, or behind it. */
function originalOf(comment: string): string {
  const original = comment.indexOf(ORIGINAL)
  const translated = comment.indexOf(TRANSLATED)
  if (translated < 0) return comment.trim()
  if (original > translated) return comment.slice(original + ORIGINAL.length).trim()
  return comment.slice(0, translated).replace(ORIGINAL, '').trim()
}
