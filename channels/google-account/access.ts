/** How Google is asked: with an access token, which a refresh token or a service account gives, kept in memory until a minute before it ends. */
import { createHash } from 'node:crypto'
import { importPKCS8, SignJWT } from 'jose'
import { z } from 'zod'
import type { Answered, Ask, Asked } from '../../shared/account.ts'
import type { ServiceUrls } from '../../shared/service-urls.ts'
import { type Undelivered, undelivered } from '../from-providers/undelivered.ts'

/** What access tokens are got with. `name` tells one from another and holds no secret; `request` throws nothing: null where it cannot be made. */
export interface GoogleKey {
  name: string
  request(): Promise<Asked | null>
}

/** What somebody signed in with. */
export interface PersonKeys {
  clientId: string
  clientSecret: string
  refreshToken: string
}

/** The way of a person who signed in. */
export function keyOfPerson({ clientId, clientSecret, refreshToken }: PersonKeys, urls: ServiceUrls): GoogleKey {
  const url = tokenUrl(urls)
  return {
    name: nameOf([url, clientId, clientSecret, refreshToken]),
    request: async () => ({
      method: 'POST',
      url,
      form: [
        ['grant_type', 'refresh_token'],
        ['client_id', clientId],
        ['client_secret', clientSecret],
        ['refresh_token', refreshToken],
      ],
    }),
  }
}

/** The way of a service account, by the JSON that Google gave for it; null where the text is no such JSON. */
export function keyOfService(text: string, scope: string, urls: ServiceUrls): GoogleKey | null {
  const account = ServiceAccount.safeParse(readJson(text)).data
  if (!account) return null
  const url = tokenUrl(urls)
  return {
    name: nameOf([url, text, scope]),
    request: async () => {
      const assertion = await signed(account, scope)
      if (assertion === null) return null
      const form = [
        ['grant_type', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
        ['assertion', assertion],
      ] as const
      return { method: 'POST', url, form }
    },
  }
}

/**
 * Asks Google as this key. A key that is no longer taken is a 401; a token that could not be got for another reason is an answer
 * as the call itself would have had it.
 */
export async function askGoogle(key: GoogleKey, ask: Ask, request: Asked): Promise<Answered> {
  const first = await tokenFor(key, ask)
  if (!first.ok) return first.answer
  const answer = await ask(withToken(request, first.token))
  if (!answer.ok || answer.status !== 401 || !first.isKept) return answer
  tokens.delete(key.name)
  const second = await tokenFor(key, ask)
  return second.ok ? ask(withToken(request, second.token)) : second.answer
}

/** What an answer that is no success means for a message. */
export function notDelivered(answer: Answered): Undelivered {
  const said = undelivered(answer, 'Google')
  if (said || !answer.ok) return said ?? { ok: false, isFinal: false, reason: sentenceFor(answer) }
  const isDisconnected = answer.status === 401
  return { ok: false, isFinal: true, reason: sentenceFor(answer), ...(isDisconnected && { isDisconnected }) }
}

/** The same as a sentence for the team. What Google says is not passed on: it may repeat what we sent. */
export function sentenceFor(answer: Answered): string {
  if (!answer.ok) return answer.message
  const { status } = answer
  if (status === 401) return 'Google no longer accepts this account. Connect it again.'
  if (status === 403) return 'Google does not allow this account to do that (403).'
  if (status === 429) return 'Google is asked too much at the moment (429).'
  if (status >= 500) return `Google answered ${status}.`
  return `Google refused it (${status}).`
}

const ServiceAccount = z.object({
  client_email: z.string().min(3).max(300),
  private_key: z.string().min(1).max(10_000),
  private_key_id: z.string().max(200).optional(),
})
const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(3600) })

/** The name of Google itself, wherever it is asked. */
const AUDIENCE = 'https://oauth2.googleapis.com/token'
const EARLY_MS = 60_000
const MOST_KEPT = 1000

type Got = { ok: true; token: string; isKept: boolean } | { ok: false; answer: Answered }

const tokens = new Map<string, { until: number; got: Promise<Got> }>()

/** Those who ask at the same time wait for the same token; a refusal is not kept. */
async function tokenFor(key: GoogleKey, ask: Ask): Promise<Got> {
  const kept = tokens.get(key.name)
  if (kept && kept.until > Date.now()) return kept.got
  if (tokens.size >= MOST_KEPT) tokens.clear()
  const asked = fetchToken(key, ask)
  const entry = { until: Date.now() + EARLY_MS, got: asked.then(({ got }) => got) }
  tokens.set(key.name, entry)
  const { got, forMs } = await asked
  if (tokens.get(key.name) !== entry) return got
  if (got.ok) tokens.set(key.name, { until: Date.now() + forMs, got: Promise.resolve({ ...got, isKept: true }) })
  else tokens.delete(key.name)
  return got
}

async function fetchToken(key: GoogleKey, ask: Ask): Promise<{ got: Got; forMs: number }> {
  const request = await key.request()
  if (!request) return { got: { ok: false, answer: UNREADABLE }, forMs: 0 }
  const answer = await ask(request)
  const read = answer.ok && answer.status === 200 ? Token.safeParse(answer.json).data : undefined
  if (!read) return { got: { ok: false, answer: withoutToken(answer) }, forMs: 0 }
  return {
    got: { ok: true, token: read.access_token, isKept: false },
    forMs: read.expires_in * 1000 - EARLY_MS,
  }
}

const UNREADABLE: Answered = {
  ok: false,
  reason: 'failed',
  message: 'The key of the service account cannot be read.',
  wasSent: false,
}

/** Nothing of the call itself went out. */
function withoutToken(answer: Answered): Answered {
  if (!answer.ok) return { ...answer, wasSent: false }
  const { status } = answer
  if (status === 400 || status === 401 || status === 403) return { ...answer, status: 401 }
  return status < 400 ? { ...answer, status: 502 } : answer
}

async function signed(account: z.output<typeof ServiceAccount>, scope: string): Promise<string | null> {
  try {
    const key = await importPKCS8(account.private_key, 'RS256')
    const kid = account.private_key_id
    return await new SignJWT({ scope })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(kid !== undefined && { kid }) })
      .setIssuer(account.client_email)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key)
  } catch {
    return null
  }
}

function withToken(request: Asked, token: string): Asked {
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } }
}

function tokenUrl(urls: ServiceUrls): string {
  return `${urls['google-oauth']}/token`
}

function nameOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
