/** Sends to LINE: as an answer, which costs nothing, while there is a token for one; else as a push, which is known by its key. */
import { z } from 'zod'
import type { Answered } from '../../shared/account.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import { restOf, tooMuch, undelivered } from '../from-providers/undelivered.ts'
import { call, isUnknown, type LineLine, sentenceOf } from './api.ts'
import { messageOf } from './messages.ts'

type Message = NonNullable<ReturnType<typeof messageOf>>

const LOADING_S = 5
const Sent = z.object({ sentMessages: z.array(z.object({ id: z.string() })).min(1) })

export async function send({ content, key }: Outgoing, to: Recipient, line: LineLine): Promise<Delivery> {
  const message = messageOf(content, line.secrets.picture)
  if (!message) return { ok: false, isFinal: true, reason: 'LINE cannot show this kind of message.' }
  const answered = to.replyWith === null ? 'not-used' : await reply(to.replyWith, message, line)
  return answered === 'not-used' ? push({ key, message }, to, line) : answered
}

/** Shows for five seconds that an answer is being made. */
export async function type(to: Recipient, line: LineLine): Promise<void> {
  const json = { chatId: to.address, loadingSeconds: LOADING_S }
  await call(line, { method: 'POST', path: '/v2/bot/chat/loading/start', json })
}

/**
 * A token is good once. So a second try tells what became of the first one whose answer got lost: it is taken, or it was used.
 * One that is refused at once is too old, and nothing was sent with it.
 */
async function reply(replyToken: string, message: Message, line: LineLine): Promise<Delivery | 'not-used'> {
  const wanted = { method: 'POST', path: '/v2/bot/message/reply', json: { replyToken, messages: [message] } } as const
  const first = await call(line, wanted)
  const isLost = first.ok ? first.status >= 500 : first.wasSent
  if (!isLost) return isUsedUp(first) ? 'not-used' : deliveryOf(first)
  const second = await call(line, wanted)
  return isUsedUp(second) ? { ok: true } : deliveryOf(second)
}

/** The same key is taken once, so what is not known can be sent again. */
async function push(
  { key, message }: { key: string; message: Message },
  to: Recipient,
  line: LineLine,
): Promise<Delivery> {
  const headers = { 'X-Line-Retry-Key': key }
  const json = { to: to.address, messages: [message] }
  const delivery = deliveryOf(await call(line, { method: 'POST', path: '/v2/bot/message/push', headers, json }))
  if (delivery.ok || !delivery.isInDoubt) return delivery
  return { ok: false, isFinal: false, reason: delivery.reason }
}

function deliveryOf(answered: Answered): Delivery {
  if (answered.ok && (answered.status === 200 || answered.status === 409)) {
    const sent = Sent.safeParse(answered.json)
    const externalId = sent.data?.sentMessages[0]?.id
    return { ok: true, ...(externalId !== undefined && { externalId }) }
  }
  if (answered.ok && answered.status === 429) {
    // The month's messages are used up: waiting a while does not help.
    if (/monthly limit/i.test(answered.text)) return { ok: false, isFinal: true, reason: USED_UP }
    return tooMuch('LINE', restOf(answered.headers))
  }
  const reason = sentenceOf(answered)
  return (
    undelivered(answered, 'LINE') ??
    (isUnknown(answered)
      ? { ok: false, isFinal: true, isDisconnected: true, reason }
      : { ok: false, isFinal: true, reason })
  )
}

const USED_UP = 'This month’s messages of the LINE account are used up.'

function isUsedUp(answered: Answered): boolean {
  return answered.ok && answered.status === 400 && /invalid reply token/i.test(answered.text)
}
