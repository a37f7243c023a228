/** What is sent to Telegram is what its specification accepts, and our samples are updates by its schema. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import { missingSpecs, vendorBySpec } from '../../shared/vendor-spec.fixture.ts'
import type { Channel, Recipient } from '../channel.ts'
import { telegram as adapter } from './channel.ts'
import { samples } from './samples.fixture.ts'

const telegram: Channel = adapter
const ANN: Recipient = { workspaceId: 'acme', botId: 'hal', address: '4242', replyWith: null, lastWroteAt: null }
const MESSAGE = { id: 'm1', seq: 1, author: 'bot', name: null, at: '2026-07-01T07:30:00Z', part: 0, key: 'k' } as const
const TAPS = {
  buttons: [
    { kind: 'reply', id: 'more', label: 'More' },
    { kind: 'link', label: 'Our shop', url: 'https://acme.test' },
    { kind: 'call', label: 'Call us', phone: '+43 1 234' },
  ],
  choices: [{ id: 'yes', label: 'Yes' }],
} satisfies Partial<Content>

describe.skipIf(missingSpecs !== '')(`Telegram’s specification${missingSpecs}`, () => {
  it.each<Content>([
    { kind: 'text', text: '*Hello* <Ann>', ...TAPS },
    { kind: 'image', url: 'https://acme.test/a.jpg', text: 'A cat', ...TAPS },
    { kind: 'image', url: 'https://acme.test/a.gif', mime: 'image/gif' },
    { kind: 'video', url: 'https://acme.test/a.mp4', text: 'A cat' },
    { kind: 'audio', url: 'https://acme.test/a.mp3' },
    { kind: 'audio', url: 'https://acme.test/a.ogg', mime: 'audio/ogg' },
    { kind: 'file', url: 'https://acme.test/a.pdf', ...TAPS },
    { kind: 'location', latitude: 48.2, longitude: 16.4, ...TAPS },
    { kind: 'location', latitude: 48.2, longitude: 16.4, name: 'Café', address: 'Ring 1' },
  ])('takes %o', async (content) => {
    const { ask } = await vendorBySpec('telegram-bot-api.json')
    const done = await telegram.send({ ...MESSAGE, content }, ANN, { ...samples.line, ask })
    expect(done).toMatchObject({ ok: true, externalId: expect.stringMatching(/^4242:\d+$/) })
  })

  it('takes how a bot is connected, checked, let go of, and how it types', async () => {
    const { ask, asked, answerNext } = await vendorBySpec('telegram-bot-api.json')
    const line = { ...samples.line, ask }
    answerNext(answered(200, { ok: true, result: { id: 1, username: 'acme_bot' } }))
    const form = { token: line.secrets.token }
    expect(await telegram.connect({ form, place: null, hook: line.hook }, line)).toMatchObject({ ok: true })
    answerNext(answered(200, { ok: true, result: { url: line.hook.url } }))
    await telegram.disconnect(line)
    await telegram.type?.(ANN, line)
    const methods = asked.map(({ url }) => url.split('/').at(-1))
    expect(methods).toEqual(['getMe', 'setWebhook', 'getWebhookInfo', 'deleteWebhook', 'sendChatAction'])
  })

  it('knows every update of our samples', () => {
    const file = join(import.meta.dirname, '../../../shared/vendors/telegram-bot-api-update.schema.json')
    const update = z.fromJSONSchema(JSON.parse(readFileSync(file, 'utf8')))
    for (const { what, request } of samples.requests) {
      const { error } = update.safeParse(JSON.parse(new TextDecoder().decode(request.body)))
      expect(error === undefined ? what : `${what}: ${error.message}`).toBe(what)
    }
  })
})
