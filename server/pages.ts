/** The files a browser gets: the dashboard, the widget and the bot's own page, from what the build left in `dist`. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { publicBot } from './access/public-bot.ts'
import { Refusal } from './errors.ts'

const DIST = join(import.meta.dirname, '..', 'dist')

const lasting: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.ok) c.res.headers.set('Cache-Control', 'public, max-age=31536000, immutable')
}

/** Files that customers' own sites load. */
const anyOrigin: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.ok) return
  c.res.headers.set('Access-Control-Allow-Origin', '*')
  c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
  c.res.headers.set('Cache-Control', 'public, max-age=300')
}

const file = (path: string) => serveStatic({ root: DIST, rewriteRequestPath: () => path })

/** The dashboard's pages and files, `/widget.js`, and `/chat/{publicKey}`. */
export const pages = new Hono()
  .get('/assets/*', lasting, serveStatic({ root: join(DIST, 'web') }))
  .get('/widget.js', anyOrigin, file('widget/widget.js'))
  .get('/widget/*', anyOrigin, serveStatic({ root: DIST }))
  .get('/favicon.svg', file('web/favicon.svg'))
  .get('/chat/:publicKey', chatPage)
  .get('/.well-known/security.txt', (c) =>
    c.text('Contact: https://github.com/switchboard-chat/switchboard/security/advisories/new\n'),
  )
  .get('*', (c) => (isScreen(c.req.path) ? page(c, 'web/index.html', {}, "'none'") : c.notFound()))

/** A bot's page may be shown inside other sites, as an embedded chat; the dashboard may not (attack 64). */
async function chatPage(c: Context): Promise<Response> {
  const key = c.req.param('publicKey') ?? ''
  if (!/^[A-Za-z0-9_-]{4,64}$/.test(key)) return c.notFound()
  return page(c, 'widget/chat.html', { __BOT__: key }, await framesOf(key))
}

/** Which sites may show this bot's page: those on its list, or all where it has none; for a bot that is not there, none. */
export async function framesOf(publicKey: string): Promise<string> {
  const bot = await publicBot(publicKey).catch((error) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  if (!bot) return "'none'"
  // A host may hold what ends a directive; such a site is left out.
  const sites = bot.allowedOrigins.filter((origin) => !/[\s;,]/.test(origin))
  return bot.allowedOrigins.length === 0 ? '*' : ["'self'", ...sites].join(' ')
}

/** Screens are drawn in the browser; a path that ends like a file, or of the API, is one that is not there. The tokens of invitations and templates have a dot, also when a mail program cut it short. */
function isScreen(path: string): boolean {
  return (
    (/^\/(invitation|template)\//.test(path) || !/\.\w{1,12}$/.test(path)) &&
    !/^\/(api|assets|widget|in|files)(\/|$)/.test(path)
  )
}

const templates = new Map<string, string>()

function page(c: Context, path: string, words: Record<string, string>, frames: string): Response | Promise<Response> {
  const template = readTemplate(path)
  if (template === undefined) return c.notFound()
  const nonce = randomBytes(16).toString('base64')
  const text = Object.entries({ ...words, __NONCE__: nonce }).reduce(
    (filled, [word, value]) => filled.replaceAll(word, value),
    template,
  )
  c.header('Content-Security-Policy', policy(nonce, frames))
  c.header('Cache-Control', 'no-store')
  return c.html(text)
}

function readTemplate(path: string): string | undefined {
  const known = templates.get(path)
  const full = join(DIST, path)
  if (known !== undefined || !existsSync(full)) return known
  const text = readFileSync(full, 'utf8')
  templates.set(path, text)
  return text
}

function policy(nonce: string, frames: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob: https:",
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    `frame-ancestors ${frames}`,
  ].join('; ')
}
