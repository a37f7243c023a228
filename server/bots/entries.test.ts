/** Entries of published flows: kept where those who open them look, with secret addresses for webhooks. */
import { describe, expect, it } from 'vitest'
import { hashToken } from '../crypto.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { ECHO, mainFlow, newBot, publish, publishFlow } from '../test/chat.ts'
import { newMember, type Someone, theWorld } from '../test/world.ts'
import { openHookKey } from './entries.ts'

const world = theWorld()
const { olga, mia, rex } = world

describe('the entries of a published flow', () => {
  const entries = [
    { kind: 'webhook', id: 'shop' },
    { kind: 'tag-added', id: 'vip', tag: 'VIP' },
    { kind: 'keyword', id: 'words', match: 'exact', words: ['hi'] },
  ]

  it('are rewritten with each publication; a webhook that stays keeps its address', async () => {
    const { id } = await newBot(olga, { ...ECHO, entries })
    const [first] = await keysOf(id)
    expect(await kindsOf(id)).toEqual(['tag-added', 'webhook'])
    const token = openHookKey(world.acme, first ?? { flowId: '', entryId: '', sealedToken: Buffer.of() })
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(first?.tokenHash).toEqual(hashToken(token))

    await publish(olga, id, { ...ECHO, entries: [...entries, { kind: 'conversation-resolved', id: 'done' }] })
    expect((await keysOf(id))[0]?.tokenHash).toEqual(first?.tokenHash)
    expect(await kindsOf(id)).toEqual(['conversation-resolved', 'tag-added', 'webhook'])
    await publish(olga, id, ECHO)
    expect([await kindsOf(id), await keysOf(id)]).toEqual([[], []])
  })

  it('show their address to editors alone, who may give them a new one', async () => {
    const { id } = await newBot(olga, { ...ECHO, entries })
    const hook = `${await mainFlow(olga, id)}/hooks/shop`
    const { body } = await as(mia).get(hook)
    expect(body.address).toMatch(new RegExp(`/in/hooks/${world.acme}/[A-Za-z0-9_-]{43}$`))
    const renewed = await as(mia).post(hook, {})
    expect(renewed).toHaveStatus(201)
    expect([renewed.body.address !== body.address, (await as(mia).get(hook)).body]).toEqual([true, renewed.body])
    expect((await keysOf(id))[0]?.tokenHash).toEqual(hashToken(renewed.body.address.split('/').at(-1)))
    const eve = await newMember(world.acme, 'Eve', 'member')
    await restrict(eve, id, 'viewer')
    expect(await as(eve).get(hook)).toHaveStatus(403)
    expect(await as(rex).get(hook)).toHaveStatus(404)
    expect(await as(olga).get(hook.replace('shop', 'vip'))).toHaveStatus(404)
  })

  it('come back when it is rolled back, and end with their flow', async () => {
    const { id } = await newBot(olga, ECHO)
    const { body: flow } = await as(olga).post(`/bots/${id}/flows`, { name: 'Events' })
    const path = `/bots/${id}/flows/${flow.id}`
    await publishFlow(olga, path, { ...ECHO, entries })
    const [version] = (await as(olga).get(`${path}/versions`)).body.data
    await publishFlow(olga, path, ECHO)
    expect(await kindsOf(id)).toEqual([])
    await as(olga).post(`${path}/versions/${version.id}/publication`, {})
    expect(await kindsOf(id)).toEqual(['tag-added', 'webhook'])
    await as(olga).delete(path)
    expect([await kindsOf(id), await keysOf(id)]).toEqual([[], []])
  })
})

function kindsOf(botId: string): Promise<string[]> {
  return inWorkspace({ workspaceId: world.acme }, async ({ db }) => {
    const rows = await db.selectFrom('flowEntries').select('kind').where('botId', '=', botId).orderBy('kind').execute()
    return rows.map(({ kind }) => kind)
  })
}

function keysOf(botId: string) {
  return inWorkspace({ workspaceId: world.acme }, ({ db }) =>
    db
      .selectFrom('hookKeys as k')
      .innerJoin('flows as f', 'f.id', 'k.flowId')
      .select(['k.flowId', 'k.entryId', 'k.sealedToken', 'k.tokenHash'])
      .where('f.botId', '=', botId)
      .execute(),
  )
}

async function restrict({ workspaceId, memberId }: Someone, botId: string, power: string): Promise<void> {
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db.updateTable('members').set({ access: 'restricted' }).where('id', '=', memberId).execute()
    await db.insertInto('memberBots').values({ workspaceId, memberId, botId, power }).execute()
  })
}
