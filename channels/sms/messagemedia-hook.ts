/** What MessageMedia writes to us: its body is a template of our own, checked by a secret header and, where the account has a key, an RSA signature. */
import { createVerify, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { cutText } from '../../shared/messages.ts'
import { jsonOf, SaidText } from '../from-providers/readings.ts'
import type { HookRequest, Inbound } from '../inbound.ts'
import { reachIn } from './words.ts'

export const HOOK_HEADER = 'X-Hook-Secret'
export const HOOK_EVENTS = [
  ...['RECEIVED_SMS', 'RECEIVED_MMS', 'OPT_OUT_SMS'],
  ...['SUBMITTED_DR', 'DELIVERED_DR', 'EXPIRED_DR', 'REJECTED_DR', 'FAILED_DR'],
]

/** Each event knows some of these; `$!` leaves out what it does not know. */
export const HOOK_TEMPLATE = `{${Object.entries({
  reply_id: '$!replyId',
  notification_id: '$!notificationId',
  message_id: '$!messageId',
  status: '$!status',
  error_code: '$!statusCode',
  source_number: '$!esc.json($!sourceAddress)',
  destination_number: '$!esc.json($!destinationAddress)',
  content: '$!esc.json($!moContent)',
  attachments: '$!attachments.size()',
  date_received: '$!receivedTimestamp',
  part: "$!esc.json($!metadata.get('part'))",
})
  .map(([name, value]) => `"${name}":"${value}"`)
  .join(',')}}`

const OLDEST_MS = 15 * 60_000
const DIGESTS: Readonly<Record<string, string>> = {
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  SHA256: 'sha256',
  SHA512: 'sha512',
}

export function isFromMessageMedia(
  { method, url, headers, body }: HookRequest,
  { secret, publicKey }: { secret: string; publicKey: string | undefined },
): boolean {
  if (!secret || !isEqual(headers[HOOK_HEADER.toLowerCase()] ?? '', secret)) return false
  if (!publicKey) return true
  const { date = '', 'x-messagemedia-signature': signature = '' } = headers
  const digest = DIGESTS[(headers['x-messagemedia-digest-type'] ?? '').toUpperCase()]
  const age = Math.abs(Date.now() - Date.parse(date))
  if (!digest || !signature || !(age < OLDEST_MS)) return false
  const { pathname, search } = new URL(url)
  const line = `${method} ${pathname}${search} HTTP/1.1`
  // Some of their programs put the lines below each other, and some behind.
  return ['\n', ''].some((between) => {
    const signed = Buffer.concat([Buffer.from(line + between + date + between), body])
    return isSignedBy(publicKey, { digest, signed, signature })
  })
}

function isSignedBy(key: string, { digest, signed, signature }: { digest: string; signed: Buffer; signature: string }) {
  try {
    return createVerify(digest).update(signed).verify(key, signature, 'base64')
  } catch {
    return false
  }
}

const Word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((word) => word || undefined)
const Told = z.object({
  reply_id: Word,
  notification_id: Word,
  message_id: Word,
  status: Word,
  error_code: Word,
  source_number: Word,
  destination_number: Word,
  content: Word,
  attachments: Word,
  date_received: Word,
  part: Word,
})
type Told = z.output<typeof Told>

const STATUSES: Readonly<Record<string, 'sent' | 'delivered' | 'failed'>> = {
  submitted: 'sent',
  delivered: 'delivered',
  expired: 'failed',
  rejected: 'failed',
  failed: 'failed',
}
/** Status codes for a number that is on the list of those who said stop. */
const OPTED_OUT = new Set(['302', '412'])

/** `from` is the bot's own number: the account may have others, of which the same webhook tells. */
export function readMessageMedia(request: HookRequest, from: string): Inbound[] {
  const told = Told.safeParse(jsonOf(request.body)).data
  if (!told) return []
  if (told.reply_id || told.notification_id) return isFor(from, told.destination_number) ? readReply(told) : []
  return readReport(told)
}

function readReply(told: Told): Inbound[] {
  const { reply_id: externalId, source_number: address, content: text = '' } = told
  if (!address || address.length > 200) return []
  const at = instant(told.date_received)
  const reach = told.notification_id && !externalId ? 'opted-out' : reachIn(text)
  const reached: Inbound[] = reach ? [{ kind: 'reach', address, reach, ...at }] : []
  if (reach === 'opted-out' || !externalId) return reached
  const message = { kind: 'message' as const, externalId, address, ...at }
  if (text.trim()) reached.push({ ...message, said: { kind: 'text', text: SaidText.parse(text) } })
  else if (Number(told.attachments) > 0) reached.push({ ...message, said: { kind: 'unsupported', what: 'MMS' } })
  return reached
}

function readReport({
  status: word,
  message_id: externalId,
  error_code,
  part,
  source_number,
  ...told
}: Told): Inbound[] {
  const status = STATUSES[(word ?? '').toLowerCase()]
  if (!status || !externalId) return []
  const reason =
    status === 'failed' && error_code ? { reason: `The message did not arrive (${cutText(error_code, 20)}).` } : {}
  const receipt: Inbound = {
    kind: 'receipt',
    status,
    externalId,
    ...(part && { ours: part }),
    ...instant(told.date_received),
    ...reason,
  }
  // Of a report the source is whom the message was for.
  if (status !== 'failed' || !OPTED_OUT.has(error_code ?? '') || !source_number) return [receipt]
  return [receipt, { kind: 'reach', address: source_number, reach: 'opted-out' }]
}

function isFor(from: string, number: string | undefined): boolean {
  const bare = (text: string) => text.replace(/^\+/, '')
  return number === undefined || bare(number) === bare(from)
}

function instant(text: string | undefined): { at?: string } {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? {} : { at: new Date(at).toISOString() }
}

function isEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
