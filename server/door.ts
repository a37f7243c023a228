/** What every request passes before its route: its number, the host it names, where it comes from, and a body that can be trusted to be plain JSON. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { uuidv7 } from 'uuidv7'
import { FILE_LIMIT } from '../shared/files.ts'
import { isSecure } from './access/credentials.ts'
import type { Config } from './config.ts'
import { Refusal } from './errors.ts'
import { noteRequest } from './health.ts'

const MAX_BODY = 1_000_000
/** Flows and packed bots. */
const MAX_LARGE_BODY = 5_000_000
const LARGE = /\/(?:draft|bots\/import|bots\/import\/typebot)$/
const MAX_DEPTH = 40
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Gives the request its number, told back in X-Request-Id. */
export const numbered: MiddlewareHandler = async (c, next) => {
  const id = uuidv7()
  c.set('requestId', id)
  await next()
  c.res.headers.set('X-Request-Id', id)
}

/** Counts the request for `/metrics`, by route and not by what it names. */
export const counted: MiddlewareHandler = async (c, next) => {
  const since = performance.now()
  await next()
  noteRequest(c.req.method, routePath(c), c.res.status, (performance.now() - since) / 1000)
}

/** Answers only under our own names, so that no link or cookie is made for a foreign host (attack 62). */
export function knownHost(config: Config): MiddlewareHandler {
  const own = new URL(config.PUBLIC_URL).host
  return (c, next) => {
    const host = hostOf(c)
    if (host !== own && !isLoopback(host)) throw new Refusal('unknown-host')
    return next()
  }
}

/**
 * Lets a change through only from our own pages or from programs, never from another site's page (attack 59).
 * The web chat is made for other sites: it takes no cookie, and each bot has its own list of origins.
 */
export function sameOrigin(config: Config): MiddlewareHandler {
  const own = new URL(config.PUBLIC_URL).origin
  const isOwn = (origin: string, host: string) =>
    origin === own || (isLoopback(host) && URL.parse(origin)?.host === host)
  return (c, next) => {
    if (SAFE.has(c.req.method) || c.req.path.startsWith('/api/chat/')) return next()
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const isForeign = origin === undefined ? site !== undefined && site !== 'same-origin' : !isOwn(origin, hostOf(c))
    if (isForeign) throw new Refusal('foreign-origin')
    return next()
  }
}

/** Reads the body of a change once: JSON only, at most 1 MB (5 MB of flows), at most 40 levels deep, no text that the database cannot hold (attack 63). */
export const plainJson: MiddlewareHandler = async (c, next) => {
  if (SAFE.has(c.req.method) || !hasBody(c)) return next()
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  // Uploads of pictures read their own bytes, up to a limit of their own.
  if (c.req.method === 'PUT' && type?.startsWith('image/')) return next()
  // A file comes in a form; what is in it, its own route reads.
  if (type === 'multipart/form-data' && c.req.method === 'POST' && c.req.path.endsWith('/files')) {
    return upToOneFile(c, () => next())
  }
  if (type !== 'application/json') throw new Refusal('wrong-content-type', 'Send the body as application/json.')

  const upToItsLimit = LARGE.test(c.req.path) ? upToFiveMegabytes : upToOneMegabyte
  return upToItsLimit(c, async () => {
    const text = await c.req.text()
    if (text.length > 0) refuseOddities(JSON.parse(text), 0)
    await next()
  })
}

/** Also for a body that does not say how long it is: reading stops at the limit. */
export const upToOneMegabyte = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new Refusal('too-large')
  },
})

const upToFiveMegabytes = bodyLimit({
  maxSize: MAX_LARGE_BODY,
  onError: () => {
    throw new Refusal('too-large', 'A flow or a packed bot may have 5 MB.')
  },
})

/** The form around a file needs a little more than the file. */
const upToOneFile = bodyLimit({
  maxSize: FILE_LIMIT + 10_000,
  onError: () => {
    throw new Refusal('too-large', 'A file may have 10 MB.')
  },
})

/** Headers that keep a browser from doing more than it should with our answers. */
export const carefulHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store')
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  if (isSecure()) headers.set('Strict-Transport-Security', 'max-age=31536000')
}

function hostOf(c: Context): string {
  return (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
}

/** HTTP announces every body by a header; a request made in process, as tests do, simply has one. */
function hasBody(c: Context): boolean {
  const length = c.req.header('content-length')
  if (length !== undefined) return length !== '0'
  const isFromSocket = c.env !== undefined && 'incoming' in c.env
  return c.req.header('transfer-encoding') !== undefined || (!isFromSocket && c.req.raw.body !== null)
}

function refuseOddities(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw new Refusal('bad-request', 'The body is nested too deeply.')
  if (typeof value === 'string') refuseOddText(value)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Refusal('bad-request', 'A number in the body is too large.')
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    refuseOddText(key)
    if (key === '__proto__') throw new Refusal('bad-request', 'A field has a name that is not allowed.')
    refuseOddities(part, depth + 1)
  }
}

function refuseOddText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw new Refusal('bad-request', 'A text in the body has characters that cannot be stored.')
}
