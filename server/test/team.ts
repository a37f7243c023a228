/** A workspace of their own for tests that change or count things: an owner, and whoever else is asked for. */
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import type { Plan } from '../../shared/plans.ts'
import type { Role } from '../../shared/roles.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { examine } from '../invariants.ts'
import { newMember, newPerson, newWorkspace, type Someone } from './world.ts'

export interface Team {
  workspaceId: string
  olga: Someone
  adam: Someone
  mia: Someone
}

/** Olga (owner), Adam (admin) and Mia (member) in a new workspace of this plan. */
export async function newTeam(plan: Plan = 'self-hosted'): Promise<Team> {
  const workspaceId = await newWorkspace('Team')
  await inWorkspace({ workspaceId }, ({ db }) =>
    db.updateTable('workspaces').set({ plan }).where('id', '=', workspaceId).execute(),
  )
  const [olga, adam, mia] = await Promise.all([
    joining(workspaceId, 'Olga', 'owner'),
    joining(workspaceId, 'Adam', 'admin'),
    joining(workspaceId, 'Mia', 'member'),
  ])
  return { workspaceId, olga, adam, mia }
}

/** One more member; names may repeat, addresses do not. */
export async function joining(workspaceId: string, name: string, role: Role): Promise<Someone> {
  return newMember(workspaceId, unique(name), role)
}

/** A verified person of no workspace. */
export function somebody(name = 'Nils', options: { isVerified?: boolean } = {}): Promise<Someone> {
  return newPerson(unique(name), options)
}

/** A bot of the workspace, written straight into the database. */
export async function newBot(workspaceId: string, name = 'Helper'): Promise<string> {
  const id = uuidv7()
  const publicKey = `pk_${id}`
  await inWorkspace({ workspaceId }, ({ db }) =>
    db.insertInto('bots').values({ workspaceId, id, name, kind: 'page', theme: '{}', publicKey }).execute(),
  )
  return id
}

/** A chat of the bot that this member has in hand. */
export async function newChat(workspaceId: string, botId: string, memberId: string): Promise<string> {
  const [id, contactId] = [uuidv7(), uuidv7()]
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db
      .insertInto('contacts')
      .values({ workspaceId, id: contactId, botId, channel: 'webchat', address: contactId })
      .execute()
    await db
      .insertInto('conversations')
      .values({ workspaceId, id, botId, contactId, channel: 'webchat', handler: 'member', assigneeId: memberId })
      .execute()
  })
  return id
}

/** Every rule of `invariants.sql` holds on the database at this URL. */
export async function everythingHolds(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const findings = await examine(client).finally(() => client.end())
  expect(findings.filter((finding) => finding.rows.length > 0)).toEqual([])
}

function unique(name: string): string {
  return `${name} ${uuidv7().slice(-12)}`
}
