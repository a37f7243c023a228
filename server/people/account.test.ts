/** Deleting an account, and what must not be left without an owner. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { hearFacts, inWorkspace } from '../db/in-workspace.ts'
import { request } from '../test/as.ts'
import { lettersTo, signedIn } from '../test/browser.ts'
import { newMember, newPerson, newSession, newWorkspace, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()

async function joinAs(person: Someone, workspaceId: string, role: 'owner' | 'member'): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    db.insertInto('members').values({ workspaceId, id: uuidv7(), userId: person.userId, role }).execute(),
  )
}

const exists = async (person: Someone) =>
  (await bare().selectFrom('users').select('id').where('id', '=', person.userId).executeTakeFirst()) !== undefined

describe('deleting an account', () => {
  it('is refused with the list while it is the last owner somewhere, and changes nothing', async () => {
    const browser = await signedIn(world.olga)
    await joinAs(world.olga, world.globex, 'member')
    const answer = await browser.delete('/api/me', {})
    expect(answer).toHaveStatus(409)
    expect(answer.body).toMatchObject({ code: 'last-owner', workspaces: [{ id: world.acme, name: 'Acme' }] })
    expect((await browser.get('/api/me')).body.workspaces).toHaveLength(2)
  })

  it('removes the person everywhere, records it in every workspace, and ends the sessions', async () => {
    const person = await newMember(world.acme, 'Leaver', 'member')
    await joinAs(person, world.globex, 'member')
    const browser = await signedIn(person)
    const heard: string[] = []
    hearFacts((facts) => heard.push(...facts.map(({ kind, workspaceId }) => `${kind} ${workspaceId}`)))
    expect(await browser.delete('/api/me', {})).toHaveStatus(204)
    hearFacts(() => {})

    expect(heard.sort()).toEqual([`member.left ${world.acme}`, `member.left ${world.globex}`].sort())
    expect(await request('GET', '/api/me', { headers: { authorization: `Bearer ${person.token}` } })).toHaveStatus(401)
    expect(await exists(person)).toBe(false)
    const lines = await bare()
      .selectFrom('auditLog')
      .select(['workspaceId', 'kind'])
      .where('kind', '=', 'member.left')
      .execute()
    expect(lines.map(({ workspaceId }) => workspaceId).sort()).toEqual([world.acme, world.globex].sort())
    expect((await lettersTo(person.email)).map(({ kind }) => kind)).toEqual(['account-deleted'])
  })

  it('gives the chats of the leaver back to the bot (M8)', async () => {
    const person = await newMember(world.acme, 'Agent', 'member')
    const conversationId = await newConversation(person)
    expect(await (await signedIn(person)).delete('/api/me', {})).toHaveStatus(204)
    const chat = await bare()
      .selectFrom('conversations')
      .select(['assigneeId', 'handler'])
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    expect(chat).toEqual({ assigneeId: null, handler: 'bot' })
  })

  it('is possible for an owner beside another, and where the workspace is deleted anyway', async () => {
    const shared = await newWorkspace('Shared')
    const [person, other] = [
      await newMember(shared, 'One Owner', 'owner'),
      await newMember(shared, 'Two Owner', 'owner'),
    ]
    const over = await newWorkspace('Over')
    await joinAs(person, over, 'owner')
    await bare().updateTable('workspaces').set({ deletedAt: new Date().toISOString() }).where('id', '=', over).execute()
    expect(await (await signedIn(person)).delete('/api/me', {})).toHaveStatus(204)
    expect(await (await signedIn(other)).delete('/api/me', {})).toHaveStatus(409)
  })

  it('attack 27: keeps an owner when both delete their accounts at once', async () => {
    for (let round = 0; round < 10; round++) {
      const shared = await newWorkspace(`Race ${round}`)
      const people = [
        await newMember(shared, `Left ${round}`, 'owner'),
        await newMember(shared, `Right ${round}`, 'owner'),
      ]
      const answers = await Promise.all(
        people.map(({ token }) =>
          request('DELETE', '/api/me', { body: {}, headers: { authorization: `Bearer ${token}` } }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    }
  })

  it('is all or nothing when the person joins elsewhere at the same instant', async () => {
    const person = await newPerson('Joining')
    const workspaceId = await newWorkspace('Joined late')
    const session = await newSession(person)
    const [answer] = await Promise.all([
      request('DELETE', '/api/me', { body: {}, headers: { authorization: `Bearer ${session.token}` } }),
      joinAs(person, workspaceId, 'member').catch(() => {}),
    ])
    expect(answer).toHaveStatus(204)
    expect(await bare().selectFrom('members').select('id').where('userId', '=', person.userId).execute()).toEqual([])
  })
})

async function newConversation(assignee: Someone): Promise<string> {
  const [workspaceId, botId, contactId, id] = [world.acme, uuidv7(), uuidv7(), uuidv7()]
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db
      .insertInto('bots')
      .values({ workspaceId, id: botId, name: 'Shop', kind: 'page', theme: '{}', publicKey: botId })
      .execute()
    await db
      .insertInto('contacts')
      .values({ workspaceId, id: contactId, botId, channel: 'webchat', address: 'a' })
      .execute()
    await db
      .insertInto('conversations')
      .values({
        workspaceId,
        id,
        botId,
        contactId,
        channel: 'webchat',
        handler: 'member',
        assigneeId: assignee.memberId,
      })
      .execute()
  })
  return id
}
