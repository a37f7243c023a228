/** The page to which providers send the browser back: it tells the dashboard's window how it went, and closes. */
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { credentialsOf, isSecure } from '../access/credentials.ts'
import { open } from '../access/may.ts'
import { newToken } from '../crypto.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { answersFile } from '../route.ts'
import { endSignIn, SIGN_IN_MINUTES } from './oauth.ts'

/** Under /api. */
export const signInPageRoutes = new Hono().get(
  '/oauth/callback',
  open('a browser that a provider sends back; the sign-in is bound to the session that began it'),
  answersFile('End of signing in to an account', 'text/html'),
  async (c) => {
    const { state, code, error } = c.req.query()
    const kept = getCookie(c, cookieName())
    deleteCookie(c, cookieName(), { path: '/', secure: isSecure() }) // It ends once, however it ends.
    const told = await endSignIn(credentialsOf(c), { state, code, error, kept }).then(
      ({ integration }) => ({
        isDone: true,
        integration,
        words: 'The account is connected. You can close this window.',
      }),
      (fault) => ({ isDone: false, integration: null, words: sentenceOf(fault, c) }),
    )
    return page(c, told)
  },
)

/** What is begun stays with the browser, out of reach of scripts. */
export function keepSignIn(c: Context, kept: string): void {
  setCookie(c, cookieName(), kept, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(),
    maxAge: SIGN_IN_MINUTES * 60,
  })
}

function cookieName(): string {
  return isSecure() ? '__Host-sign-in' : 'sign-in'
}

function sentenceOf(fault: unknown, c: Context): string {
  if (fault instanceof Refusal) return fault.message
  log.error({ err: fault, requestId: c.get('requestId') }, 'a sign-in to an account failed')
  return 'Something went wrong here. Close this window and try again.'
}

interface Told {
  isDone: boolean
  integration: string | null
  words: string
}

/** Told on a channel that only windows of our own origin hear; no address to go on to is taken from anywhere. */
function page(c: Context, { isDone, integration, words }: Told): Response {
  const nonce = newToken()
  const message = JSON.stringify({ isDone, integration, words }).replaceAll('<', '\\u003c')
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Switchboard</title></head>
<body><p role="status">${escaped(words)}</p>
<script nonce="${nonce}">
const channel = new BroadcastChannel('sign-in')
channel.postMessage(${message})
channel.close()
${isDone ? 'setTimeout(() => window.close(), 500)' : ''}
</script></body></html>`
  return c.body(html, isDone ? 200 : 400, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
  })
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
