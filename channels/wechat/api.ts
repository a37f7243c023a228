/** Asks WeChat's API: its token is fetched once and kept while it is good. */
import { z } from 'zod'
import type { Answered, Asked } from '../../shared/account.ts'
import type { Line } from '../channel.ts'
import { tooMuch, type Undelivered, undelivered } from '../from-providers/undelivered.ts'
import type { wechatDefinition } from './definition.ts'

export type WeChat = typeof wechatDefinition
export type WeChatLine = Line<WeChat>
export type Reach = Pick<WeChatLine, 'urls' | 'ask'> & { secrets: { appId: string; appSecret: string } }

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number() })
const Coded = z.object({ errcode: z.number() })
/** The token ends somewhat before WeChat says so. */
const MARGIN_S = 300
const TOKEN_DEAD = new Set([40001, 42001, 40014])

const tokens = new Map<string, { token: string; until: number }>()

/** The token, or what refused it. `fresh` tries the keys, `other` asks for another token than the one that was given before. */
export async function tokenFor(
  { secrets, urls, ask }: Reach,
  which: 'kept' | 'fresh' | 'other' = 'kept',
): Promise<{ ok: true; token: string } | { ok: false; answer: Answered }> {
  const key = `${urls.wechat} ${secrets.appId} ${secrets.appSecret}`
  const kept = tokens.get(key)
  if (kept && which === 'kept' && kept.until > Date.now()) return { ok: true, token: kept.token }
  const answer = await ask({
    method: 'POST',
    url: `${urls.wechat}/cgi-bin/stable_token`,
    json: {
      grant_type: 'client_credential',
      appid: secrets.appId,
      secret: secrets.appSecret,
      ...(which === 'other' && { force_refresh: true }),
    },
  })
  const read = answer.ok ? Token.safeParse(answer.json).data : undefined
  if (!read) return { ok: false, answer }
  tokens.set(key, { token: read.access_token, until: Date.now() + (read.expires_in - MARGIN_S) * 1000 })
  return { ok: true, token: read.access_token }
}

/** Asks with the token, and once more with another where it is no longer good. `path` holds its query. */
export async function askWeChat(
  reach: Reach,
  request: { path: string } & Omit<Asked, 'url' | 'headers'>,
): Promise<{ ok: true; answer: Answered } | { ok: false; answer: Answered }> {
  const first = await askOnce(reach, request, 'kept')
  return first.ok && TOKEN_DEAD.has(codeOf(first.answer)) ? askOnce(reach, request, 'other') : first
}

async function askOnce(
  reach: Reach,
  { path, ...request }: { path: string } & Omit<Asked, 'url' | 'headers'>,
  which: 'kept' | 'other',
): Promise<{ ok: true; answer: Answered } | { ok: false; answer: Answered }> {
  const found = await tokenFor(reach, which)
  if (!found.ok) return found
  const mark = path.includes('?') ? '&' : '?'
  const url = `${reach.urls.wechat}${path}${mark}access_token=${encodeURIComponent(found.token)}`
  return { ok: true, answer: await reach.ask({ ...request, url }) }
}

/** 0 where all is well, or where it is no answer with a code. */
export function codeOf(answer: Answered): number {
  return answer.ok ? (Coded.safeParse(answer.json).data?.errcode ?? 0) : 0
}

const REASONS: ReadonlyMap<number, string> = new Map([
  [40001, 'WeChat refuses the AppSecret.'],
  [40125, 'WeChat refuses the AppSecret.'],
  [40013, 'WeChat does not know this AppID.'],
  [40164, 'WeChat lets only listed addresses in: put this server’s on the IP allow list.'],
  [40003, 'WeChat does not know this person.'],
  [43004, 'The person no longer follows the account.'],
  [45015, 'WeChat takes answers for 48 hours after the person last wrote.'],
  [45047, 'WeChat takes five answers to each message of a person.'],
  [45009, 'The day’s quota of WeChat is used up.'],
  [48001, 'The account may not send customer-service messages: it has to be a verified service account.'],
])
const DEAD = new Set([...TOKEN_DEAD, 40125, 40013, 40164, 50001, 50002])
const HOUR_S = 3600
const MINUTE_S = 60

/** What an answer that is no success means for a message. */
export function refusedBy(answer: Answered): Undelivered {
  const lost = undelivered(answer, 'WeChat')
  if (lost) return lost
  const code = codeOf(answer)
  const reason = refusalOf(answer)
  if (code === -1) return { ok: false, isFinal: false, reason: 'WeChat is busy.' }
  if (code === 45009) return { ...tooMuch('WeChat', HOUR_S), reason }
  if (code === 45011) return tooMuch('WeChat', MINUTE_S)
  if (code === 43004) return { ok: false, isFinal: true, unreachable: 'opted-out', reason }
  return { ok: false, isFinal: true, ...(DEAD.has(code) && { isDisconnected: true }), reason }
}

/** A sentence for the team. */
export function refusalOf(answer: Answered): string {
  if (!answer.ok) return answer.message
  const code = codeOf(answer)
  return REASONS.get(code) ?? `WeChat refused it (${code || answer.status}).`
}
