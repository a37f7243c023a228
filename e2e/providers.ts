/** Telegram, Facebook and Viber as the journeys meet them: one server on this computer, that remembers what it was told. */
import { z } from 'zod'
import { type Counterpart, startCounterpart } from '../server/test/counterpart.ts'
import { answer, FACEBOOK_APP, startFacebook } from './facebook.ts'
import type { Ask } from './people.ts'

export const TELEGRAM_TOKEN = '1000001:quiet-morning-quiet-morning-quiet-m'
const VIBER_TOKEN = '4453b6ac1234567b-e02c5f12174805f9-daec9cbb5448c51f'
const FACEBOOK_ACCOUNT = {
  appId: FACEBOOK_APP.id,
  appSecret: FACEBOOK_APP.secret,
  userToken: 'quiet-morning-token-of-a-user-7',
}

const Told = z.object({ chat_id: z.coerce.string().optional(), text: z.string().optional() })
const Hook = z.object({ url: z.string(), secret_token: z.string() })

export interface Providers {
  /** What Switchboard is started with, so that it looks for them here. */
  environment: Record<string, string>
  /** The texts that Telegram was given to deliver. */
  sent: () => string[]
  /** The webhook that Telegram writes to; undefined where there is none. */
  hook: () => z.output<typeof Hook> | undefined
  /** A person writes to the bot on Telegram; resolves to what the webhook answered. */
  write: (text: string) => Promise<number>
  /** From now on Telegram says that the person blocked the bot. */
  block: () => void
  close: () => Promise<void>
}

const PERSON = { id: 7001, first_name: 'Jonas', last_name: 'Weber', language_code: 'en' }

export async function startProviders(): Promise<Providers> {
  const told: { hook?: z.output<typeof Hook>; last?: z.output<typeof Hook>; isBlocked: boolean; count: number } = {
    isBlocked: false,
    count: 0,
  }
  const sent: string[] = []
  const telegram = (method: string, body: string) => {
    if (method === 'setWebhook') {
      told.hook = Hook.parse(JSON.parse(body))
      told.last = told.hook
    }
    if (method === 'deleteWebhook') delete told.hook
    if (method === 'getMe') return { id: 1000001, username: 'acme_bot' }
    if (method === 'getWebhookInfo') return { url: told.hook?.url ?? '' }
    if (method !== 'sendMessage') return true
    if (told.isBlocked) return null
    sent.push(Told.parse(JSON.parse(body)).text ?? '')
    return { message_id: 500 + sent.length }
  }
  const facebook = startFacebook()
  const server: Counterpart = await startCounterpart((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://provider.test')
    const body = server.asked.at(-1)?.body ?? ''
    const bot = /^\/bot[^/]+\/(\w+)$/.exec(pathname)?.[1]
    if (bot !== undefined) {
      const result = telegram(bot, body)
      answer(response, result === null ? { ok: false, error_code: 403 } : { ok: true, result }, result ? 200 : 403)
    } else if (pathname.startsWith('/pa/')) answer(response, viber(pathname))
    else facebook({ method: request.method ?? '', url: request.url ?? '/', body }, response)
  })
  const services = ['telegram', 'facebook', 'facebook-login', 'viber'].map((service) => `${service}=${server.url}`)
  return {
    environment: { SERVICE_URLS: services.join(','), OUTBOUND_ALLOW_HOSTS: `127.0.0.1:${server.port}` },
    sent: () => sent,
    hook: () => told.hook,
    write(text) {
      told.count += 1
      const chat = { id: PERSON.id, type: 'private' }
      const date = Math.floor(Date.now() / 1000)
      return deliver(told.last, {
        update_id: told.count,
        message: { message_id: told.count, date, chat, from: PERSON, text },
      })
    },
    block() {
      told.isBlocked = true
    },
    close: () => server.close(),
  }
}

/** The bot speaks on Telegram, and on Viber, where something is wrong; a Facebook account is there for more. */
export async function connectChannels(ask: Ask, at: string, bot: string): Promise<void> {
  await ask('POST', `${at}/integrations/facebook/connection`, { secrets: FACEBOOK_ACCOUNT })
  const channels = `${at}/bots/${bot}/channels`
  await ask('POST', `${channels}/telegram`, { form: { token: TELEGRAM_TOKEN } })
  await ask('POST', `${channels}/viber`, { form: { authToken: VIBER_TOKEN } })
  await ask('POST', `${channels}/viber/check`, {})
}

async function deliver(hook: z.output<typeof Hook> | undefined, update: object): Promise<number> {
  const { status } = await fetch(hook?.url ?? 'http://none', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': hook?.secret_token ?? '' },
    body: JSON.stringify(update),
  })
  return status
}

/** It knows one account, and sets no webhook that it could be asked for: a check finds that nothing leads here. */
function viber(pathname: string): object {
  const done = { status: 0, status_message: 'ok' }
  if (pathname !== '/pa/get_account_info') return done
  return { ...done, id: 'pa:7001', name: 'Acme Service', uri: 'acmeservice', webhook: 'https://elsewhere.example' }
}
