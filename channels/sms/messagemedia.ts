/** MessageMedia, now Sinch Engage: its API, and what it is told to write to us. */
import { z } from 'zod'
import type { Answered, Ask, Asked } from '../../shared/account.ts'
import type { ServiceUrls } from '../../shared/service-urls.ts'
import type { Delivery, Done, Hook, Outgoing, Recipient } from '../channel.ts'
import { undelivered } from '../from-providers/undelivered.ts'
import { HOOK_EVENTS, HOOK_HEADER, HOOK_TEMPLATE, isFromMessageMedia, readMessageMedia } from './messagemedia-hook.ts'
import { type Sender, type SetUp, type SmsLine, type SmsProvider, wordsOf } from './provider.ts'

type Keys = Extract<SmsLine['through'], { integration: 'messagemedia' }>['secrets']

const REGIONS = { eu: 'sinch-eu', au: 'sinch-au', classic: 'messagemedia' } as const

/** An account, and where its region is reached. */
interface Api {
  url: string
  authorization: string
}

export function messageMedia(keys: Keys, urls: ServiceUrls): SmsProvider {
  const api: Api = {
    url: `${urls[REGIONS[keys.region]]}/v1`,
    authorization: `Basic ${Buffer.from(`${keys.apiKey}:${keys.apiSecret}`).toString('base64')}`,
  }
  return {
    label: 'MessageMedia',
    senders: (ask) => senders(api, ask),
    setUp: (_, hook, ask) => setUp(api, hook, ask),
    takeAway: (line) => takeAway(api, line),
    check: (line) => check(api, line),
    verify: (request, hook) => isFromMessageMedia(request, { secret: hook.secret, publicKey: keys.signatureKey }),
    read: (request, { from }) => readMessageMedia(request, from),
    send: (message, to, line) => send(api, message, { to, line }),
  }
}

const Page = { pagination: z.object({ next_token: z.string().nullish() }).nullish() }
const Numbers = z.object({
  ...Page,
  data: z.array(
    z.object({
      phone_number: z.string(),
      country: z.string().nullish(),
      capabilities: z.array(z.string()).default([]),
    }),
  ),
})
const Addresses = z.object({
  ...Page,
  data: z.array(
    z.object({ sender_address: z.string(), label: z.string().nullish(), display_status: z.string().nullish() }),
  ),
})
const Hooked = z.object({ id: z.string() })
const Hooks = z.object({ pageData: z.array(z.object({ id: z.string(), url: z.string() })) })
const Taken = z.object({ messages: z.array(z.object({ message_id: z.string() })).min(1) })

/** The account's own numbers, and what it was allowed to send as; a number that is both stands once. */
async function senders(api: Api, ask: Ask): Promise<Done<Sender[]>> {
  const numbers = await askFor(api, ask, { method: 'GET', path: '/messaging/numbers/dedicated?page_size=100' })
  const own = numbers.ok && numbers.status === 200 ? Numbers.safeParse(numbers.json).data : undefined
  if (!own) return { ok: false, message: refusal(numbers) }
  const allowed = await askFor(api, ask, {
    method: 'GET',
    path: '/messaging/numbers/sender_address/addresses?page_size=100',
  })
  // Accounts without approved senders may be refused the question.
  const others = allowed.ok && allowed.status === 200 ? (Addresses.safeParse(allowed.json).data?.data ?? []) : []
  const found = [
    ...own.data
      .filter(({ capabilities }) => capabilities.length === 0 || capabilities.includes('SMS'))
      .map(({ phone_number, country, capabilities }) =>
        senderOf(phone_number, country ?? undefined, capabilities.includes('MMS')),
      ),
    ...others
      .filter(({ display_status }) => display_status !== 'EXPIRED')
      .map(({ sender_address, label }) => senderOf(sender_address, label ?? undefined, false)),
  ]
  return { ok: true, data: [...new Map(found.toReversed().map((sender) => [sender.id, sender])).values()].toReversed() }
}

function senderOf(address: string, detail: string | undefined, canSendMedia: boolean): Sender {
  const from = /^[1-9]\d{6,14}$/.test(address) ? `+${address}` : address
  return { id: from, from, label: from, ...(detail && { detail }), canSendMedia }
}

