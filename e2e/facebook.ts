/** Facebook as the journeys meet it: a page that asks for consent, tokens for whoever comes from it, and an account with some Pages. */
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** The app that a workspace has at Facebook, as its people know it. */
export const FACEBOOK_APP = { id: '1234567890', secret: 'quiet-morning-secret-7' }

const PERSON = { id: '1', name: 'Nora Lindqvist' }

const PAGES = ['Acme Shop', 'Acme Café', 'Acme Repairs', 'Acme Jobs', 'Acme Hamburg', 'Acme Wien', 'Acme Zürich'].map(
  (name, index) => ({
    id: `10${index + 1}`,
    name,
    tasks: ['MESSAGING'],
    ...(index % 2 === 1 && {
      instagram_business_account: { id: `20${index + 1}`, username: `acme.${index + 1}`, name },
    }),
  }),
)

interface Asked {
  method: string
  /** with its query */
  url: string
  body: string
}

/** Answers a request; what it gave away for one consent is good once, and for the app that asked for it. */
export function startFacebook(): (asked: Asked, response: ServerResponse) => void {
  /** the code of each consent, and where it was to be brought */
  const codes = new Map<string, string>()
  return ({ method, url, body }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://facebook.test')
    if (pathname === '/dialog/oauth') {
      const code = randomUUID()
      codes.set(code, searchParams.get('redirect_uri') ?? '')
      return show(response, consent(searchParams, code))
    }
    if (pathname === '/oauth/access_token') {
      const token = tokenFor(new URLSearchParams(body), codes)
      return answer(response, token ?? { error: { message: 'Invalid verification code.' } }, token ? 200 : 400)
    }
    answer(response, graph(pathname, method))
  }
}

/** The page that Facebook shows: who it is, and the two ways back. */
function consent(asked: URLSearchParams, code: string): string {
  const back = (answer: Record<string, string>) =>
    `${asked.get('redirect_uri')}?${new URLSearchParams({ ...answer, state: asked.get('state') ?? '' })}`
  return `<!doctype html><html lang="en"><title>Log in with Facebook</title><h1>Switchboard asks for access</h1>
<ul>${(asked.get('scope') ?? '')
    .split(',')
    .map((scope) => `<li>${scope}</li>`)
    .join('')}</ul>
<a href="${escaped(back({ code }))}">Continue as ${PERSON.name}</a>
<a href="${escaped(back({ error: 'access_denied' }))}">Cancel</a></html>`
}

/** First a code becomes a token for an hour, then that becomes one for long. */
function tokenFor(keys: URLSearchParams, codes: Map<string, string>): { access_token: string } | undefined {
  const { client_id, client_secret, code, redirect_uri, fb_exchange_token } = Object.fromEntries(keys)
  if (client_id !== FACEBOOK_APP.id || client_secret !== FACEBOOK_APP.secret) return undefined
  if (fb_exchange_token !== undefined) return { access_token: `long-lived-${fb_exchange_token}` }
  const isKnown = code !== undefined && codes.get(code) === redirect_uri
  codes.delete(code ?? '')
  return isKnown ? { access_token: 'quiet-morning-token-of-a-user-7' } : undefined
}

/** It takes everything that is set up for a Page. */
function graph(pathname: string, method: string): object {
  if (pathname === '/me/accounts') return { data: PAGES }
  if (pathname === '/me') return PERSON
  if (method === 'GET' && /\/(subscriptions|subscribed_apps)$/.test(pathname)) return { data: [] }
  const page = PAGES.find(({ id }) => pathname === `/${id}`)
  return page ? { ...page, access_token: `token-of-the-page-${page.id}` } : { success: true }
}

function show(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(html)
}

function escaped(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}

/** Answers with JSON. */
export function answer(response: ServerResponse, json: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(json))
}
