/** What somebody writes as their provider brings it: the body, and what it is signed with. */
import { createHmac } from 'node:crypto'
import type { ChaosBot } from './installation.ts'
import { APP, LINE_SECRET } from './provider.ts'

/** A word of somebody; `number` tells it from their other words. */
export interface Word {
  bot: ChaosBot
  address: string
  number: number
  text: string
}

/** A request to the bot's webhook. */
export interface Webhook {
  headers: Record<string, string>
  body: string
}

export function webhookOf(word: Word): Webhook {
  const { headers, body } = BY_CHANNEL[word.bot.channel](word)
  return { headers: { 'content-type': 'application/json', ...headers }, body }
}

const BY_CHANNEL: Record<ChaosBot['channel'], (word: Word) => Webhook> = { telegram, whatsapp, line }

function telegram({ bot, address, number, text }: Word): Webhook {
  const id = Number(address)
  const from = { id, is_bot: false, first_name: `Ann ${address}` }
  const message = { message_id: number, date: seconds(), chat: { id, type: 'private' }, from, text }
  return {
    headers: { 'x-telegram-bot-api-secret-token': bot.hook.secret },
    body: JSON.stringify({ update_id: number, message }),
  }
}

function whatsapp({ bot, address, number, text }: Word): Webhook {
  const id = `wamid.${address}.${number}`
  const message = { id, from: address, timestamp: String(seconds()), type: 'text', text: { body: text } }
  const metadata = { phone_number_id: bot.place }
  const contacts = [{ wa_id: address, profile: { name: `Ann ${address}` } }]
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages: [message] }
  const entry = [{ id: '1', changes: [{ field: 'messages', value }] }]
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
  return { headers: { 'x-hub-signature-256': `sha256=${signed(body, APP.appSecret, 'hex')}` }, body }
}

function line({ address, number, text }: Word): Webhook {
  const event = {
    type: 'message',
    mode: 'active',
    timestamp: Date.now(),
    webhookEventId: `event ${address} ${number}`,
    deliveryContext: { isRedelivery: false },
    source: { type: 'user', userId: address },
    replyToken: `reply ${address} ${number}`,
    message: { type: 'text', id: `${address}${number}`, text, quoteToken: 'q' },
  }
  const body = JSON.stringify({ destination: 'U', events: [event] })
  return { headers: { 'x-line-signature': signed(body, LINE_SECRET, 'base64') }, body }
}

function signed(body: string, secret: string, as: 'hex' | 'base64'): string {
  return createHmac('sha256', secret).update(body).digest(as)
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
