/** Speaks the APIs of Google Business Profile: reviews come in, and what is said to their authors is the public reply. */
import { z } from 'zod'
import { plainOf } from '../../shared/formatting.ts'
import type { Account, Channel, Delivery, Done, Line, Outgoing } from '../channel.ts'
import { notDelivered } from '../google-account/access.ts'
import { allPages, askAs, business, businesses, sentenceOf } from '../google-account/businesses.ts'
import type { Inbound } from '../inbound.ts'
import { googleReviewsDefinition } from './definition.ts'
import { hearNoReviews, hearReviews } from './notifications.ts'
import { isFromGoogle, newsIn } from './push.ts'
import { Review, saidIn } from './review.ts'

type Reviews = typeof googleReviewsDefinition

const EVERY = 'They are asked for every five minutes.'

export const googleReviews: Channel<Reviews> = {
  definition: googleReviewsDefinition,
  places: businesses,
  async connect({ form: { topic }, place, hook }, account) {
    if (!place || !PLACE.test(place))
      return { ok: false, message: 'Pick the business whose reviews are to be answered.' }
    const found = await business(account, place)
    if (!found.ok) return found
    const readable = await firstReviews(account, place)
    if (!readable.ok) return readable
    const heard = topic === '' ? { ok: true as const } : await hearReviews(account, place, topic)
    if (!heard.ok) return heard
    const { label, detail } = found.data
    return {
      ok: true,
      data: {
        place,
        label: detail === undefined ? label : `${label}, ${detail}`,
        secrets: { place, topic },
        registered: topic === '' ? [{ label: 'New reviews', value: EVERY }] : registeredWith(topic, hook.url),
      },
    }
  },
  async disconnect(line) {
    const { place, topic } = line.secrets
    if (topic !== '') await hearNoReviews(line, place, topic)
  },
  async check(line) {
    const { place, topic } = line.secrets
    const found = await business(line, place)
    if (!found.ok) return found
    const readable = await firstReviews(line, place)
    if (!readable.ok) return readable
    const heard = topic === '' ? { ok: true as const } : await hearReviews(line, place, topic)
    return heard.ok ? { ok: true, data: { label: found.data.label } } : heard
  },
  verify: (request, { urls, hook }, ask) =>
    isFromGoogle(request, { hookUrl: hook.url, keysUrl: `${urls['google-certs']}/oauth2/v3/certs` }, ask),
  read: newsIn,
  poll: reviewsSince,
  send: reply,
}

const PLACE = /^accounts\/[\w-]+\/locations\/[\w-]+$/
const PAGE = 50
/** Google lists a review only some time after the time it carries. */
const LATE_MS = 3_600_000

const Page = z.object({ reviews: z.array(z.unknown()).default([]), nextPageToken: z.string().optional() })

/** Tries whether the account may read them; Google tells them of verified businesses only. */
async function firstReviews(account: Account<Reviews>, place: string): Promise<Done<null>> {
  const answer = await askAs(account, { method: 'GET', url: `${reviewsUrl(account, place)}?pageSize=1` })
  const isRead = answer.ok && answer.status === 200 && Page.safeParse(answer.json).success
  return isRead ? { ok: true, data: null } : { ok: false, message: sentenceOf(answer) }
}

/** Those that were written or changed since then, the oldest first. */
async function reviewsSince(line: Line<Reviews>, since: string): Promise<Done<{ inbound: Inbound[]; since: string }>> {
  const from = Date.parse(since)
  const isNew = ({ updateTime }: Review) => Date.parse(updateTime) >= from - LATE_MS
  const listed = await allPages(line, {
    path: `${reviewsUrl(line, line.secrets.place)}?pageSize=${PAGE}&orderBy=${encodeURIComponent('update_time desc')}`,
    part: Page,
    items: ({ reviews }) => reviews.flatMap((review) => Review.safeParse(review).data ?? []),
    goesOn: (reviews) => reviews.every(isNew),
  })
  if (!listed.ok) return listed
  const fresh = listed.data.filter(isNew).sort((one, other) => timeOf(one) - timeOf(other))
  const latest = Math.max(from, ...fresh.map(timeOf))
  return { ok: true, data: { inbound: fresh.map(saidIn), since: new Date(latest).toISOString() } }
}

/** One review has one reply: what is said later replaces it. */
async function reply(
  { content, part }: Outgoing,
  { address }: { address: string },
  line: Line<Reviews>,
): Promise<Delivery> {
  if (!Review.shape.name.safeParse(address).success) return { ok: false, isFinal: true, reason: 'This is no review.' }
  // The rest of it would take the place of its beginning.
  if (part > 0) return { ok: false, isFinal: true, reason: 'A reply holds 4,096 bytes; the rest of it was not sent.' }
  const text = 'text' in content ? plainOf(content.text ?? '') : ''
  if (text.trim() === '') return { ok: false, isFinal: true, reason: 'A reply to a review is text.' }
  const url = `${line.urls['google-reviews']}/v4/${address}/reply`
  const answer = await askAs(line, { method: 'PUT', url, json: { comment: text } })
  if (answer.ok && answer.status === 200) return { ok: true }
  if (answer.ok && answer.status === 404) return { ok: false, isFinal: true, reason: 'The review is no longer there.' }
  return notDelivered(answer)
}

function registeredWith(topic: string, url: string): Array<{ label: string; value: string }> {
  return [
    { label: 'New reviews', value: `Told to the topic; besides, they are asked for every five minutes.` },
    { label: 'Topic', value: topic },
    { label: 'Left to do: a push subscription of the topic to this address, with authentication on', value: url },
  ]
}

function reviewsUrl({ urls }: Pick<Account<Reviews>, 'urls'>, place: string): string {
  return `${urls['google-reviews']}/v4/${place}/reviews`
}

function timeOf({ updateTime }: Review): number {
  return Date.parse(updateTime)
}
