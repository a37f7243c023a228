/** Inviting people by their address, and all that an owner does with an invitation until it is answered (M4, M5, M7). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import {
  INVITATION_DAYS,
  INVITATIONS_A_DAY,
  type Invitation,
  type InvitationChange,
  type Invited,
  type InviteOne,
  LETTERS_TO_ONE_A_DAY,
  RESEND_SECONDS,
} from '../../shared/invitations.ts'
import { BotGrant } from '../../shared/members.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { type Locked, stillMay } from '../access/still-may.ts'
import { reserve } from '../billing/limits.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { invalid, Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { isMailSent } from '../mail/settings.ts'
import { knownBots } from './bot-access.ts'
import {
  copiedLink,
  type InvitationRow,
  invitationIn,
  invitationQuery,
  letterLink,
  newInvitationToken,
  openInvitation,
  settleExpired,
  tokenOf,
} from './invitation-rows.ts'

type Terms = Pick<InviteOne, 'role' | 'bots'> & { access: string }

/**
 * Invites one address. A pending invitation of the same address is refreshed, never doubled (invariant 14). Refuses with `already-member`,
 * `limit-reached` when no seat is left, `too-many` when the address or the workspace had its letters for today (attack 43).
 */
export async function invite(actor: Actor, wanted: InviteOne): Promise<Invited & { isNew: boolean }> {
  return inWorkspace(actor, async (tx) => {
    const [locked] = await Promise.all([stillMay(tx, actor, 'members:manage'), settleExpired(tx)])
    await checkTerms(tx, wanted)
    const [, pending] = await Promise.all([refuseMember(tx, wanted.email), pendingFor(tx, wanted.email)])
    const id = pending
      ? await refresh(tx, { actor, locked }, pending, wanted)
      : await create(tx, { actor, locked }, wanted)
    return { ...(await invitationIn(tx, id)), ...(await shownLink(tx, id)), isNew: !pending }
  })
}

/** Changes what the invited will be; it counts at the moment of acceptance (invariant 16). */
export async function changeInvitation(actor: Actor, id: string, change: InvitationChange): Promise<Invitation> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'members:manage')
    const old = await openInvitation(tx, id)
    const before = { role: old.role, access: old.access, bots: botsOf(old) }
    const { role = old.role, access = old.access, bots = before.bots } = change
    const after = { role, access, bots: access === 'restricted' ? bots : [] }
    await checkTerms(tx, after)
    await tx.db
      .updateTable('invitations')
      .set({ ...after, bots: JSON.stringify(after.bots) })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(tx, markOf(actor), 'invitation.changed', { target: targetOf(old), before, after })
    return invitationIn(tx, id)
  })
}

/** Withdraws an invitation: its links are dead and its seat is free at once. */
export async function revokeInvitation(actor: Actor, id: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'members:manage')
    const invitation = await openInvitation(tx, id)
    await tx.db
      .updateTable('invitations')
      .set({ status: 'revoked', settledAt: sql<string>`now()` })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .execute()
    await record(tx, markOf(actor), 'invitation.revoked', {
      target: targetOf(invitation),
      before: { role: invitation.role },
    })
  })
}

/** Sends the letter again and lets the invitation run for a full time again; not more often than once a minute. */
export async function resendInvitation(actor: Actor, id: string): Promise<Invitation> {
  return inWorkspace(actor, async (tx) => {
    const locked = await stillMay(tx, actor, 'members:manage')
    const invitation = await openInvitation(tx, id)
    const wait = secondsUntilNextLetter(invitation)
    if (wait > 0) throw new Refusal('too-many', 'The letter was sent a moment ago.', { retryAfterSeconds: wait })
    await sendAgain(tx, { actor, locked }, invitation)
    return invitationIn(tx, id)
  })
}

/** The link for the inviter to hand over; that it was taken is recorded. */
export async function copyLink(actor: Actor, id: string): Promise<{ link: string }> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'members:manage')
    const invitation = await openInvitation(tx, id)
    await record(tx, markOf(actor), 'invitation.link-copied', { target: targetOf(invitation) })
    return { link: copiedLink(tx.workspaceId, tokenOf(tx.workspaceId, invitation)) }
  })
}

export function botsOf(row: Pick<InvitationRow, 'bots'>): BotGrant[] {
  return BotGrant.array().parse(row.bots)
}

interface By {
  actor: Actor
  locked: Locked
}

async function create(tx: Tx, by: By, wanted: InviteOne): Promise<string> {
  await Promise.all([reserve(tx, 'members'), refuseFlood(tx, wanted.email)])
  const id = uuidv7()
  const { workspaceId } = tx
  const { token, columns } = newInvitationToken(workspaceId, id)
  const letterId = await sendLetter(tx, by, { ...wanted, token })
  const { email, role, access, message } = wanted
  const bots = access === 'restricted' ? wanted.bots : []
  await tx.db
    .insertInto('invitations')
    .values({
      ...{ workspaceId, id, email, role, access, message, letterId, ...columns },
      bots: JSON.stringify(bots),
      invitedBy: by.actor.userId,
      expiresAt: weekFromNow,
    })
    .execute()
  await record(tx, markOf(by.actor), 'invitation.created', {
    target: targetOf({ id, email }),
    after: { role, access, bots },
  })
  return id
}

