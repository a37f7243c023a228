/** The invited person's side: what the link shows, accepting, setting up an account, declining (M4, M7). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { ActorMark } from '../../shared/events.ts'
import type { AccountSetup, InvitationCard, Joined } from '../../shared/invitations.ts'
import type { Person } from '../access/actor.ts'
import { type Locked, lockWorkspace } from '../access/still-may.ts'
import { forgetHere } from '../access/who.ts'
import { seatIsLeft } from '../billing/limits.ts'
import { isSame } from '../crypto.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { welcome } from '../people/newcomer.ts'
import { hashPassword, refuseCommonPassword } from '../people/passwords.ts'
import type { Browser } from '../people/sessions.ts'
import { grantBots, remainingBots } from './bot-access.ts'
import { type InvitationRow, invitationQuery, readInvitationToken } from './invitation-rows.ts'
import { botsOf } from './invitations.ts'
import { logoUrl } from './logo.ts'
import { markOfPerson } from './workspaces.ts'

/** Which invitation: by the secret of its link, or by its id, as its own person finds it. */
export type Linked = { workspaceId: string; hash: Buffer }
export type Which = Linked | { workspaceId: string; id: string }

/** The invitation of a link's token; anything else is `gone`, in the same words whatever the reason (attack 37). */
export function behindLink(token: string): Linked {
  const read = readInvitationToken(token)
  if (!read) throw new Refusal('gone')
  return read
}

/** What the page behind the link shows to this visitor. Changes nothing: mail scanners open links too (attack 40). */
export async function showCard(which: Which, person: Person | null): Promise<InvitationCard> {
  const row = await look(which, (db) =>
    openQuery(db, which)
      .innerJoin('workspaces as w', 'w.id', 'i.workspaceId')
      .leftJoin('workspaceLogos as g', 'g.workspaceId', 'i.workspaceId')
      .select(['w.name as workspaceName', 'g.etag as logo'])
      .where('w.deletedAt', 'is', null)
      .executeTakeFirst(),
  )
  if (!row) throw new Refusal('gone')
  const situation = situationOf(row, person)
  const isOther = situation === 'other-account'
  return {
    workspaceName: row.workspaceName,
    logoUrl: logoUrl(which.workspaceId, row.logo),
    role: row.role,
    invitedBy: isOther ? null : row.inviterName,
    email: situation === 'ok' || situation === 'unverified' ? row.email : masked(row.email),
    expiresAt: row.expiresAt,
    situation,
  }
}

/** Makes the person a member, if the invitation names the verified address of their account (invariant 12). */
export async function accept(which: Which, person: Person): Promise<Joined> {
  const memberId = uuidv7()
  await inWorkspace(which, async (tx) => {
    const invitation = await takeOpen(tx, which)
    refuseOthers(invitation, person)
    const { userId } = person
    await join(tx, invitation, { memberId, userId, mark: markOfPerson(person, memberId) })
  })
  forgetHere()
  return { workspaceId: which.workspaceId, memberId }
}

/**
 * Makes an account for the invited address, and its person a member. Returns the session's token too. Refuses with `conflict`
 * where there is an account already: its person signs in instead.
 */
export async function setUp(
  which: Linked,
  setup: AccountSetup,
  browser: Browser,
): Promise<Joined & { session: string }> {
  const shown = await look(which, (db) => openQuery(db, which).executeTakeFirst())
  if (!shown) throw new Refusal('gone')
  refuseCommonPassword(setup.password, { email: shown.email, name: setup.name })
  const passwordHash = await hashPassword(setup.password)

  const [memberId, userId] = [uuidv7(), uuidv7()]
  const invitation = await inWorkspace(which, async (tx) => {
    const open = await takeOpen(tx, which)
    await openAccount(tx, { userId, email: open.email, passwordHash, setup })
    const mark = markOfPerson({ userId, name: setup.name, ip: browser.ip, sessionId: null }, memberId)
    await join(tx, open, { memberId, userId, mark })
    return open
  })
  const isProven = isSame(invitation.tokenHash, which.hash)
  const session = await welcome({ userId, email: invitation.email, isProven }, browser)
  forgetHere()
  return { workspaceId: which.workspaceId, memberId, session }
}