async function setUp(api: Api, hook: Hook, ask: Ask): Promise<Done<SetUp>> {
  const answer = await askFor(api, ask, {
    method: 'POST',
    path: '/webhooks/messages',
    json: {
      url: hook.url,
      method: 'POST',
      encoding: 'JSON',
      events: HOOK_EVENTS,
      headers: { [HOOK_HEADER]: hook.secret },
      template: HOOK_TEMPLATE,
      retries: 5,
      retry_delay: 60,
    },
  })
  const made = answer.ok && answer.status < 300 ? Hooked.safeParse(answer.json).data : undefined
  return made ? { ok: true, data: { id: made.id, before: {} } } : { ok: false, message: refusal(answer) }
}

async function takeAway(api: Api, { secrets, ask }: SmsLine): Promise<void> {
  await askFor(api, ask, { method: 'DELETE', path: `/webhooks/messages/${encodeURIComponent(secrets.id)}` })
}

async function check(api: Api, { secrets, hook, ask }: SmsLine): Promise<Done<{ label: string }>> {
  for (let page = 0; page < 10; page++) {
    const answer = await askFor(api, ask, { method: 'GET', path: `/webhooks/messages?page=${page}&page_size=100` })
    const hooks = answer.ok && answer.status === 200 ? Hooks.safeParse(answer.json).data?.pageData : undefined
    if (!hooks) return { ok: false, message: refusal(answer) }
    if (hooks.some(({ id, url }) => id === secrets.id && url === hook.url))
      return { ok: true, data: { label: secrets.from } }
    if (hooks.length < 100) break
  }
  return { ok: false, message: 'The webhook at MessageMedia no longer leads here: connect it again.' }
}

async function send(api: Api, message: Outgoing, { to, line }: { to: Recipient; line: SmsLine }): Promise<Delivery> {
  const { from, canSendMedia } = line.secrets
  const words = wordsOf(message.content, canSendMedia)
  if (!words) return { ok: false, isFinal: true, reason: 'A text message cannot show this.' }
  const answer = await askFor(api, line.ask, {
    method: 'POST',
    path: '/messages',
    json: {
      messages: [
        {
          // They take no message without words.
          content: words.text || ' ',
          destination_number: to.address,
          source_number: from,
          source_number_type: typeOf(from),
          format: words.media ? 'MMS' : 'SMS',
          ...(words.media && { media: [words.media] }),
          delivery_report: true,
          metadata: { part: message.key },
        },
      ],
    },
  })
  const taken = answer.ok && answer.status < 300 ? Taken.safeParse(answer.json).data?.messages[0] : undefined
  return taken ? { ok: true, externalId: taken.message_id } : refused(answer)
}

function typeOf(from: string): 'INTERNATIONAL' | 'ALPHANUMERIC' | 'SHORTCODE' {
  if (from.startsWith('+')) return 'INTERNATIONAL'
  return /^\d+$/.test(from) ? 'SHORTCODE' : 'ALPHANUMERIC'
}

function refused(answer: Answered): Delivery {
  const lost = undelivered(answer, 'MessageMedia')
  if (lost || !answer.ok) return lost ?? { ok: false, isFinal: false, reason: 'MessageMedia could not be reached.' }
  // It was taken, though its name could not be read.
  if (answer.status < 300) return { ok: true }
  const isDisconnected = answer.status === 401
  return { ok: false, isFinal: true, ...(isDisconnected && { isDisconnected }), reason: refusal(answer) }
}

function refusal(answer: Answered): string {
  if (!answer.ok) return answer.message
  if (answer.status === 401 || answer.status === 403) return 'MessageMedia refuses this account.'
  if (answer.status === 402) return 'The credit of the MessageMedia account is used up.'
  return `MessageMedia refused the request (${answer.status}).`
}

function askFor(
  api: Api,
  ask: Ask,
  { path, ...request }: { path: string } & Pick<Asked, 'method' | 'json'>,
): Promise<Answered> {
  return ask({ ...request, url: api.url + path, headers: { Authorization: api.authorization } })
}
