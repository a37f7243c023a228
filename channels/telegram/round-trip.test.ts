/** Telegram as somebody else wrote it: a person writes and taps there, and our answers arrive. */
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ask } from '../../shared/account.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel } from '../channel.ts'
import { localAsk } from '../from-providers/local-ask.fixture.ts'
import type { Inbound, News } from '../inbound.ts'
import { telegram as adapter } from './channel.ts'
import { samples } from './samples.fixture.ts'

const telegram: Channel = adapter
const heard: Array<Inbound | News> = []
const { token } = samples.line.secrets
const service = new TelegramServer({ port: await freePort() })

let secret = ''
/** Notes the secret that the webhook is set with. */
const ask: Ask = (asked) => {
  if (asked.url.endsWith('/setWebhook')) secret = String(Object(asked.json).secret_token)
  return localAsk(asked)
}
const line = {
  ...samples.line,
  urls: { ...samples.line.urls, telegram: service.config.apiURL },
  hook: { ...samples.line.hook },
  ask,
}

/** Telegram sends the secret that it was given with the webhook, which this service of its kind does not. */
const proxy = createServer(async (request, response) => {
  const headers = { 'x-telegram-bot-api-secret-token': secret }
  const hooked = { method: 'POST', url: line.hook.url, query: {}, headers, body: await buffer(request) }
  const isTrue = await telegram.verify(hooked, line, localAsk)
  if (isTrue) heard.push(...telegram.read(hooked, line))
  response.writeHead(isTrue ? 200 : 401).end()
})

beforeAll(async () => {
  await service.start()
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  line.hook.url = `http://127.0.0.1:${portOf(proxy.address())}/in/telegram`
  const done = await telegram.connect({ form: { token }, place: null, hook: line.hook }, line)
  expect(done).toMatchObject({ ok: true, data: { place: '666', label: '@TestNameBot' } })
})

afterAll(async () => {
  await service.stop()
  proxy.close()
})

describe('a chat with a Telegram bot', () => {
  it('hears words and the opening by a link', async () => {
    const ann = service.getClient(String(token), { userId: 7, chatId: 7, firstName: 'Ann' })
    await ann.sendMessage(ann.makeMessage('Hello'))
    await ann.sendCommand(ann.makeCommand('/start spring'))
    await expect
      .poll(() => heard.map((each) => 'said' in each && each.said))
      .toEqual([
        { kind: 'text', text: 'Hello' },
        { kind: 'start', ref: 'spring' },
      ])
    expect(heard[0]).toMatchObject({ address: '7', profile: { name: 'Ann' } })
  })

  it('answers with buttons, and hears the tap', async () => {
    const ann = service.getClient(String(token), { userId: 7, chatId: 7, firstName: 'Ann' })
    const content: Content = { kind: 'text', text: 'More?', choices: [{ id: 'yes', label: 'Yes' }] }
    const message = { id: 'm1', seq: 1, author: 'bot', name: null, at: '', part: 0, key: 'k' } as const
    const to = { workspaceId: 'acme', botId: 'hal', address: '7', replyWith: null, lastWroteAt: null }
    expect(await telegram.send({ ...message, content }, to, line)).toMatchObject({
      ok: true,
      externalId: expect.stringMatching(/^7:\d+$/),
    })
    const shown = (await ann.getUpdates()).result[0]
    expect(shown).toMatchObject({ message: { text: 'More?', parse_mode: 'HTML' } })
    await ann.sendCallback(ann.makeCallbackQuery('yes'))
    await expect.poll(() => heard.at(-1)).toMatchObject({ address: '7', said: { kind: 'choice', id: 'yes' } })
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const port = portOf(server.address())
  await new Promise((done) => server.close(done))
  return port
}

function portOf(address: ReturnType<typeof proxy.address>): number {
  return typeof address === 'object' && address ? address.port : 0
}
