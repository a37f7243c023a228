/** What a schedule sets off for everybody stands behind what people write. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { expect, it } from 'vitest'
import { publish } from '../bus.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { ECHO, newBot, newVisitor, theWorker } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import { putInbound, rowFor } from './inbound.ts'

const world = theWorld()
theWorker()

it('somebody who writes is answered while thousands still wait, and what the bot says to those waits too', async () => {
  const bot = await newBot(world.olga, ECHO)
  const visitor = await newVisitor(bot)
  const crowd = Array.from({ length: 3000 }, () =>
    rowFor({ botId: bot.id, channel: 'webchat', address: uuidv7() }, { kind: 'text', text: 'x' }),
  )
  await inWorkspace({ workspaceId: world.acme }, (tx) => putInbound(tx, crowd, { isBulk: true }))
  publish('inbound', world.acme)
  await visitor.say('hello')
  expect(await visitor.chat(2)).toEqual(['contact: hello', 'bot: You said hello'])
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from inbound where is_bulk`.execute(
    bare(),
  )
  expect(rows[0]?.waiting).toBeGreaterThan(500)
})
