/**
 * Telegram, WhatsApp and LINE as a process of its own: it takes messages at its pace, loses answers, asks for rest, tells what became
 * of WhatsApp's, and remembers all that it took.
 */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Hook, Taken } from './provider.ts'
import { randomBy } from './random.ts'

const Order = z.object({ seed: z.number(), appSecret: z.string(), lost: z.number(), refused: z.number() })
const order = Order.parse(JSON.parse(process.argv[2] ?? ''))
const chance = randomBy(order.seed)
const SEND_MS = 30

const taken: Taken[] = []
const hooks: Record<string, Hook> = {}
const untold = new Set<string>()

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    process.stderr.write(`${error}\n`)
    response.destroy()
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${Object(server.address()).port}\n`))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://provider.test')
  const body = await text(request)
  if (pathname === '/taken') return give(response, taken)
  if (pathname === '/count') return give(response, taken.length)
  if (pathname === '/hooks') return give(response, hooks)
  if (pathname === '/untold') return give(response, untold.size)
  const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? []
  if (token && method) return telegram(response, { token, method, body })
  if (pathname.startsWith('/v2/bot/'))
    return line(response, { account: request.headers.authorization?.slice('Bearer '.length) ?? '', pathname, body })
  return whatsapp(response, { path: pathname.split('/').slice(1), method: request.method ?? '', body })
}

const Message = z.object({ chat_id: z.string(), text: z.string() })
const Webhook = z.object({ url: z.string(), secret_token: z.string() })

async function telegram(response: ServerResponse, asked: { token: string; method: string; body: string }) {
  const [id = ''] = asked.token.split(':')
  const given = (result: unknown) => give(response, { ok: true, result })
  if (asked.method === 'getMe') return given({ id: Number(id), username: `bot_${id}` })
  if (asked.method === 'getWebhookInfo') return given({ url: hooks[id]?.url ?? '' })
  if (asked.method === 'setWebhook') {
    const { url, secret_token: secret } = Webhook.parse(JSON.parse(asked.body))
    hooks[id] = { url, secret }
  }
  if (asked.method !== 'sendMessage') return given(true)

  const { chat_id: to, text: said } = Message.parse(JSON.parse(asked.body))
  await wait(SEND_MS)
  if (chance() < order.refused) {
    const parameters = { retry_after: 1 }
    return give(response, { ok: false, error_code: 429, description: 'Too Many Requests', parameters }, 429)
  }
  take(response, { to, text: said }, () => given({ message_id: taken.length, date: 1, chat: { id: Number(to) } }))
}

const Endpoint = z.object({ endpoint: z.string() })
const Push = z.object({ to: z.string(), messages: z.array(z.object({ text: z.string() })) })
const Reply = Push.omit({ to: true }).extend({ replyToken: z.string() })

async function line(response: ServerResponse, asked: { account: string; pathname: string; body: string }) {
  const { account, pathname, body } = asked
  const what = pathname.slice('/v2/bot/'.length)
  if (what === 'info') return give(response, { userId: account, basicId: `@${account}`, displayName: 'Olga' })
  if (what === 'channel/webhook/endpoint') {
    if (body) hooks[account] = { url: Endpoint.parse(JSON.parse(body)).endpoint, secret: '' }
    return give(response, { endpoint: hooks[account]?.url ?? '', active: true })
  }
  if (what.startsWith('profile/')) return give(response, { message: 'Not found' }, 404)

  await wait(SEND_MS)
  const answered = (id: string) => give(response, { sentMessages: [{ id }] })
  if (what === 'message/reply') {
    const { replyToken: to, messages } = Reply.parse(JSON.parse(body))
    return take(response, { to, text: messages[0]?.text ?? '' }, answered)
  }
  const { to, messages } = Push.parse(JSON.parse(body))
  take(response, { to, text: messages[0]?.text ?? '' }, answered)
}

const Sent = z.object({ to: z.string(), text: z.object({ body: z.string() }), biz_opaque_callback_data: z.string() })
const Led = z.object({ webhook_configuration: z.object({ override_callback_uri: z.string() }) })

async function whatsapp(response: ServerResponse, asked: { path: string[]; method: string; body: string }) {
  const [id = '', what] = asked.path
  if (what === 'phone_numbers')
    return give(response, { data: [{ id: `1${id}`, display_phone_number: id, platform_type: 'CLOUD_API' }] })
  if (what === 'subscriptions' && asked.method === 'GET') return give(response, { data: [] })
  if (what === undefined && asked.method === 'GET') return give(response, { id, name: 'Olga' })
  if (what === undefined)
    hooks[id] = { url: Led.parse(JSON.parse(asked.body)).webhook_configuration.override_callback_uri, secret: '' }
  if (what !== 'messages') return give(response, { success: true })

  const { to, text: said, biz_opaque_callback_data: key } = Sent.parse(JSON.parse(asked.body))
  await wait(SEND_MS)
  if (chance() < order.refused) return give(response, { error: { code: 131056 } }, 400)
  take(response, { to, text: said.body }, (name) => give(response, { messages: [{ id: name }] }))
  void tell(id, { id: `wamid.${taken.length}`, recipient_id: to, biz_opaque_callback_data: key })
}

/** It has arrived, whatever becomes of the answer. */
function take(response: ServerResponse, one: Pick<Taken, 'to' | 'text'>, answered: (name: string) => void): void {
  const isLost = chance() < order.lost
  taken.push({ ...one, at: Date.now(), isLost })
  if (isLost) response.destroy()
  else answered(`wamid.${taken.length}`)
}

/** What became of it: sent, then delivered, each as often as it takes until we listen. */
async function tell(number: string, about: { id: string; recipient_id: string; biz_opaque_callback_data: string }) {
  untold.add(about.id)
  for (const status of ['sent', 'delivered']) {
    await wait(100 + chance() * 400)
    const told = { ...about, status, timestamp: String(Math.floor(Date.now() / 1000)) }
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: number }, statuses: [told] }
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
    })
    const headers = {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${createHmac('sha256', order.appSecret).update(body).digest('hex')}`,
    }
    while (!(await isHeard(hooks[number]?.url ?? '', { method: 'POST', headers, body }))) await wait(300)
  }
  untold.delete(about.id)
}

function isHeard(url: string, request: RequestInit): Promise<boolean> {
  return fetch(url, request).then(
    async (heard) => {
      await heard.arrayBuffer()
      return heard.ok
    },
    () => false,
  )
}

function give(response: ServerResponse, json: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(json))
}
