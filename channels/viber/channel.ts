/** Viber's REST API for bots: how a bot is connected, and what its callbacks are checked by. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account, Channel, Connected, Done, Hook } from '../channel.ts'
import { jsonOf, Name } from '../from-providers/readings.ts'
import type { HookAnswer, HookRequest } from '../inbound.ts'
import { call, sentenceOf, type ViberLine } from './api.ts'
import { viberDefinition } from './definition.ts'
import { read } from './read.ts'
import { send } from './send.ts'

type Definition = typeof viberDefinition

export const viber: Channel<Definition> = {
  definition: viberDefinition,
  connect: ({ form, hook }, account) => connect(form.authToken, hook, account),
  disconnect,
  check,
  handshake,
  verify: (request, { secrets }) => isSigned(request, secrets?.authToken ?? ''),
  read,
  send,
}

const EVENTS = ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started']
const Info = z.object({ id: z.string().min(1), name: Name, uri: z.string().optional(), webhook: z.string().optional() })
const Question = z.object({ event: z.literal('webhook') })

async function connect(
  authToken: string,
  hook: Hook,
  account: Account<Definition>,
): Promise<Done<Connected<Definition>>> {
  const info = await infoOf(authToken, account)
  if (!info.ok) return info
  const { id, name, uri } = info.data
  const json = { url: hook.url, event_types: EVENTS, send_name: true, send_photo: false }
  const set = await call(account, authToken, { method: 'set_webhook', json })
  if (!set.ok) {
    const mayBeSet = set.status === null && (set.answered.ok || set.answered.wasSent)
    if (mayBeSet) await call(account, authToken, { method: 'set_webhook', json: { url: '' } })
    return { ok: false, message: sentenceOf(set) }
  }
  return {
    ok: true,
    data: {
      place: id,
      label: name,
      secrets: { authToken, name },
      registered: [
        { label: 'Webhook', value: hook.url },
        { label: 'Events', value: ['message', ...EVENTS].join(', ') },
        ...(uri ? [{ label: 'Link', value: `viber://pa?chatURI=${encodeURIComponent(uri)}` }] : []),
      ],
    },
  }
}

/** A webhook that leads elsewhere by now is somebody else's, and stays. */
async function disconnect(line: ViberLine): Promise<void> {
  const { authToken } = line.secrets
  const info = await infoOf(authToken, line)
  if (info.ok && info.data.webhook === line.hook.url)
    await call(line, authToken, { method: 'set_webhook', json: { url: '' } })
}

async function check(line: ViberLine): Promise<Done<{ label: string }>> {
  const info = await infoOf(line.secrets.authToken, line)
  if (!info.ok) return info
  const leadsHere = info.data.webhook === line.hook.url
  if (!leadsHere) return { ok: false, message: 'The bot’s webhook leads somewhere else. Connect the bot again.' }
  return { ok: true, data: { label: info.data.name } }
}

async function infoOf(authToken: string, account: Pick<Account, 'urls' | 'ask'>): Promise<Done<z.infer<typeof Info>>> {
  const told = await call(account, authToken, { method: 'get_account_info' })
  if (!told.ok) return { ok: false, message: sentenceOf(told) }
  const info = Info.safeParse(told.json)
  return info.success ? { ok: true, data: info.data } : { ok: false, message: 'Viber’s answer could not be read.' }
}

/** While a webhook is being set Viber asks whether we are there, before there are keys to check it by; it says nothing else. */
function handshake({ method, body }: HookRequest): HookAnswer | null {
  const isQuestion = method === 'POST' && Question.safeParse(jsonOf(body)).success
  return isQuestion ? { status: 200, type: 'text/plain', body: '' } : null
}

function isSigned({ method, headers, body }: HookRequest, authToken: string): boolean {
  if (method !== 'POST' || authToken === '') return false
  const given = Buffer.from(headers['x-viber-content-signature'] ?? '')
  const wanted = Buffer.from(createHmac('sha256', authToken).update(body).digest('hex'))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
