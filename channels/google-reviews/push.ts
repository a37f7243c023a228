/** What Pub/Sub pushes when there is a new review: it only says where, and is signed by Google for our address. */
import { createLocalJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Ask } from '../../shared/account.ts'
import type { HookRequest, News } from '../inbound.ts'

/** Whether Google itself sent it to this address: an OIDC token with its signature, made within the last hour. */
export async function isFromGoogle(
  request: HookRequest,
  { hookUrl, keysUrl }: { hookUrl: string; keysUrl: string },
  ask: Ask,
): Promise<boolean> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!token || hookUrl === '' || request.method !== 'POST') return false
  try {
    const { payload } = await jwtVerify(token, keysAt(keysUrl, ask), {
      issuer: ['https://accounts.google.com', 'accounts.google.com'],
      audience: hookUrl,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'email'],
      maxTokenAge: '1h',
      clockTolerance: 60,
    })
    return payload.email_verified === true
  } catch {
    return false
  }
}

/** The business whose reviews are new; nothing where it tells of something else. */
export function newsIn(request: HookRequest): News[] {
  const pushed = Push.safeParse(readJson(new TextDecoder().decode(request.body))).data
  const data = Data.safeParse(readJson(Buffer.from(pushed?.message.data ?? '', 'base64').toString())).data
  const place = Object.values({ ...pushed?.message.attributes, ...data })
    .flatMap((value) => (typeof value === 'string' ? [PLACE.exec(value)?.[0]] : []))
    .find((found) => found !== undefined)
  return place === undefined ? [] : [{ kind: 'news', place }]
}

const PLACE = /^accounts\/[\w-]+\/locations\/[\w-]+(?=$|\/)/
const Push = z.object({
  message: z.object({
    data: z.string().optional(),
    attributes: z.record(z.string(), z.string()).optional(),
  }),
})
const Data = z.record(z.string(), z.unknown())

const GOOD_MS = 3_600_000
const SOONEST_MS = 30_000

interface Keys {
  at: number
  key: JWTVerifyGetKey
}

const keys = new Map<string, Promise<Keys>>()

/** Google's public keys, fetched once an hour, and when a token names one that is not among them. */
function keysAt(url: string, ask: Ask): JWTVerifyGetKey {
  return async (header, token) => {
    const kept = await keptKeys(url, ask, GOOD_MS)
    try {
      return await kept.key(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      return (await keptKeys(url, ask, SOONEST_MS)).key(header, token)
    }
  }
}

async function keptKeys(url: string, ask: Ask, goodMs: number): Promise<Keys> {
  const kept = await keys.get(url)
  if (kept && Date.now() - kept.at < goodMs) return kept
  const fetched = fetchKeys(url, ask)
  keys.set(url, fetched)
  fetched.catch(() => keys.delete(url))
  return fetched
}

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

async function fetchKeys(url: string, ask: Ask): Promise<Keys> {
  const answer = await ask({ method: 'GET', url })
  if (!answer.ok || answer.status !== 200) throw new Error('the keys of Google could not be read')
  return { at: Date.now(), key: createLocalJWKSet(KeySet.parse(answer.json)) }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
