/** A Facebook account for tests, and webhooks as Facebook signs them. */
import { createHmac } from 'node:crypto'
import type { Ask } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import type { Outgoing, Recipient } from '../channel.ts'
import type { HookRequest } from '../inbound.ts'
import { hookRequest } from '../samples.fixture.ts'

export const ACCOUNT = { appId: '4711', appSecret: 'app-secret', userToken: 'user-token', verifyToken: 'verify-token' }

const THROUGH = { integration: 'facebook' as const, secrets: ACCOUNT }

/** A connected channel with these keys. */
export function lineOf<Secrets>(channel: string, secrets: Secrets) {
  const hook = { url: `https://bots.acme.test/in/${channel}/token`, secret: 'hook-secret' }
  return { secrets, through: THROUGH, urls: SERVICES, hook }
}

/** Signed with the secret of that app. */
export function signedHook(channel: string, body: unknown, secret: string = ACCOUNT.appSecret): HookRequest {
  // Facebook escapes what is not ASCII before it signs.
  const text = JSON.stringify(body).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const signature = `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
  return hookRequest({
    url: `https://bots.acme.test/in/${channel}/token`,
    headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature },
    body: text,
  })
}

/** The handshake of an address, with this word. */
export function handshakeWith(channel: string, word: string): HookRequest {
  const query = `hub.mode=subscribe&hub.verify_token=${encodeURIComponent(word)}&hub.challenge=1158201444`
  return hookRequest({ method: 'GET', url: `https://bots.acme.test/in/${channel}/token?${query}` })
}

/** A Graph API that answers by these, from `METHOD /path` on; what it does not know is refused. It keeps what it was asked. */
export function graphOf(answers: Record<string, unknown>) {
  const asked: Array<{ call: string; json: unknown; token: string }> = []
  const ask: Ask = async ({ method, url, json, headers }) => {
    const { pathname } = new URL(url)
    const call = `${method} ${pathname.replace(/^\/v[\d.]+/, '')}`
    asked.push({ call, json, token: (headers?.Authorization ?? '').replace('Bearer ', '') })
    if (call in answers) return answered(200, answers[call])
    return answered(400, { error: { code: 100, message: 'Unsupported request' } })
  }
  return { ask, asked }
}

/** A part of a message of the bot, to be sent. */
export function outgoing(content: Content, more: Partial<Outgoing> = {}): Outgoing {
  return {
    id: '4f0c8f4a-0b52-4b52-9c3e-0c35a1f2b7d1',
    seq: 1,
    author: 'bot',
    name: null,
    content,
    at: '2026-07-01T07:30:00.000Z',
    part: 0,
    key: '0b8f4a52-4f0c-4b52-9c3e-0c35a1f2b7d1',
    ...more,
  }
}

/** Somebody who wrote so many hours ago. */
export function recipient(address: string, hours = 1): Recipient {
  const lastWroteAt = new Date(Date.now() - hours * 3_600_000).toISOString()
  return { workspaceId: 'acme', botId: 'hal', address, replyWith: null, lastWroteAt }
}
