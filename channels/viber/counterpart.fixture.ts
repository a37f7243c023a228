/** A Viber of our own, strict as its documentation is: no specification of it exists. */
import { z } from 'zod'
import type { Answered, Ask, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'

export const TOKEN = '4453b6ac1234567b-e02c5f12174805f9-daec9cbb5448c51f'
/** beyond what a number can hold, as Viber's are */
export const MESSAGE_TOKEN = '4912661846655238145'

const key = { Columns: z.int().min(1).max(6), Text: z.string().max(250).optional(), Image: z.url().optional() }
const Key = z.discriminatedUnion('ActionType', [
  z.strictObject({
    ...key,
    Rows: z.int().min(1).max(2),
    ActionType: z.literal('reply'),
    ActionBody: z.string().min(1),
  }),
  z.strictObject({ ...key, Rows: z.int().min(1).max(2), ActionType: z.literal('open-url'), ActionBody: z.url() }),
])
const Tile = z.strictObject({
  ...key,
  Rows: z.int().min(1).max(7),
  ActionType: z.enum(['reply', 'open-url', 'none']),
  ActionBody: z.string().min(1),
  Silent: z.boolean().optional(),
  TextHAlign: z.string().optional(),
  TextVAlign: z.string().optional(),
})
const Tiles = z
  .array(Tile)
  .refine((tiles) => tiles.reduce((rows, { Rows }) => rows + Rows, 0) % 7 === 0, 'fill no card')
const base = {
  receiver: z.string().min(1),
  sender: z.strictObject({ name: z.string().min(1).max(28) }),
  tracking_data: z.string().max(4000).optional(),
  keyboard: z
    .strictObject({ Type: z.literal('keyboard'), DefaultHeight: z.boolean(), Buttons: z.array(Key).min(1) })
    .optional(),
}
const old = { ...base, min_api_version: z.literal(1) }
const media = z.url().startsWith('https://')
const SendMessage = z.discriminatedUnion('type', [
  z.strictObject({ ...old, type: z.literal('text'), text: z.string().min(1).max(7000) }),
  z.strictObject({ ...old, type: z.literal('picture'), text: z.string().max(512), media }),
  z.strictObject({ ...old, type: z.literal('video'), media, size: z.int().max(26_214_400) }),
  z.strictObject({
    ...old,
    type: z.literal('file'),
    media,
    size: z.int().max(52_428_800),
    file_name: z.string().max(256),
  }),
  z.strictObject({
    ...old,
    type: z.literal('location'),
    location: z.strictObject({ lat: z.number(), lon: z.number() }),
  }),
  z.strictObject({
    ...base,
    min_api_version: z.literal(7),
    type: z.literal('rich_media'),
    alt_text: z.string().max(7000),
    rich_media: z.strictObject({
      Type: z.literal('rich_media'),
      ButtonsGroupColumns: z.literal(6),
      ButtonsGroupRows: z.literal(7),
      BgColor: z.string(),
      Buttons: Tiles,
    }),
  }),
])
const SetWebhook = z.object({ url: z.union([z.literal(''), z.url().startsWith('https://')]) })

/** It knows one bot, by its token. `next` are the answers that it gives before its own. */
export function viberCounterpart(next: Answered[] = []): { ask: Ask; asked: Asked[]; webhook: () => string } {
  const asked: Asked[] = []
  let webhook = ''
  const ask: Ask = async (request) => {
    asked.push(request)
    const told = next.shift()
    if (told) return told
    if (request.headers?.['X-Viber-Auth-Token'] !== TOKEN)
      return viberAnswer({ status: 2, status_message: 'invalidAuthToken' })
    const method = request.url.replace('https://chatapi.viber.com/pa/', '')
    if (method === 'get_account_info')
      return viberAnswer({ status: 0, id: 'pa:75346594275468546724', name: 'Acme', uri: 'acme', webhook })
    if (method === 'set_webhook') {
      const set = SetWebhook.safeParse(request.json)
      if (set.success) webhook = set.data.url
      return viberAnswer(set.success ? { status: 0 } : { status: 1, status_message: 'invalidUrl' })
    }
    const isRight = method === 'send_message' && SendMessage.safeParse(request.json).success
    const isSmall = JSON.stringify(request.json).length <= 30_000
    if (!isRight || !isSmall) return viberAnswer({ status: 3, status_message: 'badData' })
    return viberAnswer({ status: 0, status_message: 'ok', message_token: MESSAGE_TOKEN })
  }
  return { ask, asked, webhook: () => webhook }
}

/** An answer in which the token of a message is a number, all of whose digits count. */
export function viberAnswer(json: object): Answered {
  const text = JSON.stringify(json).replace(/"message_token":"(\d+)"/, '"message_token":$1')
  return { ...answered(200, JSON.parse(text)), text }
}
