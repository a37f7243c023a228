/** Flows that reach out, the whole way: the worker, the real executors, and servers on this machine that answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { mainFlow, newBot, newVisitor, publishFlow, type TestBot, theWorker } from '../test/chat.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { MODEL_KEY, theModel } from '../test/model.ts'
import { theWorld } from '../test/world.ts'

const { olga } = theWorld()
const model = theModel()
theWorker()
let shop: Counterpart

beforeAll(async () => {
  shop = await startCounterpart((request, response) => {
    response.statusCode = request.url?.startsWith('/orders/7') ? 200 : 404
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ state: 'on its way', lines: [{ name: 'Mug' }] }))
  })
  openOutside([shop.port], { hosts: ['localhost'] })
})
afterAll(() => shop.close())

const end = { block: 'end' }
const say = (text: string) => ({ block: 'say', text, next: 'end' })
const flowOf = (first: object, steps: Record<string, object>) => ({ start: 'first', steps: { first, end, ...steps } })

async function chat(bot: TestBot, said: string, lines: number): Promise<string[]> {
  const visitor = await newVisitor(bot)
  await visitor.say(said)
  return visitor.chat(lines)
}

describe('a flow', () => {
  it('asks a shop with a secret of the workspace, and keeps parts of the answer', async () => {
    await as(olga).post('/secrets', { name: 'SHOP_KEY', hosts: [`localhost:${shop.port}`], value: 'canary-shop-key' })
    const bot = await newBot(olga, orderFlow(`http://localhost:${shop.port}`))
    expect(await chat(bot, '7', 2)).toEqual(['contact: 7', 'bot: Your Mug is on its way.'])
    expect(shop.asked.at(-1)).toMatchObject({ url: '/orders/7', headers: { authorization: 'Bearer canary-shop-key' } })
    expect(await chat(bot, '8', 2)).toEqual(['contact: 8', 'bot: I cannot find it.'])
    const errors = await as(olga).get('/error-logs')
    expect(errors.body.data[0]).toMatchObject({ code: 'call-failed', stepId: 'first' })
    expect(errors.text).not.toContain('canary')
  })

  it('sends a secret to no other host than its own (attack 74)', async () => {
    const before = shop.asked.length
    const bot = await newBot(olga, orderFlow(`http://127.0.0.1:${shop.port}`))
    expect(await chat(bot, '7', 2)).toEqual(['contact: 7', 'bot: I cannot find it.'])
    expect(shop.asked.length).toBe(before)
  })

  it('answers with a model that uses another flow as its tool', async () => {
    await as(olga).post('/integrations/openai/connection', {
      secrets: { baseUrl: model.url(), apiKey: MODEL_KEY, model: 'small' },
    })
    const bot = await newBot(olga, flowOf(say('soon'), {}))
    const tool = await as(olga).post(`/bots/${bot.id}/flows`, { name: 'Order' })
    const path = `/bots/${bot.id}/flows`
    await publishFlow(olga, `${path}/${tool.body.id}`, {
      start: 'back',
      steps: { back: { block: 'return', outputs: [{ name: 'state', value: 'sent {{input.number}}' }] } },
      inputs: [{ name: 'number', kind: 'text' }],
      outputs: [{ name: 'state', kind: 'text' }],
    })
    await publishFlow(olga, await mainFlow(olga, bot.id), flowOf(aiStep(tool.body.id), {}))

    const call = { id: 'c1', type: 'function', function: { name: 'order_state', arguments: '{"number":"7"}' } }
    model.says({ role: 'assistant', content: null, tool_calls: [call] })
    model.says('Your order 7 is sent.')
    expect(await chat(bot, 'Where is order 7?', 2)).toEqual([
      'contact: Where is order 7?',
      'bot: Your order 7 is sent.',
    ])
    expect(model.lastAsked()).toContain('sent 7')
  })

  it('runs code only where the owner allows it', async () => {
    const code = {
      block: 'code',
      source: 'return { twice: Number(input.amount) * 2 }',
      input: [{ name: 'amount', value: '{{LAST_INPUT}}' }],
      save: [{ path: 'data.twice', field: 'twice' }],
      next: 'told',
      failed: 'off',
    }
    const flow = flowOf(code, { told: say('That makes {{twice}}.'), off: say('No code here.') })
    await as(olga).put('/code-steps', { isAllowed: true })
    const bot = await newBot(olga, flow)
    expect(await chat(bot, '21', 2)).toEqual(['contact: 21', 'bot: That makes 42.'])
    await as(olga).put('/code-steps', { isAllowed: false })
    expect(await chat(bot, '21', 2)).toEqual(['contact: 21', 'bot: No code here.'])
  })
})

function orderFlow(shopUrl: string) {
  const order = {
    block: 'http',
    method: 'GET',
    url: `${shopUrl}/orders/{{LAST_INPUT}}`,
    headers: [{ name: 'Authorization', value: 'Bearer {{secret.SHOP_KEY}}' }],
    body: { kind: 'none' },
    timeoutSeconds: 5,
    retries: 0,
    save: [
      { path: 'data.state', field: 'state' },
      { path: 'data.lines.0.name', field: 'product' },
    ],
    next: 'found',
    failed: 'lost',
  }
  return flowOf(order, { found: say('Your {{product}} is {{state}}.'), lost: say('I cannot find it.') })
}

function aiStep(flow: string) {
  const tool = {
    name: 'order_state',
    description: 'Where an order is',
    flow,
    inputs: [{ name: 'number', description: '' }],
  }
  return {
    block: 'ai',
    system: 'Be brief.',
    history: 5,
    maxTokens: 200,
    say: true,
    tools: [tool],
    fields: [],
    next: 'end',
  }
}