/** A second invitation brings the first up to date; the letter goes out again unless it has just been sent. */
async function refresh(tx: Tx, by: By, pending: InvitationRow, wanted: InviteOne): Promise<string> {
  const before = { role: pending.role, access: pending.access, bots: botsOf(pending), message: pending.message }
  const { role, access, message } = wanted
  const after = { role, access, bots: access === 'restricted' ? wanted.bots : [], message }
  const isOther = JSON.stringify(before) !== JSON.stringify(after)
  if (isOther) {
    await tx.db
      .updateTable('invitations')
      .set({ ...after, bots: JSON.stringify(after.bots) })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', pending.id)
      .execute()
    await record(tx, markOf(by.actor), 'invitation.changed', { target: targetOf(pending), before, after })
  }
  if (secondsUntilNextLetter(pending) === 0) await sendAgain(tx, by, { ...pending, ...after })
  return pending.id
}

async function sendAgain(tx: Tx, by: By, invitation: InvitationRow): Promise<void> {
  await refuseFlood(tx, invitation.email)
  const token = tokenOf(tx.workspaceId, invitation)
  const letterId = await sendLetter(tx, by, { ...invitation, token })
  await tx.db
    .updateTable('invitations')
    .set({ letterId, sentAt: sql`clock_timestamp()`, sentCount: sql`sent_count + 1`, expiresAt: weekFromNow })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', invitation.id)
    .execute()
  await record(tx, markOf(by.actor), 'invitation.resent', { target: targetOf(invitation) })
}

function sendLetter(
  tx: Tx,
  { actor, locked }: By,
  to: Pick<InviteOne, 'email' | 'role' | 'message'> & { token: string },
) {
  const link = letterLink(tx.workspaceId, to.token)
  const { role, message } = to
  return enqueueLetter(tx.db, {
    kind: 'invitation',
    to: to.email,
    language: actor.language,
    workspace: { id: tx.workspaceId, name: locked.name },
    values: { workspaceName: locked.name, inviterName: actor.name, role, message, link, days: INVITATION_DAYS },
  })
}

/** Where no letter can be sent, the inviter is shown the link (M7). */
async function shownLink(tx: Tx, id: string): Promise<{ link?: string }> {
  if (isMailSent()) return {}
  const row = await invitationQuery(tx.db, tx.workspaceId).where('i.id', '=', id).executeTakeFirstOrThrow()
  return { link: copiedLink(tx.workspaceId, tokenOf(tx.workspaceId, row)) }
}

async function checkTerms(tx: Tx, { role, access, bots }: Terms): Promise<void> {
  if (access === 'complete') return
  if (role === 'owner') throw invalid('/access', 'An owner has complete access.')
  await knownBots(tx, bots)
}

async function refuseMember(tx: Tx, email: string): Promise<void> {
  const member = await tx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select('m.id')
    .where('m.workspaceId', '=', tx.workspaceId)
    .where('u.email', '=', email)
    .executeTakeFirst()
  if (member) throw new Refusal('already-member')
}

function pendingFor(tx: Tx, email: string): Promise<InvitationRow | undefined> {
  return invitationQuery(tx.db, tx.workspaceId)
    .where('i.email', '=', email)
    .where('i.status', '=', 'pending')
    .executeTakeFirst()
}

async function refuseFlood(tx: Tx, email: string): Promise<void> {
  const row = await tx.db
    .selectFrom('letters')
    .select((e) => [e.fn.countAll<number>().as('here'), sql<number>`invitations_today(${email})`.as('toAddress')])
    .where('workspaceId', '=', tx.workspaceId)
    .where('kind', '=', 'invitation')
    .where('createdAt', '>', sql<string>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  const isFlood = row.here >= INVITATIONS_A_DAY || row.toAddress >= LETTERS_TO_ONE_A_DAY
  if (!isFlood) return
  const detail = `A workspace sends ${INVITATIONS_A_DAY} invitations a day, and ${LETTERS_TO_ONE_A_DAY} to one address.`
  throw new Refusal('too-many', detail, { retryAfterSeconds: 86_400 })
}

/** By the clock of this process; a second more or less does no harm here. */
function secondsUntilNextLetter({ sentAt }: { sentAt: string }): number {
  return Math.max(0, RESEND_SECONDS - (Date.now() - Date.parse(sentAt)) / 1000)
}

const weekFromNow = sql<string>`now() + make_interval(days => ${sql.lit(INVITATION_DAYS)})`

function targetOf({ id, email }: { id: string; email: string }) {
  return { kind: 'invitation', id, name: email }
}
