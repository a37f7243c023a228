/** Who belongs to a workspace and as what; changing that, and the checks that depend on whom it concerns (M1-M8). */
import { sql } from 'kysely'
import type { Access, Member } from '../../shared/members.ts'
import { can, leastRole, type Role } from '../../shared/roles.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { lockWorkspace } from '../access/still-may.ts'
import { forgetHere } from '../access/who.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { invalid, Refusal } from '../errors.ts'
import { grantBots, knownBots } from './bot-access.ts'
import { memberIn } from './member-list.ts'

/** Gives a member another role (M5). An owner always has complete access. */
export async function changeRole(actor: Actor, memberId: string, role: Role): Promise<Member> {
  return changeRights(actor, async (tx) => {
    const member = await concerned(tx, actor, memberId)
    if (member.role === role) return memberIn(tx, actor, memberId)
    if (member.role === 'owner') keepAnotherOwner(member)
    if (role === 'owner') await giveCompleteAccess(tx, memberId)
    await saveRole(tx, memberId, role)
    await record(tx, markOf(actor), 'member.role-changed', {
      target: targetOf(member),
      before: { role: member.role },
      after: { role },
      data: { memberId, userId: member.userId },
    })
    return memberIn(tx, actor, memberId)
  })
}

/** Gives a member all bots, or only the named ones (M3). Chats that they may no longer answer are released (M8). */
export async function changeAccess(actor: Actor, memberId: string, { access, bots }: Access): Promise<Member> {
  return changeRights(actor, async (tx) => {
    const member = await concerned(tx, actor, memberId)
    if (access === 'restricted' && member.role === 'owner') throw invalid('/access', 'An owner has complete access.')
    const granted = access === 'restricted' ? await knownBots(tx, bots) : []
    const before = await memberIn(tx, actor, memberId)
    await tx.db
      .updateTable('members')
      .set({ access })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', memberId)
      .execute()
    await grantBots(tx, memberId, granted)
    if (access === 'restricted') {
      await releaseChats(tx, memberId, {
        but: granted.filter((each) => each.power === 'agent').map((each) => each.botId),
      })
    }
    await record(tx, markOf(actor), 'member.access-changed', {
      target: targetOf(member),
      before: { access: before.access, bots: before.bots },
      after: { access, bots: granted },
      data: { memberId, userId: member.userId },
    })
    return memberIn(tx, actor, memberId)
  })
}

/** Takes a member out; their keys die and their chats are released in the same moment (M8). */
export async function removeMember(actor: Actor, memberId: string): Promise<void> {
  if (memberId === actor.memberId) return leave(actor)
  await changeRights(actor, async (tx) => {
    const member = await concerned(tx, actor, memberId)
    if (member.role === 'owner') keepAnotherOwner(member)
    await takeOut(tx, actor, member, 'member.removed')
  })
}

/** Leaves the workspace by oneself (W11). An owner hands over or steps down first (M6). */
export async function leave(actor: Actor): Promise<void> {
  personally(actor)
  await changeRights(actor, async (tx) => {
    await lockWorkspace(tx)
    const { member } = await standing(tx, actor, actor.memberId)
    if (!member) throw new Refusal('not-found')
    if (member.role === 'owner') keepAnotherOwner(member)
    if (member.role === 'owner') throw new Refusal('owner-cannot-leave')
    await takeOut(tx, actor, member, 'member.left')
  })
}

/** A member as the checks below need to know them, read under the lock. */
export interface Concerned {
  id: string
  userId: string
  role: Role
  name: string
  otherOwners: number
}

/** The member it is about, once the lock is had and the actor still manages members. */
export async function concerned(tx: Tx, actor: Actor, memberId: string): Promise<Concerned> {
  const [, { actorRole, member }] = await Promise.all([lockWorkspace(tx), standing(tx, actor, memberId)])
  if (!actorRole) throw new Refusal('not-found')
  if (!can(actorRole, 'members:manage')) {
    throw new Refusal('not-allowed', `This needs the role ${leastRole('members:manage')} or above.`)
  }
  if (!member) throw new Refusal('not-found')
  return member
}

export async function saveRole(tx: Tx, memberId: string, role: Role): Promise<void> {
  await tx.db
    .updateTable('members')
    .set({ role })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', memberId)
    .execute()
}

export async function giveCompleteAccess(tx: Tx, memberId: string): Promise<void> {
  await tx.db
    .updateTable('members')
    .set({ access: 'complete' })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', memberId)
    .execute()
  await grantBots(tx, memberId, [])
}

/** Some things a person decides, not a program with their key. */
export function personally(actor: Actor): void {
  if (actor.via.kind === 'key') throw new Refusal('not-allowed', 'An API key cannot do this.')
}

/** Runs the work, and lets nobody go on with rights that it took away. */
export async function changeRights<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await inWorkspace(actor, work)
  forgetHere()
  return result
}

export function targetOf(member: Pick<Concerned, 'id' | 'name'>) {
  return { kind: 'member', id: member.id, name: member.name }
}

function keepAnotherOwner(member: Concerned): void {
  if (member.otherOwners === 0) throw new Refusal('last-owner')
}

/** Sent right behind the lock, so it reads what is true once the lock is had. */
async function standing(tx: Tx, actor: Actor, memberId: string): Promise<{ actorRole?: Role; member?: Concerned }> {
  const rows = await tx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['m.id', 'm.userId', 'm.role', 'u.name'])
    .select(
      sql<number>`(select count(*) from members o where o.workspace_id = m.workspace_id and o.role = 'owner' and o.id <> m.id)`.as(
        'otherOwners',
      ),
    )
    .where('m.workspaceId', '=', tx.workspaceId)
    .where('m.id', 'in', [actor.memberId, memberId])
    .execute()
  const actorRole = rows.find((row) => row.id === actor.memberId)?.role
  const member = rows.find((row) => row.id === memberId)
  return { ...(actorRole && { actorRole }), ...(member && { member }) }
}

async function takeOut(tx: Tx, actor: Actor, member: Concerned, kind: 'member.removed' | 'member.left'): Promise<void> {
  const released = await releaseChats(tx, member.id, { but: [] })
  await tx.db
    .deleteFrom('apiKeyHashes as h')
    .where('h.workspaceId', '=', tx.workspaceId)
    .where((e) =>
      e.exists(
        e
          .selectFrom('apiKeys as k')
          .select('k.id')
          .whereRef('k.workspaceId', '=', 'h.workspaceId')
          .whereRef('k.id', '=', 'h.keyId')
          .where('k.memberId', '=', member.id),
      ),
    )
    .execute()
  await tx.db.deleteFrom('members').where('workspaceId', '=', tx.workspaceId).where('id', '=', member.id).execute()
  await record(tx, markOf(actor), kind, {
    target: targetOf(member),
    before: { role: member.role },
    data: { memberId: member.id, userId: member.userId, releasedConversations: released },
  })
}

/** Chats that the member had in hand lose their assignee and go back to the bot, but those of these bots (M8). */
async function releaseChats(tx: Tx, memberId: string, { but }: { but: string[] }): Promise<string[]> {
  const rows = await tx.db
    .updateTable('conversations')
    .set({ assigneeId: null, handler: 'bot' })
    .where('workspaceId', '=', tx.workspaceId)
    .where('assigneeId', '=', memberId)
    .$if(but.length > 0, (query) => query.where('botId', 'not in', but))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
