/** Sessions as an older release, or somebody's hand, may have left them: the chat goes on. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { ASKS_NAME, newBot, newVisitor, theWorker } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'

const { olga } = theWorld()
theWorker()

const WHOLE = { waiting: 'ask', tries: 0, done: false, lastInput: '' }

describe('a chat whose session is odd', () => {
  it.each([
    ['of another release', { step: 'ask', state: 3 }],
    ['of a version that has no id', { ...WHOLE, version: 'draft' }],
    ['of a version that is gone', { ...WHOLE, version: '0190a000-0000-7000-8000-000000000000' }],
    ['called by what has no id', { ...WHOLE, frames: [{ version: 'x', stepId: 'ask', memory: null, inputs: {} }] }],
    ['of a step that is gone', { ...WHOLE, waiting: 'nowhere' }],
    ['that is no object', ['ask']],
    ['that is nothing', null],
  ])('goes on: %s', async (_, session) => {
    const bot = await newBot(olga, ASKS_NAME)
    const visitor = await newVisitor(bot)
    await visitor.say('hi')
    await visitor.chat(2)
    await sql`update conversations set session = ${JSON.stringify(session)}::jsonb where bot_id = ${bot.id}`.execute(
      bare(),
    )
    await visitor.say('Ann')
    expect((await visitor.chat(4)).length).toBeGreaterThanOrEqual(4)
  })
})
