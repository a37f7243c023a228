/** Answers that a channel can only number: a person writes the number or the words, and the flow meets a choice. */
import { beforeAll, expect, it } from 'vitest'
import { runCall } from '../calls/run-call.ts'
import { newBot, theWorker, until } from '../test/chat.ts'
import { connectTold, linesOf, newCounterpart, opening } from '../test/told-channel.ts'
import { theWorld } from '../test/world.ts'
import { chosenFrom } from './options.ts'

const world = theWorld()
const counterpart = newCounterpart()
const openLine = opening(counterpart)
theWorker({ runCall, sending: { openLine }, fetching: { openLine, fileMs: 5000, profileMs: 300 } })

const FLOW = {
  start: 'pick',
  steps: {
    pick: {
      block: 'quick-replies',
      text: 'Tea or coffee?',
      choices: [
        { id: 'tea', label: 'Green tea', next: 'tea' },
        { id: 'coffee', label: 'Coffee', next: 'coffee' },
      ],
    },
    tea: { block: 'say', text: 'Tea it is' },
    coffee: { block: 'say', text: 'Coffee it is' },
  },
}

let line: Awaited<ReturnType<typeof connectTold>>

beforeAll(async () => {
  const bot = await newBot(world.olga, FLOW)
  line = await connectTold({ workspaceId: world.acme, botId: bot.id }, counterpart, 'sms')
})

const lines = (address: string, count: number) =>
  until(
    () => linesOf(world.acme, address),
    (all) => all.length >= count,
  )

it.each([
  ['2', 'Coffee it is'],
  [' 1. ', 'Tea it is'],
  ['green  TEA', 'Tea it is'],
])('«%s» is the choice that it means, and stays as it was typed', async (words, answer) => {
  await line.say(`+1-${words}`, 'hi')
  await lines(`+1-${words}`, 2)
  await line.say(`+1-${words}`, words)
  expect((await lines(`+1-${words}`, 4)).slice(2)).toEqual([`contact: ${words}`, `bot: ${answer}`])
})

it('anything else is what was said', () => {
  const options = [{ id: 'tea', label: 'Tea' }]
  for (const text of ['2', '0', '1 please', 'teas'])
    expect(chosenFrom(options, { kind: 'text', text })).toEqual({ kind: 'text', text })
  expect(chosenFrom(null, { kind: 'text', text: '1' })).toEqual({ kind: 'text', text: '1' })
})
