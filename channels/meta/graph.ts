/** What WhatsApp, Messenger and Instagram have in common: calls of the Graph API, its refusals, and the signatures of its webhooks. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Answered, Ask } from '../../shared/account.ts'
import type { ServiceUrls } from '../../shared/service-urls.ts'
import { restOf, type Undelivered, undelivered } from '../from-providers/undelivered.ts'
import type { HookAnswer, HookRequest } from '../inbound.ts'
import type { FacebookAccount } from './account.ts'

/** A line or an account that goes through Facebook. */
export interface ThroughFacebook {
  through: { secrets: FacebookAccount }
  urls: ServiceUrls
  ask: Ask
}

interface GraphCall {
  method?: 'GET' | 'POST' | 'DELETE'
  /** from the version on: `/me/accounts` */
  path: string
  token: string
  query?: Record<string, string>
  json?: unknown
}

/** Asks the Graph API. The token goes in a header, with the proof that the app's secret is known, as apps may demand it. */
export function graph(
  line: ThroughFacebook,
  { method = 'GET', path, token, query, json }: GraphCall,
): Promise<Answered> {
  const { secrets } = line.through
  const search = new URLSearchParams(query)
  if (token !== appToken(secrets)) search.set('appsecret_proof', hmac(secrets.appSecret, token))
  return line.ask({
    method,
    url: `${line.urls.facebook}${path}${search.size > 0 ? `?${search}` : ''}`,
    headers: { Authorization: `Bearer ${token}` },
    ...(json !== undefined && { json }),
  })
}

/** The token of the app itself, as Facebook takes it without asking for one. */
export function appToken({ appId, appSecret }: FacebookAccount): string {
  return `${appId}|${appSecret}`
}

/** Whether the body was signed with the app's secret. */
export function isSigned(request: HookRequest, { appSecret }: FacebookAccount): boolean {
  const signature = /^sha256=([0-9a-f]{64})$/.exec(request.headers['x-hub-signature-256'] ?? '')?.[1]
  if (!appSecret || !signature) return false
  return isSame(signature, createHmac('sha256', appSecret).update(request.body).digest('hex'))
}

/** Facebook asks whether an address is ours by a word that only we gave it, and wants to hear its own word back. */
export function answerHandshake(request: HookRequest, { verifyToken }: FacebookAccount): HookAnswer | null {
  if (request.method !== 'GET' || request.query['hub.mode'] !== 'subscribe') return null
  const isOurs = verifyToken !== '' && isSame(request.query['hub.verify_token'] ?? '', verifyToken)
  if (!isOurs) return { status: 403, type: 'text/plain', body: '' }
  return { status: 200, type: 'text/plain', body: (request.query['hub.challenge'] ?? '').slice(0, 200) }
}

/** The answer as this schema has it; undefined where it was refused, or says something else. */
export function granted<T extends z.ZodType>(answer: Answered, schema: T): z.output<T> | undefined {
  if (!answer.ok || answer.status >= 300) return undefined
  return schema.safeParse(answer.json).data
}

/** Why the Graph API did not do it, in a sentence without a word of theirs. */
export function refusal(answer: Answered): string {
  if (!answer.ok) return 'Facebook could not be reached.'
  const { code, words } = faultOf(answer)
  if (code === 190 || answer.status === 401)
    return 'Facebook no longer accepts the token of the account; connect the account again.'
  if (isPermission(code)) return `The Facebook account lacks a permission for it (${words}).`
  if (answer.status === 429 || RESTS.has(code)) return 'Facebook asks to wait a little; try again later.'
  if (answer.status >= 500) return `Facebook has a problem of its own (${words}).`
  return `Facebook refused it (${words}).`
}

/** What became of a message; `name` is the channel's. */
export function deliveryOf(answer: Answered, name: string): Undelivered {
  const unclear = undelivered(answer, name)
  if (unclear) return unclear
  const { code, subcode, words, status, headers, isTransient } = faultOf(answer)
  const refused = { ok: false, isFinal: true, reason: `${name} refused it (${words}).` } as const
  if (RESTS.has(code)) return resting(name, words, Math.max(restOf(headers), REST_S))
  if (subcode === RESTRICTED) return resting(name, words, RESTRICTED_S)
  if (code === PAIR_RATE) return { ...refused, isFinal: false }
  if (code === 190 || status === 401) return { ...refused, isDisconnected: true }
  if (code === 131050) return { ...refused, unreachable: 'opted-out' }
  if (code === 551 || code === 131026 || subcode === TURNED_OFF) return { ...refused, unreachable: 'blocked' }
  if (LATE.has(subcode) || code === 131047) return { ...refused, reason: `${name} lets nobody be answered this late.` }
  return { ...refused, isFinal: !isTransient }
}

function resting(name: string, words: string, retryAfterS: number): Undelivered {
  return { ok: false, isFinal: false, retryAfterS, reason: `${name} asks to wait (${words}).` }
}

/** Seconds or milliseconds since 1970, as a number or in digits, as an instant; undefined where it is none. */
export function instantOf(time: number | string | undefined, unit: 's' | 'ms'): string | undefined {
  const ms = Number(time) * (unit === 's' ? 1000 : 1)
  return time !== undefined && ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : undefined
}

const REST_S = 30
const RESTRICTED_S = 900
const PAIR_RATE = 131056
/** the Page may not send for a while */
const RESTRICTED = 1893063
/** the person has messages from the business turned off */
const TURNED_OFF = 1545041
/** longer than 24 hours since they last wrote: Messenger, Instagram */
const LATE = new Set<number | undefined>([2018278, 2534022])
const RESTS = new Set<number | undefined>([4, 17, 32, 613, 80006, 80007, 130429, 131048])

const Fault = z.object({
  error: z.object({
    code: z.number().optional().catch(undefined),
    error_subcode: z.number().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
  }),
})

const NO_ANSWER: Pick<Extract<Answered, { ok: true }>, 'status' | 'json' | 'headers'> = {
  status: 0,
  json: undefined,
  headers: {},
}

function faultOf(answer: Answered) {
  const { status, json, headers } = answer.ok ? answer : NO_ANSWER
  const { code, error_subcode: subcode, is_transient: isTransient = false } = Fault.safeParse(json).data?.error ?? {}
  const words = [code ?? status, subcode].filter((number) => number !== undefined).join('/')
  return { code, subcode, words, status, headers, isTransient: isTransient || code === 1 || code === 2 }
}

function isPermission(code: number | undefined): boolean {
  return code === 3 || code === 10 || (code !== undefined && code >= 200 && code < 300)
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
