/** Single text messages by Twilio's API, which SignalWire speaks too. */
import { z } from 'zod'
import type { Answered, Ask, Asked } from '../shared/account.ts'
import { type Checked, type Done, refused } from './integration.ts'

/** An account: its address, complete, and its keys. */
export interface TwilioLike {
  url: string
  user: string
  password: string
  ask: Ask
}

export interface Sms {
  to: string
  text: string
  from?: string | undefined
}

const Account = z.object({ friendly_name: z.string().nullish(), status: z.string().nullish() })
const Numbers = z.object({
  incoming_phone_numbers: z.array(
    z.object({ phone_number: z.string(), capabilities: z.record(z.string(), z.unknown()).nullish() }),
  ),
})
const Sent = z.object({ sid: z.string() })

export async function checkTwilioLike(account: TwilioLike): Promise<Checked> {
  const answer = await askFor(account, { method: 'GET', url: `${account.url}.json` })
  const read = answer.ok && answer.status === 200 ? Account.safeParse(answer.json).data : undefined
  if (!read) return { ok: false, message: messageOf(refused(answer)) }
  const isActive = !read.status || read.status === 'active'
  return isActive
    ? { ok: true, label: read.friendly_name || account.user }
    : { ok: false, message: 'The account is suspended or closed.' }
}

export async function sendTwilioLike(
  { to, text, from }: Sms,
  account: TwilioLike,
): Promise<Done<{ messageId: string }>> {
  const sender = from ? { ok: true as const, data: from } : await firstNumber(account)
  if (!sender.ok) return sender
  const name = /^MG[0-9a-f]{32}$/i.test(sender.data) ? 'MessagingServiceSid' : 'From'
  const form = [
    ['To', to],
    [name, sender.data],
    ['Body', text],
  ] as const
  const answer = await askFor(account, { method: 'POST', url: `${account.url}/Messages.json`, form })
  const sent = answer.ok && answer.status < 300 ? Sent.safeParse(answer.json).data : undefined
  return sent ? { ok: true, data: { messageId: sent.sid } } : refused(answer)
}

async function firstNumber(account: TwilioLike): Promise<Done<string>> {
  const answer = await askFor(account, { method: 'GET', url: `${account.url}/IncomingPhoneNumbers.json?PageSize=100` })
  const read = answer.ok && answer.status === 200 ? Numbers.safeParse(answer.json).data : undefined
  if (!read) return refused(answer)
  const number = read.incoming_phone_numbers.find(
    ({ capabilities }) => capabilities?.sms === true || capabilities?.SMS === true,
  )
  if (number) return { ok: true, data: number.phone_number }
  return { ok: false, reason: 'refused', message: 'The account has no number that can send text messages.' }
}

function askFor({ user, password, ask }: TwilioLike, request: Omit<Asked, 'headers'>): Promise<Answered> {
  const Authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  return ask({ ...request, headers: { Authorization } })
}

function messageOf(done: Done<unknown>): string {
  return done.ok ? '' : done.message
}
