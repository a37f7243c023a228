/** Telegram's updates, and what each of them means. */
import { SERVICES } from '../../shared/service-urls.ts'
import type { HookRequest, Inbound } from '../inbound.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

const URL = 'https://bots.acme.test/in/telegram/HKkq2x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXz'
const SECRET = 'sQ1x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXzAB'
const ANN = { id: 4242, is_bot: false, first_name: 'Ann', last_name: 'Lee', language_code: 'en' }
const CHAT = { id: 4242, type: 'private', first_name: 'Ann' }
const DATE = 1_782_891_000
const FROM = { address: '4242', at: '2026-07-01T07:30:00.000Z' }
const PROFILE = { name: 'Ann Lee', language: 'en' }
const FILE = { file_unique_id: 'u1', file_size: 1000 }

export function telegramRequest(update: object, secret = SECRET): HookRequest {
  const headers = { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': secret }
  return hookRequest({ url: URL, headers, body: JSON.stringify({ update_id: 7, ...update }) })
}

export function telegramMessage(message: object): HookRequest {
  return telegramRequest({ message: { message_id: 11, from: ANN, chat: CHAT, date: DATE, ...message } })
}

export const samples: Samples = {
  line: {
    secrets: { token: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', username: 'acme_bot' },
    through: { integration: '', secrets: {} },
    urls: SERVICES,
    hook: { url: URL, secret: SECRET },
  },
  requests: [
    message('a text', { text: 'Hello' }, { kind: 'text', text: 'Hello' }),
    message('the opening', { text: '/start' }, { kind: 'start' }),
    message('the opening by a link', { text: '/start summer_26' }, { kind: 'start', ref: 'summer_26' }),
    message(
      'a picture',
      {
        photo: [
          { ...FILE, file_id: 'small', width: 90, height: 90 },
          { ...FILE, file_id: 'large', width: 900, height: 900 },
        ],
        caption: 'My cat',
      },
      { kind: 'sent-file', media: 'image', reference: 'large', text: 'My cat' },
    ),
    message(
      'a video',
      { video: { ...FILE, file_id: 'v', width: 9, height: 9, duration: 3, file_name: 'cat.mp4' } },
      { kind: 'sent-file', media: 'video', reference: 'v', name: 'cat.mp4' },
    ),
    message(
      'a round video',
      { video_note: { ...FILE, file_id: 'r', length: 240, duration: 3 } },
      { kind: 'sent-file', media: 'video', reference: 'r' },
    ),
    message(
      'an animation, which comes as a document too',
      {
        animation: { ...FILE, file_id: 'g', width: 9, height: 9, duration: 3 },
        document: { ...FILE, file_id: 'g' },
      },
      { kind: 'sent-file', media: 'video', reference: 'g' },
    ),
    message(
      'a voice message',
      { voice: { ...FILE, file_id: 'o', duration: 3 } },
      { kind: 'sent-file', media: 'audio', reference: 'o' },
    ),
    message(
      'a document',
      { document: { ...FILE, file_id: 'd', file_name: 'offer.pdf' } },
      { kind: 'sent-file', media: 'file', reference: 'd', name: 'offer.pdf' },
    ),
    message(
      'a sticker',
      { sticker: sticker({ is_animated: false }) },
      { kind: 'sent-file', media: 'image', reference: 's' },
    ),
    message('a sticker that moves', { sticker: sticker({ is_animated: true }) }, { kind: 'text', text: '👍' }),
    message(
      'a venue',
      {
        location: { latitude: 48.2, longitude: 16.4 },
        venue: { location: { latitude: 48.2, longitude: 16.4 }, title: 'Café', address: 'Ring 1' },
      },
      { kind: 'location', latitude: 48.2, longitude: 16.4 },
    ),
    message('a dice', { dice: { emoji: '🎲', value: 4 } }, { kind: 'unsupported', what: 'dice' }),
    {
      what: 'their own number',
      request: telegramMessage({ contact: { phone_number: '+43123456', first_name: 'Ann', user_id: 4242 } }),
      read: [said({ kind: 'text', text: '+43123456' }, { profile: { ...PROFILE, phone: '+43123456' } })],
    },
    {
      what: 'an answer to a message',
      request: telegramMessage({
        text: 'This one',
        reply_to_message: { message_id: 9, chat: CHAT, date: DATE, text: 'Which?' },
      }),
      read: [said({ kind: 'text', text: 'This one' }, { replyTo: '4242:9' })],
    },
    {
      what: 'an edited message',
      request: telegramRequest({
        edited_message: { message_id: 11, from: ANN, chat: CHAT, date: DATE - 60, edit_date: DATE, text: 'Hello!' },
      }),
      read: [{ kind: 'edited', ...FROM, externalId: '4242:11', text: 'Hello!' }],
    },
    {
      what: 'a tap',
      request: telegramRequest({ callback_query: tap(CHAT) }),
      read: [
        {
          kind: 'message',
          address: '4242',
          externalId: 'tap:90071992547',
          said: { kind: 'choice', id: 'yes', label: 'Yes, please' },
          profile: PROFILE,
          replyTo: '4242:12',
        },
      ],
    },
    {
      what: 'a block',
      request: telegramRequest({ my_chat_member: member('member', 'kicked') }),
      read: [{ kind: 'reach', ...FROM, reach: 'blocked' }],
    },
    {
      what: 'the end of a block',
      request: telegramRequest({ my_chat_member: member('kicked', 'member') }),
      read: [{ kind: 'reach', ...FROM, reach: 'ok' }],
    },
    {
      what: 'a reaction',
      request: telegramRequest({ message_reaction: reaction([{ type: 'emoji', emoji: '❤' }]) }),
      read: [{ kind: 'reaction', ...FROM, externalId: '4242:12', reaction: '❤' }],
    },
    {
      what: 'a reaction taken back',
      request: telegramRequest({ message_reaction: reaction([]) }),
      read: [{ kind: 'reaction', ...FROM, externalId: '4242:12', reaction: null }],
    },
    {
      what: 'a message in a group, which nobody said to the bot',
      request: telegramMessage({ chat: { id: -100, type: 'group', title: 'Team' }, text: 'Hello all' }),
      read: [],
    },
    {
      what: 'a tap in a group',
      request: telegramRequest({ callback_query: tap({ id: -100, type: 'supergroup', title: 'Team' }) }),
      read: [],
    },
    { what: 'what Telegram itself says', request: telegramMessage({ delete_chat_photo: true }), read: [] },
  ],
  wrongKeys: [
    (line) => ({ ...line, hook: { ...line.hook, secret: '' } }),
    (line) => ({ ...line, hook: { ...line.hook, secret: SECRET.replace('s', 'S') } }),
  ],
}

type Message = Extract<Inbound, { kind: 'message' }>

function message(what: string, fields: object, content: Message['said']): Samples['requests'][number] {
  return { what, request: telegramMessage(fields), read: [said(content)] }
}

function said(content: Message['said'], more: Partial<Message> = {}): Inbound {
  return { kind: 'message', ...FROM, externalId: '4242:11', said: content, profile: PROFILE, ...more }
}

function sticker(more: object): object {
  return { ...FILE, file_id: 's', type: 'regular', width: 512, height: 512, emoji: '👍', is_video: false, ...more }
}

function tap(chat: object): object {
  const keys = [[{ text: 'Yes, please', callback_data: 'yes' }], [{ text: 'Shop', url: 'https://acme.test' }]]
  const shown = { message_id: 12, chat, date: DATE, text: 'More?', reply_markup: { inline_keyboard: keys } }
  return { id: '90071992547', from: ANN, message: shown, chat_instance: '1', data: 'yes' }
}

function member(before: string, after: string): object {
  const user = { id: 123_456_789, is_bot: true, first_name: 'Acme' }
  const state = (status: string) => ({ user, status, ...(status === 'kicked' && { until_date: 0 }) })
  return { chat: CHAT, from: ANN, date: DATE, old_chat_member: state(before), new_chat_member: state(after) }
}

function reaction(given: object[]): object {
  return { chat: CHAT, message_id: 12, user: ANN, date: DATE, old_reaction: [], new_reaction: given }
}
