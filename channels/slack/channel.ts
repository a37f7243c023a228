/** Speaks in the direct messages of a Slack app. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Channel, Connected, Done, Hook, Known, Profile } from '../channel.ts'
import type { HookAnswer, HookRequest } from '../inbound.ts'
import { askSlack, refusalOf, type Slack, type SlackLine } from './api.ts'
import { slackDefinition } from './definition.ts'
import { readSlack, sentBy } from './read.ts'
import { sendSlack } from './send.ts'

const SCOPES = ['chat:write', 'im:history', 'im:write', 'users:read', 'files:read']
/** Without these nothing comes in or goes out; the others give names and files. */
const NEEDED = ['chat:write', 'im:history', 'im:write']
const OLDEST_S = 5 * 60
const FILE_BYTES = 20_000_000

export const slack: Channel<Slack> = {
  definition: slackDefinition,
  connect: ({ form, hook }, { urls, ask }) => connect({ secrets: form, urls, ask }, { form, hook }),
  // The app is theirs: its addresses are taken away where they were filled in.
  disconnect: async () => {},
  async check(line) {
    const tested = await testAuth(line)
    if (!tested.ok) return tested
    if (tested.data.team_id !== line.secrets.teamId)
      return { ok: false, message: 'The token is now of another Slack workspace.' }
    return { ok: true, data: { label: labelOf(tested.data) } }
  },
  handshake,
  verify: isSigned,
  read: (request, line) => (line.secrets ? readSlack(request, line.secrets) : []),
  send: (message, to, line) => sendSlack(message, to, line),
  profile,
  async fetch(reference, { secrets, urls, ask }) {
    const isTheirs = isOfSlack(reference, urls.slack)
    const headers: Record<string, string> = isTheirs ? { Authorization: `Bearer ${secrets.botToken}` } : {}
    const answer = await ask({ method: 'GET', url: reference, headers, maxBytes: FILE_BYTES })
    if (!answer.ok) return { ok: false, message: answer.message }
    // Who may not see a file is shown the page to sign in.
    const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html')
    if (answer.status !== 200 || isPage)
      return { ok: false, message: 'Slack did not give the file (scope files:read).' }
    return { ok: true, data: { bytes: answer.bytes, name: nameIn(reference) } }
  },
}

type Keys = Pick<SlackLine, 'urls' | 'ask'> & { secrets: { botToken: string } }

const Auth = z.object({
  ok: z.literal(true),
  team: z.string(),
  team_id: z.string(),
  user: z.string(),
  user_id: z.string(),
})
type Auth = z.output<typeof Auth>

async function testAuth(keys: Keys): Promise<Done<Auth & { scopes: string[] }>> {
  const answer = await askSlack(keys, 'auth.test', {})
  const read = answer.ok ? Auth.safeParse(answer.json) : undefined
  if (!answer.ok || !read?.success) return { ok: false, message: refusalOf(answer) }
  const scopes = (answer.headers['x-oauth-scopes'] ?? '').split(',').map((scope) => scope.trim())
  return { ok: true, data: { ...read.data, scopes: scopes.filter(Boolean) } }
}

async function connect(
  keys: Keys,
  { form, hook }: { form: { botToken: string; signingSecret: string }; hook: Hook },
): Promise<Done<Connected<Slack>>> {
  const tested = await testAuth(keys)
  if (!tested.ok) return tested
  const { team_id: teamId, user_id: botUserId, scopes } = tested.data
  const missing = scopes.length > 0 ? NEEDED.filter((scope) => !scopes.includes(scope)) : []
  if (missing.length > 0) return { ok: false, message: `The token lacks the scopes ${missing.join(', ')}.` }
  return {
    ok: true,
    data: {
      place: teamId,
      label: labelOf(tested.data),
      secrets: { ...form, teamId, botUserId },
      registered: [
        { label: 'Request URL, for the page “Event Subscriptions” of the app', value: hook.url },
        { label: 'Bot events to subscribe to there', value: 'message.im' },
        { label: 'Request URL, for the page “Interactivity & Shortcuts”', value: hook.url },
        { label: 'Scopes the app should have', value: SCOPES.join(', ') },
        ...(scopes.length > 0 ? [{ label: 'Scopes of this token', value: scopes.join(', ') }] : []),
      ],
    },
  }
}

function labelOf({ user, team }: Auth): string {
  return `@${user} in ${team}`
}

/** The question whether the address is ours is signed as well. */
function handshake(request: HookRequest, line: Known<Slack>): HookAnswer | null {
  const asked = z
    .object({ type: z.literal('url_verification'), challenge: z.string().max(1000) })
    .safeParse(sentBy(request))
  if (!asked.success || !isSigned(request, line)) return null
  return { status: 200, type: 'text/plain', body: asked.data.challenge }
}

function isSigned({ headers, body }: HookRequest, { secrets }: Known<Slack>): boolean {
  const { 'x-slack-signature': given = '', 'x-slack-request-timestamp': at = '' } = headers
  if (!secrets?.signingSecret || !/^\d{1,12}$/.test(at)) return false
  if (Math.abs(Date.now() / 1000 - Number(at)) > OLDEST_S) return false
  const mac = createHmac('sha256', secrets.signingSecret).update(`v0:${at}:`).update(body).digest('hex')
  const [one, other] = [Buffer.from(given), Buffer.from(`v0=${mac}`)]
  return one.length === other.length && timingSafeEqual(one, other)
}

const Person = z.object({
  ok: z.literal(true),
  user: z.object({
    real_name: z.string().nullish(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    profile: z.object({ email: z.string().nullish(), phone: z.string().nullish() }).nullish(),
  }),
})

async function profile(address: string, line: SlackLine): Promise<Profile | undefined> {
  const answer = await askSlack(line, 'users.info', { user: address, include_locale: 'true' }, 'form')
  const user = answer.ok ? Person.safeParse(answer.json).data?.user : undefined
  if (!user) return undefined
  const { real_name, tz, locale, profile: more } = user
  return {
    ...(real_name && { name: real_name }),
    ...(tz && { timezone: tz }),
    ...(locale && { language: locale }),
    ...(more?.email && { email: more.email }),
    ...(more?.phone && { phone: more.phone }),
  }
}

/** Files are at another host of Slack; nobody else is shown the token. */
function isOfSlack(address: string, base: string): boolean {
  const url = URL.parse(address)
  const own = URL.parse(base)
  if (!url || !own) return false
  return url.origin === own.origin || (url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname))
}

function nameIn(address: string): string {
  const last = URL.parse(address)?.pathname.split('/').at(-1) ?? ''
  return /^[\w.-]{1,200}$/.test(last) ? last : 'file'
}
