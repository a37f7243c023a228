/** Telegram's Bot API: how a bot is connected, what its webhook is checked by, and how files come. */
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account, Channel, Connected, Done, FetchedFile, Hook } from '../channel.ts'
import type { HookRequest } from '../inbound.ts'
import { call, sentenceOf, type TelegramLine } from './api.ts'
import { telegramDefinition } from './definition.ts'
import { read, thanks, UPDATES } from './read.ts'
import { send, type } from './send.ts'

type Definition = typeof telegramDefinition

export const telegram: Channel<Definition> = {
  definition: telegramDefinition,
  connect: ({ form, hook }, account) => connect(form.token, hook, account),
  disconnect,
  check,
  verify: (request, { hook }) => isFromTelegram(request, hook.secret),
  read,
  thanks,
  send,
  type,
  fetch,
}

const LARGEST = 20_000_000
const FETCH_MS = 30_000
const Me = z.object({ id: z.number(), username: z.string() })
const Webhook = z.object({ url: z.string() })
const File = z.object({ file_path: z.string() })

async function connect(token: string, hook: Hook, account: Account<Definition>): Promise<Done<Connected<Definition>>> {
  const me = await whoIs(token, account)
  if (!me.ok) return me
  const { id, username } = me.data
  const json = { url: hook.url, secret_token: hook.secret, allowed_updates: UPDATES, max_connections: 40 }
  const set = await call(account, token, { name: 'setWebhook', json })
  if (!set.ok) {
    if (set.code === null && set.wasSent) await call(account, token, { name: 'deleteWebhook' })
    return { ok: false, message: set.code === 400 ? BAD_ADDRESS : sentenceOf(set) }
  }
  return {
    ok: true,
    data: {
      place: String(id),
      label: `@${username}`,
      secrets: { token, username },
      registered: [
        { label: 'Webhook', value: hook.url },
        { label: 'Updates', value: UPDATES.join(', ') },
        { label: 'Link', value: `https://t.me/${username}` },
      ],
    },
  }
}

const BAD_ADDRESS =
  'Telegram does not take the address of this server. It has to be https with a valid certificate, on port 443, 80, 88 or 8443, and open to the internet.'

/** A webhook that leads elsewhere by now is somebody else's, and stays. */
async function disconnect(line: TelegramLine): Promise<void> {
  const { token } = line.secrets
  const webhook = await call(line, token, { name: 'getWebhookInfo' })
  const isOurs = webhook.ok && Webhook.safeParse(webhook.result).data?.url === line.hook.url
  if (isOurs) await call(line, token, { name: 'deleteWebhook' })
}

async function check(line: TelegramLine): Promise<Done<{ label: string }>> {
  const { token } = line.secrets
  const me = await whoIs(token, line)
  if (!me.ok) return me
  const webhook = await call(line, token, { name: 'getWebhookInfo' })
  if (!webhook.ok) return { ok: false, message: sentenceOf(webhook) }
  const leadsHere = Webhook.safeParse(webhook.result).data?.url === line.hook.url
  if (!leadsHere) return { ok: false, message: 'The bot’s webhook leads somewhere else. Connect the bot again.' }
  return { ok: true, data: { label: `@${me.data.username}` } }
}

async function whoIs(
  token: string,
  account: Pick<Account, 'urls' | 'ask'>,
): Promise<Done<{ id: number; username: string }>> {
  const told = await call(account, token, { name: 'getMe' })
  if (!told.ok) return { ok: false, message: sentenceOf(told) }
  const me = Me.safeParse(told.result)
  return me.success ? { ok: true, data: me.data } : { ok: false, message: 'Telegram’s answer could not be read.' }
}

function isFromTelegram({ method, headers }: HookRequest, secret: string): boolean {
  const given = Buffer.from(headers['x-telegram-bot-api-secret-token'] ?? '')
  const wanted = Buffer.from(secret)
  return method === 'POST' && wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function fetch(reference: string, line: TelegramLine): Promise<Done<FetchedFile>> {
  const { token } = line.secrets
  const told = await call(line, token, { name: 'getFile', json: { file_id: reference } })
  if (!told.ok) return { ok: false, message: told.code === 400 ? TOO_LARGE : sentenceOf(told) }
  const path = File.safeParse(told.result).data?.file_path
  if (path === undefined) return { ok: false, message: TOO_LARGE }
  const address = `${line.urls.telegram}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`
  const wanted = { headers: { Accept: '*/*' }, timeoutMs: FETCH_MS, maxBytes: LARGEST }
  const answered = await line.ask({ method: 'GET', url: address, ...wanted })
  if (!answered.ok || answered.status !== 200) return { ok: false, message: 'Telegram did not give the file.' }
  return { ok: true, data: { bytes: answered.bytes, name: path.split('/').at(-1) ?? 'file' } }
}

const TOO_LARGE = 'Telegram gives bots files of at most 20 MB.'
