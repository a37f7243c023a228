/** Asks Viber's REST API, which answers 200 to everything and says in the body what became of it. */
import { z } from 'zod'
import type { Answered } from '../../shared/account.ts'
import type { Account, Delivery, Line } from '../channel.ts'
import { undelivered } from '../from-providers/undelivered.ts'
import type { viberDefinition } from './definition.ts'

export type ViberLine = Line<typeof viberDefinition>

/** `status` is null where there was no answer that can be read; `answered` is what came instead. */
export type Told = { ok: true; json: unknown } | { ok: false; status: number | null; answered: Answered }

const Answer = z.object({ status: z.number() })

/** Tokens of messages are whole numbers too long for a number: they are kept as they are written. */
export function exactJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value, context?: { source?: string }) =>
      key === 'message_token' && typeof value === 'number' ? (context?.source ?? String(value)) : value,
    )
  } catch {
    return undefined
  }
}

/** One method of the API, such as `send_message`. */
export async function call(
  { urls, ask }: Pick<Account, 'urls' | 'ask'>,
  authToken: string,
  { method, json = {} }: { method: string; json?: object },
): Promise<Told> {
  const headers = { 'X-Viber-Auth-Token': authToken }
  const answered = await ask({ method: 'POST', url: `${urls.viber}/pa/${method}`, headers, json })
  const read = answered.ok && answered.status === 200 ? exactJson(answered.text) : undefined
  const answer = Answer.safeParse(read).data
  if (!answer) return { ok: false, status: null, answered }
  return answer.status === 0 ? { ok: true, json: read } : { ok: false, status: answer.status, answered }
}

/** What a refusal says to the team. */
export function sentenceOf({ status, answered }: Extract<Told, { ok: false }>): string {
  if (status === null) return answered.ok ? `Viber failed (${answered.status}).` : 'Viber could not be reached.'
  return SENTENCES[status] ?? `Viber refused it (${status}).`
}

/** What a refusal means for a message. */
export function deliveryOf(told: Extract<Told, { ok: false }>): Delivery {
  const reason = sentenceOf(told)
  const { status, answered } = told
  if (status === null) {
    const isUnread = answered.ok && answered.status === 200
    if (isUnread) return { ok: false, isFinal: false, isInDoubt: true, reason: 'Viber’s answer could not be read.' }
    return undelivered(answered, 'Viber') ?? { ok: false, isFinal: true, reason }
  }
  // This person has had a hundred messages within the hour; others may still be written to.
  if (status === TOO_MANY) return { ok: false, isFinal: false, reason }
  if (GONE.includes(status)) return { ok: false, isFinal: true, isDisconnected: true, reason }
  if (status === NOT_REGISTERED) return { ok: false, isFinal: true, unreachable: 'blocked', reason }
  if (status === NOT_SUBSCRIBED) return { ok: false, isFinal: true, unreachable: 'opted-out', reason }
  return { ok: false, isFinal: true, reason }
}

const NOT_REGISTERED = 5
const NOT_SUBSCRIBED = 6
const TOO_MANY = 12
/** a wrong token; an account that is blocked, not found, or suspended; no webhook; not allowed to */
const GONE = [2, 7, 8, 9, 10, 15]

const SENTENCES: Readonly<Record<number, string>> = {
  1: 'Viber could not reach this server by its public address. It has to be https with a valid certificate.',
  2: 'Viber does not know this token. Copy it again from the Viber Admin Panel.',
  5: 'The person is not on Viber.',
  6: 'The person does not subscribe to the bot.',
  7: 'Viber has blocked this bot.',
  8: 'Viber does not know this bot.',
  9: 'Viber has suspended this bot.',
  10: 'The bot has no webhook at Viber. Connect it again.',
  11: 'The person’s device cannot show it.',
  12: 'Viber lets a bot write to a person only 100 times an hour without an answer.',
  24: 'The Viber account’s balance is used up.',
}
