/** SMS against a Twilio that runs here: connecting, both ways, and taking it back. */
import { createServer, type Server } from 'node:http'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SERVICES } from '../../shared/service-urls.ts'
import type { Outgoing, Recipient } from '../channel.ts'
import { localAsk } from '../from-providers/local-ask.fixture.ts'
import type { HookRequest } from '../inbound.ts'
import { sms } from './channel.ts'
import type { SmsLine } from './provider.ts'

const ACCOUNT = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'token-of-acme' }
const ANN = '+15550199123'
const to: Recipient = { workspaceId: 'acme', botId: 'hal', address: ANN, replyWith: null, lastWroteAt: null }
const heard: HookRequest[] = []
let emulator: Emulator
let ours: Server
let hook: SmsLine['hook']

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'twilio',
    port: 4170,
    seed: {
      twilio: {
        account: { sid: ACCOUNT.accountSid, auth_token: ACCOUNT.authToken },
        phone_numbers: [
          { sid: `PN${'b'.repeat(32)}`, phone_number: '+15550100777', sms_url: 'https://before.test/sms' },
        ],
      },
    },
  })
  ours = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', () => {
        const url = `http://127.0.0.1:4171${request.url}`
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        )
        const query = Object.fromEntries(new URL(url).searchParams)
        heard.push({ method: 'POST', url, query, headers, body: Buffer.concat(chunks) })
        response.end('<Response/>')
      })
  })
  await new Promise<void>((listening) => ours.listen(4171, '127.0.0.1', listening))
  hook = { url: 'http://127.0.0.1:4171/in/sms/token', secret: 's'.repeat(43) }
})

afterAll(async () => {
  ours.close()
  await emulator.close()
})

describe('a Twilio number', () => {
  it('is picked, leads here, speaks, hears, and leads back where it led', async () => {
    const account = {
      through: { integration: 'twilio', secrets: ACCOUNT },
      urls: { ...SERVICES, twilio: emulator.url, 'twilio-messaging': `${emulator.url}/messaging` },
      ask: localAsk,
    } as const
    const places = await sms.places?.(account)
    const place = places?.ok ? places.data.find(({ label }) => label === '+15550100777') : undefined
    expect(place).toMatchObject({ id: `PN${'b'.repeat(32)}` })

    const connected = await sms.connect({ form: {}, place: place?.id ?? null, hook }, account)
    if (!connected.ok) throw new Error(connected.message)
    expect(connected.data.secrets).toMatchObject({
      from: '+15550100777',
      before: { SmsUrl: 'https://before.test/sms' },
    })
    const line: SmsLine = { ...account, secrets: connected.data.secrets, hook }
    expect(await sms.check(line)).toEqual({ ok: true, data: { label: '+15550100777' } })

    const message: Outgoing = {
      ...{ id: 'm1', seq: 1, author: 'bot' as const, name: null, part: 0, key: 'part-1', at: new Date().toISOString() },
      content: { kind: 'text', text: 'Hello Ann' },
    }
    const sent = await sms.send(message, to, line)
    if (!sent.ok) throw new Error(sent.reason)
    expect(await sms.find?.(message, to, line)).toBe('sent')
    expect(await sms.find?.({ ...message, content: { kind: 'text', text: 'Another' } }, to, line)).toBe('not-sent')

    await simulate('message-status', { MessageSid: sent.externalId ?? '', Status: 'delivered' })
    expect(lastHeard(line)).toEqual([
      { kind: 'receipt', status: 'delivered', externalId: sent.externalId, ours: 'part-1' },
    ])

    await simulate('inbound-message', { From: ANN, To: '+15550100777', Body: 'Hi & bye' })
    expect(lastHeard(line)).toMatchObject([{ kind: 'message', address: ANN, said: { kind: 'text', text: 'Hi & bye' } }])

    await sms.disconnect(line)
    expect(await sms.check(line)).toMatchObject({ ok: false })
    const after = await sms.connect({ form: {}, place: place?.id ?? null, hook }, account)
    expect(after).toMatchObject({ data: { secrets: { before: { SmsUrl: 'https://before.test/sms' } } } })
  })

  it('is not connected with keys of somebody else', async () => {
    const secrets = { ...ACCOUNT, authToken: 'wrong' }
    const urls = { ...SERVICES, twilio: emulator.url }
    const places = await sms.places?.({ through: { integration: 'twilio', secrets }, urls, ask: localAsk })
    expect(places).toEqual({ ok: false, message: 'Twilio refuses this account.' })
  })
})

function lastHeard(line: SmsLine) {
  const request = heard.at(-1)
  if (!request) return undefined
  expect(sms.verify(request, line, line.ask)).toBe(true)
  return sms.read(request, line)
}

async function simulate(what: string, fields: Record<string, string>): Promise<void> {
  const Authorization = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`
  const url = `${emulator.url}/_twilio/simulate/${what}`
  const answer = await localAsk({ method: 'POST', url, headers: { Authorization }, form: Object.entries(fields) })
  expect(answer).toMatchObject({ ok: true })
}
