/** Asks Telegram's Bot API, and says what a refusal means. */
import { z } from 'zod'
import type { Answered, Asked } from '../../shared/account.ts'
import type { Account, Delivery, Line } from '../channel.ts'
import { restOf } from '../from-providers/undelivered.ts'
import type { telegramDefinition } from './definition.ts'

export type TelegramLine = Line<typeof telegramDefinition>
type WayOut = Pick<Account, 'urls' | 'ask'>

export type Told = { ok: true; result: unknown } | Failure

/** `code` is null where there was no answer; then `wasSent` says whether it may have been done. */
export interface Failure {
  ok: false
  code: number | null
  wasSent: boolean
  retryAfterS?: number
  movedTo?: string
}

const Refused = z.object({
  error_code: z.number().optional(),
  parameters: z.object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() }).optional(),
})
const Given = z.object({ ok: z.literal(true), result: z.unknown() })

/** One method of the Bot API, with what it takes as JSON or as the parts of a form. */
export async function call(
  { urls, ask }: WayOut,
  token: string,
  method: { name: string } & Pick<Asked, 'json' | 'parts' | 'timeoutMs'>,
): Promise<Told> {
  const { name, ...body } = method
  const answered = await ask({ method: 'POST', url: `${urls.telegram}/bot${token}/${name}`, json: {}, ...bodyOf(body) })
  const given = answered.ok && answered.status < 300 ? Given.safeParse(answered.json) : undefined
  return given?.success ? { ok: true, result: given.data.result } : failureOf(answered)
}

/** What a failure says to the team. */
export function sentenceOf({ code }: Failure): string {
  if (code === null) return 'Telegram could not be reached.'
  if (isUnknownToken(code)) return 'Telegram does not know this token. Copy it again from @BotFather.'
  if (code === 429) return 'Telegram asks us to wait. Try again in a minute.'
  return `Telegram refused it (${code}).`
}

/** What a failure means for a message. */
export function deliveryOf(failure: Failure): Delivery {
  const { code, wasSent, retryAfterS = 1 } = failure
  const reason = sentenceOf(failure)
  if (code === null && !wasSent) return { ok: false, isFinal: false, reason }
  if (code === null || code >= 500) return { ok: false, isFinal: false, isInDoubt: true, reason }
  if (code === 429) return { ok: false, isFinal: false, retryAfterS, reason }
  if (isUnknownToken(code)) return { ok: false, isFinal: true, isDisconnected: true, reason }
  if (code === 403)
    return { ok: false, isFinal: true, unreachable: 'blocked', reason: 'The person blocked the bot, or left Telegram.' }
  return { ok: false, isFinal: true, reason }
}

function bodyOf({ json, parts, timeoutMs }: Pick<Asked, 'json' | 'parts' | 'timeoutMs'>): Partial<Asked> {
  const body = parts ? { json: undefined, parts } : { json: json ?? {} }
  return timeoutMs === undefined ? body : { ...body, timeoutMs }
}

function failureOf(answered: Answered): Failure {
  if (!answered.ok) return { ok: false, code: null, wasSent: answered.wasSent }
  const { error_code, parameters } = Refused.catch({}).parse(answered.json)
  const { retry_after: told } = parameters ?? {}
  const movedTo = parameters?.migrate_to_chat_id
  return {
    ok: false,
    // An answer that should have been good but cannot be read leaves it open whether it was done.
    code: error_code ?? (answered.status < 300 ? null : answered.status),
    wasSent: true,
    retryAfterS: restOf(told === undefined ? answered.headers : { 'retry-after': String(told) }),
    ...(movedTo !== undefined && { movedTo: String(movedTo) }),
  }
}

/** A token that was taken back is answered 401, one that never was 404. */
function isUnknownToken(code: number): boolean {
  return code === 401 || code === 404
}
