/** Asks Slack's web API, and says what its refusals mean. */
import { z } from 'zod'
import type { Answered } from '../../shared/account.ts'
import type { Line } from '../channel.ts'
import { restOf, tooMuch, type Undelivered, undelivered } from '../from-providers/undelivered.ts'
import type { slackDefinition } from './definition.ts'

export type Slack = typeof slackDefinition
export type SlackLine = Line<Slack>
type Keys = Pick<SlackLine, 'urls' | 'ask'> & { secrets: { botToken: string } }

/** Methods that read take forms alone. */
export function askSlack(
  { secrets, urls, ask }: Keys,
  method: string,
  body: Record<string, unknown>,
  as: 'json' | 'form' = 'json',
): Promise<Answered> {
  return ask({
    method: 'POST',
    url: `${urls.slack}/api/${method}`,
    headers: { Authorization: `Bearer ${secrets.botToken}` },
    ...(as === 'json' ? { json: body } : { form: Object.entries(body).map(([name, value]) => [name, String(value)]) }),
  })
}

const Refused = z.object({ ok: z.literal(false), error: z.string().max(100), needed: z.string().max(200).optional() })

const DEAD = new Set([
  ...['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive', 'org_login_required'],
  ...['team_access_not_granted', 'ekm_access_denied', 'not_allowed_token_type'],
])
const GONE = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
])
const PASSING = new Set(['service_unavailable', 'team_added_to_org'])
const IN_DOUBT = new Set(['fatal_error', 'internal_error', 'request_timeout'])

/** What an answer that is no success means for a message. */
export function refusedBy(answer: Answered): Undelivered {
  const lost = undelivered(answer, 'Slack')
  if (lost || !answer.ok) return lost ?? { ok: false, isFinal: false, reason: 'Slack could not be reached.' }
  const error = Refused.safeParse(answer.json).data?.error ?? ''
  const reason = refusalOf(answer)
  if (error === 'ratelimited' || error === 'rate_limited') return tooMuch('Slack', restOf(answer.headers))
  if (DEAD.has(error)) return { ok: false, isFinal: true, isDisconnected: true, reason }
  if (GONE.has(error)) return { ok: false, isFinal: true, unreachable: 'blocked', reason }
  if (PASSING.has(error)) return { ok: false, isFinal: false, reason }
  if (IN_DOUBT.has(error)) return { ok: false, isFinal: false, isInDoubt: true, reason }
  return { ok: false, isFinal: true, reason }
}

/** A sentence for the team. */
export function refusalOf(answer: Answered): string {
  if (!answer.ok) return answer.message
  const { error, needed } = Refused.safeParse(answer.json).data ?? {}
  if (!error)
    return answer.status === 200
      ? 'Slack gave an answer that is none.'
      : `Slack refused the request (${answer.status}).`
  if (DEAD.has(error)) return 'Slack no longer takes this token.'
  if (error === 'missing_scope')
    return `The Slack app lacks a scope${needed && /^[\w:,]+$/.test(needed) ? `: ${needed}` : ''}.`
  if (error === 'messages_tab_disabled')
    return 'The Slack app does not let people write to it (App Home, Messages Tab).'
  return `Slack refused it (${/^\w+$/.test(error) ? error : 'unknown'}).`
}
