/** What is sent to LINE is what its specification accepts, and what its own kit calls messages. */
import type { messagingApi } from '@line/bot-sdk'
import { describe, expect, it } from 'vitest'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import { missingSpecs, vendorBySpec } from '../../shared/vendor-spec.fixture.ts'
import type { Channel, Recipient } from '../channel.ts'
import { line as adapter } from './channel.ts'
import { messageOf } from './messages.ts'
import { SECRET, samples } from './samples.fixture.ts'

const channel: Channel = adapter
const ANN: Recipient = { workspaceId: 'acme', botId: 'hal', address: 'U4af', replyWith: null, lastWroteAt: null }
const KEY = '123e4567-e89b-12d3-a456-426614174000'
const MESSAGE = { id: 'm1', seq: 1, author: 'bot', name: null, at: '2026-07-01T07:30:00Z', part: 0, key: KEY } as const
const BUTTONS: Content['buttons'] = [
  { kind: 'reply', id: 'more', label: 'More' },
  { kind: 'link', label: 'Our shop', url: 'https://acme.test' },
  { kind: 'call', label: 'Call us', phone: '+43 1 234' },
]
const CARD = { title: 'Tea', text: 'From *Uji*', image: 'https://acme.test/tea.jpg', buttons: BUTTONS }
const ALL: Content[] = [
  { kind: 'text', text: '*Hello*', choices: [{ id: 'yes', label: 'Yes' }] },
  { kind: 'text', text: 'More?', buttons: BUTTONS },
  { kind: 'text', text: `[Our tea](https://acme.test/${'tea/'.repeat(40)})`, buttons: BUTTONS },
  { kind: 'image', url: 'https://acme.test/a.jpg' },
  { kind: 'video', url: 'https://acme.test/a.mp4' },
  { kind: 'audio', url: 'https://acme.test/a.m4a', text: 'Listen' },
  { kind: 'location', latitude: 35.6, longitude: 139.7, name: 'Café' },
  { kind: 'cards', cards: [CARD, { title: 'Cups' }] },
]

describe.skipIf(missingSpecs !== '')(`LINE’s specification${missingSpecs}`, () => {
  it.each(ALL)('takes %o', async (content) => {
    const { ask, asked } = await vendorBySpec('line-messaging-api.json')
    const line = { ...samples.line, ask }
    expect(await channel.send({ ...MESSAGE, content }, ANN, line)).toMatchObject({ ok: true })
    expect(await channel.send({ ...MESSAGE, content }, { ...ANN, replyWith: 'r1' }, line)).toMatchObject({ ok: true })
    expect(asked.map(({ url }) => url.split('/').at(-1))).toEqual(['push', 'reply'])
  })

  it('takes how an account is connected and checked, and how it types', async () => {
    const { ask, asked, answerNext } = await vendorBySpec('line-messaging-api.json')
    const line = { ...samples.line, ask }
    answerNext(answered(200, { userId: 'U1', basicId: '@1', displayName: 'Acme' }))
    const form = { channelSecret: SECRET, accessToken: 't' }
    expect(await channel.connect({ form, place: null, hook: line.hook }, line)).toMatchObject({ ok: true })
    answerNext(answered(200, { userId: 'U1', basicId: '@1', displayName: 'Acme' }))
    answerNext(answered(200, { endpoint: line.hook.url, active: true }))
    expect(await channel.check(line)).toMatchObject({ ok: true })
    await channel.type?.(ANN, line)
    expect(await channel.profile?.('U4af', line)).toEqual({ name: 'LINE taro', language: 'en' })
    expect(asked).toHaveLength(8)
  })

  it('gives a short-lived token for the id and the secret', async () => {
    const { ask, asked } = await vendorBySpec('line-channel-access-token.json')
    const secrets = { channelSecret: SECRET, channelId: '2222222222' }
    await channel.check({ ...samples.line, secrets, ask })
    expect(asked.at(-1)?.headers).toMatchObject({ Authorization: expect.stringContaining('eyJhbGciOiJIUz') })
  })
})

describe('a message in LINE’s words', () => {
  it('is one of those that LINE’s own kit knows', () => {
    const messages: Array<messagingApi.Message | null> = ALL.map((content) => messageOf(content, 'https://acme.test/p'))
    expect(messages.map((message) => message?.type)).toEqual([
      'text',
      'template',
      'flex',
      'image',
      'video',
      'text',
      'location',
      'flex',
    ])
  })
})