/** Declines; who holds the link may, and so may the person it names. */
export async function decline(which: Which, person: Person | null): Promise<void> {
  await inWorkspace(which, async (tx) => {
    const invitation = await takeOpen(tx, which)
    if (person && person.email !== invitation.email) throw new Refusal('other-account')
    await settle(tx, invitation, 'declined')
    const mark: ActorMark = person
      ? markOfPerson(person, null)
      : { kind: 'system', reason: 'declined by the holder of the link' }
    await record(tx, mark, 'invitation.declined', { target: targetOf(invitation) })
  })
}

/** The same for an invitation of the person's own, found by its id: that of somebody else does not exist (W1). */
export async function refuseUnlessTheirs(which: Which, person: Person): Promise<void> {
  const row = await look(which, (db) => openQuery(db, which).executeTakeFirst())
  if (!row || row.email !== person.email || !person.isVerified) throw new Refusal('not-found')
}

function openQuery(db: Tx['db'], which: Which) {
  const open = invitationQuery(db, which.workspaceId)
    .select('i.tokenHash')
    .where('i.status', '=', 'pending')
    .where('i.expiresAt', '>', sql<string>`now()`)
  if ('id' in which) return open.where('i.id', '=', which.id)
  return open.where((e) => e.or([e('i.tokenHash', '=', which.hash), e('i.linkHash', '=', which.hash)]))
}

type OpenRow = InvitationRow & { tokenHash: Buffer; locked: Locked }

/** The invitation, open still while we hold the workspace's lock: of twenty who take it, one gets it (attack 36, 38). */
async function takeOpen(tx: Tx, which: Which): Promise<OpenRow> {
  const [locked, row] = await Promise.all([lockedOrGone(tx), openQuery(tx.db, which).executeTakeFirst()])
  if (!row) throw new Refusal('gone')
  return { ...row, locked }
}

async function lockedOrGone(tx: Tx) {
  try {
    return await lockWorkspace(tx)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('gone') : error
  }
}

function situationOf(invitation: { email: string }, person: Person | null): InvitationCard['situation'] {
  if (!person) return 'sign-in'
  if (person.email !== invitation.email) return 'other-account'
  return person.isVerified ? 'ok' : 'unverified'
}

function refuseOthers(invitation: { email: string }, person: Person): void {
  const situation = situationOf(invitation, person)
  if (situation === 'other-account') throw new Refusal('other-account')
  if (situation === 'unverified') throw new Refusal('not-verified')
}

async function openAccount(
  tx: Tx,
  { userId, email, passwordHash, setup }: { userId: string; email: string; passwordHash: string; setup: AccountSetup },
): Promise<void> {
  const { name, language = 'en', timezone = 'UTC' } = setup
  const made = await tx.db
    .insertInto('users')
    .values({ id: userId, email, name, passwordHash, language, timezone })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) {
    throw new Refusal('conflict', 'There is an account with this address: sign in to accept.', {
      extra: { situation: 'sign-in' },
    })
  }
}

interface Newcomer {
  memberId: string
  userId: string
  mark: ActorMark
}

async function join(tx: Tx, invitation: OpenRow, { memberId, userId, mark }: Newcomer): Promise<void> {
  const { role, access, email } = invitation
  await seatIsLeft(tx, invitation.locked)
  const { workspaceId } = tx
  const joined = await tx.db
    .insertInto('members')
    .values({ workspaceId, id: memberId, userId, role, access })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'userId']).doNothing())
    .executeTakeFirst()
  if (joined.numInsertedOrUpdatedRows === 0n) throw new Refusal('already-member')
  if (access === 'restricted') await grantBots(tx, memberId, await remainingBots(tx, botsOf(invitation)))
  await settle(tx, invitation, 'accepted')
  await record(tx, mark, 'invitation.accepted', { target: targetOf(invitation) })
  await record(tx, mark, 'member.joined', {
    target: { kind: 'member', id: memberId, name: email },
    after: { role, access },
    data: { memberId, userId, invitationId: invitation.id },
  })
}

/** The worker marks what is past its time without our lock, so only what is still pending is settled (invariant 13). */
async function settle(tx: Tx, invitation: { id: string }, status: 'accepted' | 'declined'): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('invitations')
    .set({ status, settledAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', invitation.id)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refusal('gone')
}

function targetOf(invitation: { id: string; email: string }) {
  return { kind: 'invitation', id: invitation.id, name: invitation.email }
}

/** First letter and domain: enough for its owner, little for anyone else. */
function masked(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}•••${email.slice(at)}`
}
