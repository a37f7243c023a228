/** A chat between bot and members: what the flow does when it is handed over, given back and resolved (B6). */
import { describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { newBot, newVisitor, rest, type TestBot, theWorker, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
theWorker()
const { olga, mia } = world

const FLOW = {
  start: 'hand',
  steps: {
    hand: { block: 'hand-over', text: 'A colleague comes.', note: 'Be kind', next: 'back' },
    back: { block: 'say', text: 'I am back.' },
    over: { block: 'say', text: 'How was it?' },
  },
}

async function handedOver(flow: object) {
  const bot = await newBot(olga, flow)
  const visitor = await newVisitor(bot)
  await visitor.say('help')
  await visitor.chat(2)
  const conversation = await until(
    () => conversationOf(bot),
    (found) => found?.handler === 'member',
  )
  return { bot, visitor, path: `/conversations/${conversation.id}` }
}

async function conversationOf(bot: TestBot) {
  const { body } = await as(mia).get(`/conversations?bot=${bot.id}`)
  return body.data[0]
}

describe('a chat that was handed over', () => {
  it('goes on where it was when it is given back', async () => {
    const { visitor, path } = await handedOver(FLOW)
    await visitor.say('are you there?')
    await rest(200)
    expect(await visitor.chat(3)).toEqual(['contact: help', 'bot: A colleague comes.', 'contact: are you there?'])
    await as(mia).put(`${path}/handler`, { handler: 'bot' })
    expect((await visitor.chat(4)).at(-1)).toBe('bot: I am back.')
  })

  it('goes on where it was when it is resolved', async () => {
    const { visitor, path, bot } = await handedOver(FLOW)
    await as(mia).put(`${path}/status`, { status: 'resolved' })
    expect((await visitor.chat(3)).at(-1)).toBe('bot: I am back.')
    expect(await conversationOf(bot)).toMatchObject({ status: 'resolved', handler: 'bot' })
  })

  it('is taken from there by a flow that begins by the end of a conversation', async () => {
    const entries = [{ kind: 'conversation-resolved', id: 'end', to: 'over' }]
    const { visitor, path } = await handedOver({ ...FLOW, entries })
    await as(mia).put(`${path}/status`, { status: 'resolved' })
    expect((await visitor.chat(3)).at(-1)).toBe('bot: How was it?')
    await rest(200)
    expect((await visitor.chat(3)).length).toBe(3)
  })
})

describe('a link', () => {
  it('is remembered as where the person came from, the first one', async () => {
    const bot = await newBot(olga, { start: 'hi', steps: { hi: { block: 'say', text: 'From {{USER_SOURCE}}.' } } })
    const visitor = await newVisitor(bot)
    await visitor.send({ kind: 'start', ref: 'autumn' })
    await visitor.send({ kind: 'start', ref: 'winter' })
    expect(await visitor.chat(2)).toEqual(['bot: From autumn.', 'bot: From autumn.'])
  })
})
