/** A Slack app, with what Slack writes to it. */
import { createHmac } from 'node:crypto'
import { SERVICES } from '../../shared/service-urls.ts'
import type { Line } from '../channel.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

const URL = `https://acme.test/in/slack/${'t'.repeat(43)}`
const SECRET = 'signing-secret-of-acme'

export const slackLine: Omit<Line, 'ask'> = {
  secrets: { botToken: 'xoxb-acme', signingSecret: SECRET, teamId: 'T1', botUserId: 'UBOT' },
  through: { integration: '', secrets: {} },
  urls: SERVICES,
  hook: { url: URL, secret: 's'.repeat(43) },
}

/** What Slack calls when something happens. */
export function eventOf(event: object, team = 'T1'): string {
  return JSON.stringify({ type: 'event_callback', team_id: team, api_app_id: 'A1', event_id: 'Ev1', event })
}

export const written = { type: 'message', channel_type: 'im', channel: 'D1', user: 'UANN', ts: '1782891000.000100' }
export const AT = '2026-07-01T07:30:00.000Z'

export const tapped = {
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'UANN' },
  channel: { id: 'D1' },
  message: { ts: '1782890000.000100' },
  actions: [
    {
      action_id: 'tap-0',
      value: 'yes',
      action_ts: '1782891000.000200',
      text: { type: 'plain_text', text: 'Yes &amp; no' },
    },
  ],
}

export function fromSlack(body: string, { type = 'application/json', secret = SECRET, atMs = Date.now() } = {}) {
  const at = String(Math.floor(atMs / 1000))
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  const headers = { 'Content-Type': type, 'X-Slack-Request-Timestamp': at, 'X-Slack-Signature': `v0=${mac}` }
  return hookRequest({ url: URL, headers, body })
}

export function tapOf(payload: object) {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return fromSlack(body, { type: 'application/x-www-form-urlencoded' })
}

export const samples: Samples = {
  line: slackLine,
  requests: [
    {
      what: 'a message',
      request: fromSlack(eventOf({ ...written, text: 'Hi &lt;3 <https://acme.test|Acme>' })),
      read: [
        {
          ...{ kind: 'message', externalId: 'D1:1782891000.000100', address: 'UANN', at: AT },
          said: { kind: 'text', text: 'Hi <3 Acme (https://acme.test)' },
        },
      ],
    },
    {
      what: 'a tap on a button',
      request: tapOf(tapped),
      read: [
        {
          ...{ kind: 'message', externalId: 'D1:1782890000.000100:1782891000.000200', address: 'UANN', at: AT },
          replyTo: 'D1:1782890000.000100',
          said: { kind: 'choice', id: 'yes', label: 'Yes & no' },
        },
      ],
    },
  ],
  wrongKeys: [(own) => withSecret(own, ''), (own) => withSecret(own, 'signing-secret-of-globex')],
}

function withSecret(own: Omit<Line, 'ask'>, signingSecret: string): Omit<Line, 'ask'> {
  return { ...own, secrets: { ...own.secrets, signingSecret } }
}
