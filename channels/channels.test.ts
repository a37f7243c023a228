/** One suite over every channel: what is listed is there, refuses what is not signed, reads what is, and answers every refusal of its provider. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Answered, Ask, Asked } from '../shared/account.ts'
import { answered } from '../shared/answered.fixture.ts'
import type { Channel, Outgoing, Recipient } from './channel.ts'
import { CHANNELS, speakersWith } from './channels.ts'
import { CHANNEL_DEFINITIONS } from './definitions.ts'
import { samples as google } from './google/samples.fixture.ts'
import { samples as googleReviews } from './google-reviews/samples.fixture.ts'
import type { HookRequest } from './inbound.ts'
import { samples as instagram } from './instagram/samples.fixture.ts'
import { samples as line } from './line/samples.fixture.ts'
import { samples as messenger } from './messenger/samples.fixture.ts'
import { knownOf, type Samples } from './samples.fixture.ts'
import { samples as slack } from './slack/samples.fixture.ts'
import { samples as sms } from './sms/samples.fixture.ts'
import { samples as telegram } from './telegram/samples.fixture.ts'
import { samples as viber } from './viber/samples.fixture.ts'
import { samples as wechat } from './wechat/samples.fixture.ts'
import { samples as whatsapp } from './whatsapp/samples.fixture.ts'

const SAMPLES: Record<string, Samples> = {
  google,
  'google-reviews': googleReviews,
  instagram,
  line,
  messenger,
  slack,
  sms,
  telegram,
  viber,
  wechat,
  whatsapp,
}

/** Their proof is a secret in a header or a signed token, and says nothing of the body. */
const PROVEN_BY_HEADER = ['telegram', 'google-reviews']

const CANARY = 'canary-of-the-provider'
/** What a provider, or the way to it, may answer instead of a welcome. */
const REFUSALS: Array<{ what: string; answer: Answered }> = [
  ...[401, 403, 500].map((status) => ({
    what: `it is answered ${status}`,
    answer: answered(status, { message: CANARY }),
  })),
  {
    what: 'there is no answer in time',
    answer: { ok: false, reason: 'timeout', message: 'No answer.', wasSent: true },
  },
]

const channels = speakersWith({ publishToVisitor: () => {} })
/** A folder is a channel where it defines one; the others hold what several channels share. */
const folders = readdirSync(import.meta.dirname)
  .filter((name) => existsSync(join(import.meta.dirname, name, 'definition.ts')))
  .sort()

describe('the channels', () => {
  it('are the same in both lists and in the folders', () => {
    expect([...channels.keys()].sort()).toEqual(folders)
    expect(CHANNEL_DEFINITIONS.map(({ name }) => name).sort()).toEqual(folders)
    expect([...CHANNELS.keys()].sort()).toEqual(Object.keys(SAMPLES).sort())
  })

  it.each([...channels.keys()])('%s has an icon and a page about itself', (name) => {
    for (const file of ['icon.svg', 'README.md']) expect(existsSync(join(import.meta.dirname, name, file))).toBe(true)
  })

  it.each(CHANNEL_DEFINITIONS)('$name has words for every part of its form', ({ form }) => {
    for (const [name, part] of Object.entries(form.shape))
      expect([name, Object(part).meta()]).toEqual([name, expect.objectContaining({ label: expect.any(String) })])
  })
})

