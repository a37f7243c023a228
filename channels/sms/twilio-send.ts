/** Sends by Twilio (or SignalWire), and asks whether something was sent. */
import { z } from 'zod'
import type { Answered } from '../../shared/account.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import { restOf, tooMuch, undelivered } from '../from-providers/undelivered.ts'
import { type SmsLine, wordsOf } from './provider.ts'
import { askTwilio, isService, type TwilioApi } from './twilio-api.ts'

interface Way {
  to: Recipient
  line: SmsLine
}

const Sent = z.object({ sid: z.string() })
const Refused = z.object({ code: z.coerce.string() })
const Listed = z.object({
  messages: z.array(
    z.object({ body: z.string().nullish(), date_created: z.string().nullish(), direction: z.string().nullish() }),
  ),
})

export async function sendTwilio(api: TwilioApi, message: Outgoing, { to, line }: Way): Promise<Delivery> {
  const words = wordsOf(message.content, line.secrets.canSendMedia)
  if (!words) return { ok: false, isFinal: true, reason: 'A text message cannot show this.' }
  const { from } = line.secrets
  const answer = await askTwilio(api, line.ask, {
    method: 'POST',
    url: `${api.account}/Messages.json`,
    form: [
      ['To', to.address],
      [isService(from) ? 'MessagingServiceSid' : 'From', from],
      ...(words.text ? [['Body', words.text] as const] : []),
      ...(words.media ? [['MediaUrl', words.media] as const] : []),
      ['StatusCallback', `${line.hook.url}?part=${encodeURIComponent(message.key)}`],
    ],
  })
  const sent = answer.ok && answer.status < 300 ? Sent.safeParse(answer.json).data : undefined
  return sent ? { ok: true, externalId: sent.sid } : refused(api, answer)
}

/** Whether a message of these words was made for the person since this one was written. */
export async function findTwilio(api: TwilioApi, message: Outgoing, { to, line }: Way) {
  const words = wordsOf(message.content, line.secrets.canSendMedia)
  if (!words) return 'not-sent'
  const since = Math.floor(Date.parse(message.at) / 1000) * 1000
  // The newest come first. What still waits has no date of sending, so it is not asked for by that.
  const query = new URLSearchParams({ To: to.address, PageSize: '200' })
  const answer = await askTwilio(api, line.ask, { method: 'GET', url: `${api.account}/Messages.json?${query}` })
  const listed = answer.ok && answer.status === 200 ? Listed.safeParse(answer.json).data : undefined
  if (!listed) return 'unknown'
  const isThere = listed.messages.some(
    ({ body, date_created, direction }) =>
      direction !== 'inbound' && (body ?? '') === words.text && Date.parse(date_created ?? '') >= since,
  )
  return isThere ? 'sent' : 'not-sent'
}

const REASONS: Readonly<Record<string, string>> = {
  21211: 'This is no telephone number.',
  21408: 'The account may not send to this country.',
  21606: 'The sender may not send text messages.',
  21610: 'The person does not want to hear from this number.',
  21612: 'The sender cannot reach this number.',
  21614: 'This number cannot get text messages.',
  30004: 'The person has blocked the number.',
}

function refused(api: TwilioApi, answer: Answered): Delivery {
  const code = answer.ok ? (Refused.safeParse(answer.json).data?.code ?? '') : ''
  if (answer.ok && code === '20429') return tooMuch(api.label, restOf(answer.headers))
  const lost = undelivered(answer, api.label)
  if (lost || !answer.ok) return lost ?? { ok: false, isFinal: false, reason: `${api.label} could not be reached.` }
  // It was taken, though its name could not be read.
  if (answer.status < 300) return { ok: true }
  if (answer.status === 401 || code === '20003')
    return { ok: false, isFinal: true, isDisconnected: true, reason: `${api.label} refuses this account.` }
  const reason = REASONS[code] ?? `${api.label} refused it (${code || answer.status}).`
  if (code === '21610') return { ok: false, isFinal: true, unreachable: 'opted-out', reason }
  if (code === '30004') return { ok: false, isFinal: true, unreachable: 'blocked', reason }
  return { ok: false, isFinal: true, reason }
}
