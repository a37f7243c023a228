/** How a model's answers are read: text, named parts, and tools. */
import { describe, expect, it } from 'vitest'
import type { Account, Answered, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import type { AiAsk } from '../integration.ts'
import { reply } from '../integrations.ts'

const PLAIN: AiAsk = {
  model: '',
  messages: [
    { role: 'system', text: 'Be kind.' },
    { role: 'user', text: 'Hello' },
  ],
  rounds: [],
  tools: [],
  fields: [],
  maxTokens: 200,
}
const TOOL = {
  name: 'order_status',
  description: 'Looks up an order',
  inputs: [{ name: 'number', description: 'Its number' }],
}

describe('a model', () => {
  it('answers with text, and is asked with the key, the model and the limit', async () => {
    const asked: Asked[] = []
    const done = await reply('openai', PLAIN, service([says({ content: ' Hi! ' })], asked))
    expect(done).toEqual({ ok: true, data: { text: 'Hi!', tokens: 12 } })
    expect(asked[0]).toMatchObject({
      url: 'https://ai.example/v1/chat/completions',
      headers: { Authorization: 'Bearer key' },
      json: { model: 'small', max_tokens: 200, messages: [{ role: 'system', content: 'Be kind.' }, { role: 'user' }] },
    })
  })

  it('calls a tool it was told of, and no other', async () => {
    const call = (name: string) => says({ tool_calls: [{ id: 'c1', function: { name, arguments: '{"number":"7"}' } }] })
    expect(await reply('openai', { ...PLAIN, tools: [TOOL] }, service([call('order_status')]))).toMatchObject({
      data: { tool: { id: 'c1', name: 'order_status', arguments: { number: '7' } } },
    })
    expect(await reply('openai', { ...PLAIN, tools: [TOOL] }, service([call('delete_all')]))).toMatchObject({
      data: { text: '' },
    })
  })

  it('is told what a tool gave', async () => {
    const asked: Asked[] = []
    const rounds = [{ id: 'c1', tool: 'order_status', arguments: { number: '7' }, result: { state: 'sent' } }]
    await reply('openai', { ...PLAIN, rounds, tools: [TOOL] }, service([says({ content: 'It is sent.' })], asked))
    expect(Object(asked[0]?.json).messages.slice(-2)).toMatchObject([
      { role: 'assistant', tool_calls: [{ id: 'c1' }] },
      { role: 'tool', tool_call_id: 'c1', content: '{"state":"sent"}' },
    ])
  })

  it('gives named parts, and is asked a second way where it knows no schema', async () => {
    const fields = [{ name: 'city', description: 'The city' }]
    const older = answered(400)
    const asked: Asked[] = []
    const done = await reply(
      'openai',
      { ...PLAIN, fields },
      service([older, says({ content: '{"city":"Oslo"}' })], asked),
    )
    expect(done).toMatchObject({ ok: true, data: { fields: { city: 'Oslo' } } })
    expect(asked.map(({ json }) => Object(json).response_format.type)).toEqual(['json_schema', 'json_object'])
  })

  it.each(['no json', '[]', '{"__proto__":{"x":1}}', ''])('is not believed when its parts are %j', async (content) => {
    const done = await reply(
      'openai',
      { ...PLAIN, fields: [{ name: 'city', description: '' }] },
      service([says({ content })]),
    )
    expect(done.ok && Object.keys(done.data.fields ?? {}).length > 0).toBe(false)
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  it.each([
    [401, 'refused'],
    [429, 'limit'],
    [500, 'failed'],
    [200, 'failed'],
  ])('that answers %i is told as %s', async (status, reason) => {
    const done = await reply('openai', PLAIN, service([answered(status, { canary: 1 })]))
    expect(done).toMatchObject({ ok: false, reason })
  })
})

function says(message: object): Answered {
  return answered(200, { choices: [{ message }], usage: { total_tokens: 12 } })
}

function service(answers: Answered[], asked: Asked[] = []): Account<unknown> {
  const waiting = [...answers]
  return {
    urls: SERVICES,
    secrets: { baseUrl: 'https://ai.example/v1/', apiKey: 'key', model: 'small' },
    async ask(request) {
      asked.push(request)
      return waiting.shift() ?? { ok: false, reason: 'failed', message: 'nothing more', wasSent: false }
    },
  }
}
