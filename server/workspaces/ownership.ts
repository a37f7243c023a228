/** Handing a workspace over: one proposes, the other accepts, and both stand in the log (M6). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { OwnershipOffer } from '../../shared/members.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { wantsProof } from '../access/may.ts'
import { lockWorkspace } from '../access/still-may.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import { changeRights, concerned, giveCompleteAccess, personally, saveRole } from './members.ts'

const DAYS = 7

/** Offers the ownership to another member, who has a week to accept. A newer offer takes the place of an older one. */
export async function proposeOwnership(actor: Actor, memberId: string): Promise<OwnershipOffer> {
  wantsProof(actor)
  if (memberId === actor.memberId) throw new Refusal('conflict', 'Choose another member.')
  return inWorkspace(actor, async (tx) => {
    const member = await concerned(tx, actor, memberId)
    if (member.role === 'owner') throw new Refusal('conflict', 'This member is an owner already.')
    await closeOffers(tx, actor.memberId)
    const id = uuidv7()
    await tx.db
      .insertInto('ownershipOffers')
      .values({
        ...{ workspaceId: tx.workspaceId, id, fromMemberId: actor.memberId, toMemberId: memberId },
        expiresAt: sql<string>`now() + make_interval(days => ${sql.lit(DAYS)})`,
      })
      .execute()
    await record(tx, markOf(actor), 'ownership.proposed', {
      target: { kind: 'member', id: memberId, name: member.name },
      data: { offerId: id },
    })
    await tell(tx, actor, memberId)
    return OwnershipOffer.parse(await findOffer(tx, id))
  })
}

/** The open offers that concern the actor: all of them for owners. */
export async function listOffers(actor: Actor): Promise<OwnershipOffer[]> {
  const rows = await look(actor, (db) =>
    offerQuery(db, actor.workspaceId)
      .where((e) => e.or([e('o.toMemberId', '=', actor.memberId), e('o.fromMemberId', '=', actor.memberId)]))
      .where('o.status', '=', 'proposed')
      .where('o.expiresAt', '>', sql<string>`now()`)
      .orderBy('o.id', 'desc')
      .execute(),
  )
  return rows.map(offerOf)
}

/** The other accepts: they become owner, and who proposed it becomes admin unless asked to stay. */
export async function acceptOwnership(
  actor: Actor,
  offerId: string,
  { stepDown }: { stepDown: boolean },
): Promise<OwnershipOffer> {
  personally(actor)
  return changeRights(actor, async (tx) => {
    const offer = await openOffer(tx, offerId)
    if (offer.to.memberId !== actor.memberId) throw new Refusal('not-found')
    if (offer.fromRole !== 'owner') throw new Refusal('conflict', 'Who offered this is no longer an owner.')
    await settle(tx, offerId, 'accepted')
    await record(tx, markOf(actor), 'ownership.accepted', {
      target: { kind: 'member', id: offer.from.memberId, name: offer.from.name },
      data: { offerId },
    })
    await giveCompleteAccess(tx, actor.memberId)
    await moveTo(tx, actor, { id: actor.memberId, name: offer.to.name, from: offer.toRole, to: 'owner' })
    if (stepDown)
      await moveTo(tx, actor, { id: offer.from.memberId, name: offer.from.name, from: 'owner', to: 'admin' })
    return OwnershipOffer.parse(await findOffer(tx, offerId))
  })
}

/** Ends an offer: withdrawn by who made it, declined by who got it. */
export async function endOffer(actor: Actor, offerId: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    const offer = await openOffer(tx, offerId)
    const isMine = offer.from.memberId === actor.memberId
    if (!isMine && offer.to.memberId !== actor.memberId) throw new Refusal('not-found')
    await settle(tx, offerId, isMine ? 'withdrawn' : 'declined')
    const other = isMine ? offer.to : offer.from
    await record(tx, markOf(actor), isMine ? 'ownership.withdrawn' : 'ownership.declined', {
      target: { kind: 'member', id: other.memberId, name: other.name },
      data: { offerId },
    })
  })
}

type Role = 'owner' | 'admin' | 'member'

async function moveTo(tx: Tx, actor: Actor, member: { id: string; name: string; from: Role; to: Role }): Promise<void> {
  if (member.from === member.to) return
  await saveRole(tx, member.id, member.to)
  await record(tx, markOf(actor), 'member.role-changed', {
    target: { kind: 'member', id: member.id, name: member.name },
    before: { role: member.from },
    after: { role: member.to },
    data: { memberId: member.id },
  })
}

async function openOffer(tx: Tx, offerId: string) {
  await lockWorkspace(tx)
  const offer = await findOffer(tx, offerId)
  if (offer.status !== 'proposed' || offer.isOver) throw new Refusal('conflict', 'The offer is no longer open.')
  return offer
}

async function findOffer(tx: Tx, offerId: string) {
  const row = await offerQuery(tx.db, tx.workspaceId).where('o.id', '=', offerId).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return { ...offerOf(row), fromRole: row.fromRole, toRole: row.toRole, isOver: row.isOver }
}

async function closeOffers(tx: Tx, fromMemberId: string): Promise<void> {
  await tx.db
    .updateTable('ownershipOffers')
    .set({ status: 'withdrawn', settledAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('fromMemberId', '=', fromMemberId)
    .where('status', '=', 'proposed')
    .execute()
}

async function settle(tx: Tx, id: string, status: 'accepted' | 'declined' | 'withdrawn'): Promise<void> {
  await tx.db
    .updateTable('ownershipOffers')
    .set({ status, settledAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .execute()
}

async function tell(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  const row = await tx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .innerJoin('workspaces as w', 'w.id', 'm.workspaceId')
    .select(['u.email', 'u.language', 'w.name'])
    .where('m.workspaceId', '=', tx.workspaceId)
    .where('m.id', '=', memberId)
    .executeTakeFirstOrThrow()
  await enqueueLetter(tx.db, {
    kind: 'ownership-offer',
    to: row.email,
    language: row.language,
    workspace: { id: tx.workspaceId, name: row.name },
    values: { workspaceName: row.name, fromName: actor.name, link: linkTo(`/w/${tx.workspaceId}/members`), days: DAYS },
  })
}

function offerQuery(db: Tx['db'], workspaceId: string) {
  return db
    .selectFrom('ownershipOffers as o')
    .innerJoin('members as f', (join) =>
      join.onRef('f.workspaceId', '=', 'o.workspaceId').onRef('f.id', '=', 'o.fromMemberId'),
    )
    .innerJoin('users as fu', 'fu.id', 'f.userId')
    .innerJoin('members as t', (join) =>
      join.onRef('t.workspaceId', '=', 'o.workspaceId').onRef('t.id', '=', 'o.toMemberId'),
    )
    .innerJoin('users as tu', 'tu.id', 't.userId')
    .select([
      'o.id',
      'o.status',
      'o.createdAt',
      'o.expiresAt',
      'f.id as fromId',
      'f.role as fromRole',
      'fu.name as fromName',
    ])
    .select(['t.id as toId', 't.role as toRole', 'tu.name as toName'])
    .select(sql<boolean>`o.expires_at <= now()`.as('isOver'))
    .where('o.workspaceId', '=', workspaceId)
}

type OfferRow = Awaited<ReturnType<ReturnType<typeof offerQuery>['executeTakeFirstOrThrow']>>

function offerOf(row: OfferRow): OwnershipOffer {
  return OwnershipOffer.parse({
    ...row,
    from: { memberId: row.fromId, name: row.fromName },
    to: { memberId: row.toId, name: row.toName },
  })
}
