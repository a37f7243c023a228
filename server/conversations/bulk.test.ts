/** What a schedule sets off for everybody stands behind what people write. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { ECHO, newBot, newVisitor, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import { startWorker } from '../worker.ts'
import { putInbound, rowFor } from './inbound.ts'

const world = theWorld()
const CROWD = 2000

it('somebody who writes is answered while thousands still wait, and what the bot says to those waits too', async () => {
  const bot = await newBot(world.olga, ECHO)
  const visitor = await newVisitor(bot)
  const crowd = Array.from({ length: CROWD }, () =>
    rowFor({ botId: bot.id, channel: 'webchat', address: uuidv7() }, { kind: 'text', text: 'x' }),
  )
  await inWorkspace({ workspaceId: world.acme }, (tx) => putInbound(tx, crowd, { isBulk: true }))
  await visitor.say('hello')
  const stop = await startWorker()
  try {
    expect(await visitor.chat(2)).toEqual(['contact: hello', 'bot: You said hello'])
    expect(await until(() => toldSince('You said hello'), isAll)).toMatchObject({ later: expect.toSatisfy(isMost) })
  } finally {
    await stop()
  }
})

const isAll = ({ all }: { all: number }) => all === CROWD
const isMost = (later: number) => later > CROWD / 2

/** What the bot said to the crowd, and how much of it after that answer. */
async function toldSince(answer: string): Promise<{ all: number; later: number }> {
  const { rows } = await sql<{ all: number; later: number }>`
    select count(*)::int as all, (count(*) filter (where m.id > a.id))::int as later
    from messages m cross join (select id from messages where content->>'text' = ${answer}) a
    where m.author = 'bot' and m.id <> a.id`.execute(bare())
  return rows[0] ?? { all: 0, later: 0 }
}
