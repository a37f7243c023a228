/** Workspaces: one business each, with its name, look and clock (W1, W2, W9, W10). */
import { uuidv7 } from 'uuidv7'
import { wallClock } from '../../engine/values/clock.ts'
import type { BusinessHours } from '../../shared/business-hours.ts'
import type { ActorMark } from '../../shared/events.ts'
import { DEFAULT_FLOW_THEME, FlowTheme } from '../../shared/flow-theme.ts'
import type { Plan } from '../../shared/plans.ts'
import { type NewWorkspace, RESTORABLE_DAYS, Workspace, type WorkspaceSettings } from '../../shared/workspaces.ts'
import { type Actor, markOf, type Person } from '../access/actor.ts'
import { workspacesOf } from '../access/memberships.ts'
import { stillMay } from '../access/still-may.ts'
import { forgetHere } from '../access/who.ts'
import { planOfNewWorkspace } from '../billing/limits.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { logoUrl } from './logo.ts'

/** Makes a workspace whose owner is who makes it (M2). */
export async function createWorkspace(person: Person, wanted: NewWorkspace): Promise<Workspace> {
  const id = uuidv7()
  const memberId = uuidv7()
  const row = await inWorkspace({ workspaceId: id }, async (tx) => {
    const flowTheme = JSON.stringify(DEFAULT_FLOW_THEME)
    const workspace = { id, ...wanted, flowTheme, plan: planOfNewWorkspace(), createdBy: person.userId }
    await tx.db.insertInto('workspaces').values(workspace).execute()
    await tx.db
      .insertInto('members')
      .values({ workspaceId: id, id: memberId, userId: person.userId, role: 'owner' })
      .execute()
    await record(tx, markOfPerson(person, memberId), 'workspace.created', {
      target: { kind: 'workspace', id, name: wanted.name },
      after: { name: wanted.name, timezone: wanted.timezone },
    })
    return findWorkspace(tx)
  })
  forgetHere()
  return showWorkspace(row)
}

/** All workspaces of a person; deleted ones too, as long as they can be brought back (W11). */
export async function listWorkspaces(person: Person): Promise<Workspace[]> {
  return (await workspacesOf(person.userId)).map(showWorkspace)
}

export async function readWorkspace(actor: Actor): Promise<Workspace> {
  const row = await look(actor, (db) => workspaceQuery(db, actor.workspaceId).executeTakeFirst())
  if (!row) throw new Refusal('not-found')
  return showWorkspace(row)
}

/** Changes name, zone or look (W9); bots use the new zone from their next word on (W10). */
export async function changeSettings(actor: Actor, change: WorkspaceSettings): Promise<Workspace> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'workspace:manage')
    const old = await findWorkspace(tx)
    const { before, after } = differences(old, change)
    if (Object.keys(after).length === 0) return showWorkspace(old)

    const { flowTheme, ...rest } = change
    await tx.db
      .updateTable('workspaces')
      .set({ ...rest, ...(flowTheme && { flowTheme: JSON.stringify(flowTheme) }) })
      .where('id', '=', tx.workspaceId)
      .execute()
    const target = { kind: 'workspace', id: tx.workspaceId, name: change.name ?? old.name }
    await record(tx, markOf(actor), 'workspace.updated', { target, before, after })
    return showWorkspace(await findWorkspace(tx))
  })
}

/** Changes when the business is open; null is always. */
export function changeBusinessHours(actor: Actor, businessHours: BusinessHours | null): Promise<Workspace> {
  return changeOne(actor, 'businessHours', businessHours)
}

/** Lets flows run code, or not. */
export function allowCode(actor: Actor, isAllowed: boolean): Promise<Workspace> {
  return changeOne(actor, 'isCodeAllowed', isAllowed)
}

function changeOne(actor: Actor, name: 'businessHours' | 'isCodeAllowed', value: unknown): Promise<Workspace> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'workspace:manage')
    const old = showWorkspace(await findWorkspace(tx))
    if (isEqual(old[name], value)) return old
    const change = name === 'isCodeAllowed' ? { isCodeAllowed: value === true } : { businessHours: jsonOf(value) }
    await tx.db.updateTable('workspaces').set(change).where('id', '=', tx.workspaceId).execute()
    const target = { kind: 'workspace', id: tx.workspaceId, name: old.name }
    await record(tx, markOf(actor), 'workspace.updated', {
      target,
      before: { [name]: old[name] },
      after: { [name]: value },
    })
    return showWorkspace(await findWorkspace(tx))
  })
}

export interface WorkspaceRow {
  id: string
  name: string
  timezone: string
  flowTheme: unknown
  businessHours: unknown
  isCodeAllowed: boolean
  plan: Plan
  isDemo: boolean
  createdAt: string
  deletedAt: string | null
  etag: string | null
}

/** A row as it is told to members, with the time that its bots know now. */
export function showWorkspace(row: WorkspaceRow): Workspace {
  return Workspace.parse({
    ...row,
    logoUrl: logoUrl(row.id, row.etag),
    restorableUntil: row.deletedAt && restorableUntil(row.deletedAt),
    botCurrentTime: wallClock(new Date(), row.timezone).time,
  })
}

export async function findWorkspace(tx: Tx): Promise<WorkspaceRow> {
  const row = await workspaceQuery(tx.db, tx.workspaceId).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return row
}

export function restorableUntil(deletedAt: string): string {
  return new Date(Date.parse(deletedAt) + RESTORABLE_DAYS * 86_400_000).toISOString()
}

/** How somebody is written down who is about to become a member, or was invited to. */
export function markOfPerson(
  person: Pick<Person, 'userId' | 'name' | 'ip' | 'sessionId'>,
  memberId: string | null,
): ActorMark {
  const { userId, name, ip, sessionId } = person
  return { kind: 'member', userId, memberId, name, via: 'session', viaId: sessionId ?? 'invitation', ip }
}

function workspaceQuery(db: Tx['db'], id: string) {
  return db
    .selectFrom('workspaces as w')
    .leftJoin('workspaceLogos as l', 'l.workspaceId', 'w.id')
    .select([
      'w.id',
      'w.name',
      'w.timezone',
      'w.flowTheme',
      'w.businessHours',
      'w.isCodeAllowed',
      'w.plan',
      'w.isDemo',
      'w.createdAt',
      'w.deletedAt',
      'l.etag',
    ])
    .where('w.id', '=', id)
}

function differences(old: WorkspaceRow, change: WorkspaceSettings) {
  const known = { name: old.name, timezone: old.timezone, flowTheme: FlowTheme.parse(old.flowTheme) }
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const field of ['name', 'timezone', 'flowTheme'] as const) {
    const isSame = change[field] === undefined || isEqual(known[field], change[field])
    if (isSame) continue
    before[field] = known[field]
    after[field] = change[field]
  }
  return { before, after }
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** Both sides come out of the same schema, so their fields stand in the same order. */
function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