describe.each(Object.entries(SAMPLES))('%s', (name, samples) => {
  const all = samples.requests.map(({ what, request, read }) => ({ what, request, read }))
  const verify = async (request: HookRequest, given: Samples['line'] = samples.line) =>
    channelOf(name).verify(request, knownOf(given), samples.ask ?? nothing)

  it.each(all)('verifies and reads $what', async ({ request, read }) => {
    expect(await verify(request)).toBe(true)
    expect(channelOf(name).read(request, knownOf(samples.line))).toEqual(read)
  })

  it.each(all)('refuses $what with a byte changed', async ({ request }) => {
    const isBody = request.body.length > 0 && !PROVEN_BY_HEADER.includes(name)
    expect(await verify(isBody ? withOtherBody(request) : withOtherProof(request))).toBe(false)
  })

  it.each(all)('refuses $what without what proves it', async ({ request }) => {
    const { 'content-type': type = '' } = request.headers
    const bare = { ...request, headers: { 'content-type': type }, query: {}, url: request.url.replace(/\?.*$/, '') }
    expect(await verify(bare)).toBe(false)
  })

  it('verifies nothing with keys that are empty or of somebody else', async () => {
    expect(samples.wrongKeys.length).toBeGreaterThan(0)
    for (const change of samples.wrongKeys)
      for (const { what, request } of all)
        expect([what, await verify(request, change(samples.line))]).toEqual([what, false])
  })

  it.each(REFUSALS)('says in a sentence that it cannot be connected when $what', async ({ answer }) => {
    const { definition, connect } = channelOf(name)
    const secrets = Object.entries(samples.line.secrets).filter(([part]) => part in definition.form.shape)
    const form = definition.form.parse(Object.fromEntries(secrets))
    const { through, urls, hook } = samples.line
    const done = await connect({ form, place: 'a-place', hook }, { through, urls, ask: async () => answer })
    expect(done).toEqual({ ok: false, message: expect.stringMatching(/^.{5,300}$/s) })
    expect(done.ok || done.message).not.toContain(CANARY)
  })

  describe('that sends', () => {
    it.each([401, 403, 404])('hears that %i is no delivery, and no doubt', async (status) => {
      const { delivery } = await sent(name, samples, answered(status, { message: CANARY }))
      expect(delivery).toMatchObject({ ok: false, reason: expect.any(String) })
      expect(delivery).not.toHaveProperty('isInDoubt', true)
      expect(JSON.stringify(delivery)).not.toContain(CANARY)
    })

    it('rests when the provider is asked too much', async () => {
      const { delivery } = await sent(name, samples, answered(429, {}, { 'retry-after': '7' }))
      expect(delivery).toMatchObject({ ok: false, isFinal: false })
    })

    it('tries again when nothing was sent', async () => {
      const answer = { ok: false, reason: 'failed', message: CANARY, wasSent: false } as const
      const { delivery } = await sent(name, samples, answer)
      expect(delivery).toMatchObject({ ok: false, isFinal: false })
      expect(delivery).not.toHaveProperty('isInDoubt', true)
    })

    it.each([
      { what: 'an answer that was lost', answer: { ok: false, reason: 'timeout', message: CANARY, wasSent: true } },
      { what: 'a fault of the provider', answer: answered(500, { message: CANARY }) },
    ] as const)('is in doubt after $what, unless what is sent again is known by its key', async ({ answer }) => {
      const { delivery, isMessageAlone } = await sent(name, samples, answer)
      expect(delivery).toMatchObject({ ok: false, isFinal: false })
      const isDoubtful = isMessageAlone && channelOf(name).definition.repeat !== 'harmless'
      if (isDoubtful) expect(delivery).toMatchObject({ isInDoubt: true })
    })
  })
})

describe('web chat', () => {
  it('hands the message to the visitor it is for', async () => {
    const heard: Array<{ to: Recipient; message: Outgoing }> = []
    const webchat = speakersWith({ publishToVisitor: (to, message) => void heard.push({ to, message }) }).get('webchat')
    const to = recipient('ann')
    const line = { ...messenger.line, secrets: {}, ask: nothing }
    expect(await webchat?.send(MESSAGE, to, line)).toEqual({ ok: true })
    expect(heard).toEqual([{ to, message: MESSAGE }])
  })
})

const TEXT = 'Hello from the bot'
const MESSAGE: Outgoing = {
  id: '01890000-0000-7000-8000-000000000001',
  seq: 1,
  author: 'bot',
  name: null,
  content: { kind: 'text', text: TEXT },
  at: '2026-07-01T07:30:00Z',
  part: 0,
  key: '01890000-0000-7000-8000-000000000002',
}

async function nothing(): Promise<Answered> {
  return { ok: false, reason: 'blocked', message: 'Nobody is there.', wasSent: false }
}

function channelOf(name: string): Channel {
  const channel = CHANNELS.get(name)
  if (!channel) throw new Error(`there is no channel ${name}`)
  return channel
}

function recipient(address: string): Recipient {
  const lastWroteAt = new Date().toISOString()
  return { workspaceId: 'acme', botId: 'hal', address, replyWith: null, lastWroteAt }
}

/** What became of a text that was answered so; and whether it was the text that was answered, and not a question before it, without a key by which the provider knows it again. */
async function sent(name: string, { line, requests }: Samples, answer: Answered) {
  const asked: Asked[] = []
  const ask: Ask = async (request) => {
    asked.push(request)
    return answer
  }
  const read = requests.flatMap((each) => each.read).find((each) => each.kind === 'message')
  const address = read?.kind === 'message' ? read.address : 'accounts/1/locations/2/reviews/3'
  const delivery = await channelOf(name).send(MESSAGE, recipient(address), { ...line, ask })
  const last = asked.at(-1)
  const hasKey = Object.values(last?.headers ?? {}).includes(MESSAGE.key)
  return { delivery, isMessageAlone: JSON.stringify(last ?? '').includes(TEXT) && !hasKey }
}

function withOtherBody(request: HookRequest): HookRequest {
  const body = Uint8Array.from(request.body)
  const middle = Math.floor(body.length / 2)
  body[middle] = (body[middle] ?? 0) ^ 1
  return { ...request, body }
}

/** Every header but the type of the body, and every part of the query, with its last letter changed. */
function withOtherProof(request: HookRequest): HookRequest {
  const other = (text: string) => `${text.slice(0, -2)}${text.at(-2) === 'x' ? 'y' : 'x'}${text.slice(-1)}`
  const changed = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).map(([name, text]) => [name, name === 'content-type' ? text : other(text)]))
  const query = changed(request.query)
  const url = new URL(request.url)
  url.search = new URLSearchParams(query).toString()
  return { ...request, headers: changed(request.headers), query, url: url.toString() }
}
