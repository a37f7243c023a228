/** Sample data: two workspaces, three bots, 200 bot users and a month of conversations, made at once and removed at once. */
import { sql } from 'kysely'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'
import type { Role } from '../../shared/roles.ts'
import type { Actor, Person } from '../access/actor.ts'
import { forgetEveryone } from '../access/who.ts'
import { planOfNewWorkspace } from '../billing/limits.ts'
import { changeBot, createBot } from '../bots/bots.ts'
import { publishDraft } from '../bots/versions.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { createWorkspace } from '../workspaces/workspaces.ts'
import { fillConversations } from './conversations.ts'
import {
  type Colleague,
  demoWorkspacesOf,
  firstOperator,
  inviteSamplePeople,
  onceAtATime,
  removeDemoWorkspaces,
} from './look-ups.ts'
import { BOTS, COLLEAGUES } from './world.ts'

const WORKSPACES = {
  acme: { name: 'Acme', timezone: 'Europe/Berlin', plan: 'scale', myRole: 'owner' },
  globex: { name: 'Globex', timezone: 'America/New_York', plan: 'business', myRole: 'admin' },
} as const
type Key = keyof typeof WORKSPACES

export interface DemoWorkspace {
  id: string
  name: string
}

/** Makes this person's sample workspaces. Refuses with `conflict` where they have them already, or are just getting them. */
export async function fillDemo(person: Person): Promise<DemoWorkspace[]> {
  const made = await onceAtATime(person.userId, async () => {
    if ((await demoWorkspacesOf(person.userId)).length > 0) return null
    return [await fillWorkspace('acme', person), await fillWorkspace('globex', person)]
  })
  if (!made) throw new Refusal('conflict', 'You have the sample data already.')
  forgetEveryone()
  return made
}

/** Removes this person's sample workspaces and the people made for them, with all that belongs to them. */
export async function removeDemo(person: Person): Promise<void> {
  const removed = await removeDemoWorkspaces(person.userId)
  if (removed === 0) throw new Refusal('not-found')
  forgetEveryone()
}

async function fillWorkspace(key: Key, person: Person): Promise<DemoWorkspace> {
  const { name, timezone, plan, myRole } = WORKSPACES[key]
  const { id } = await createWorkspace(person, { name, timezone })
  const colleagues = await inviteSamplePeople(COLLEAGUES[key])
  const memberId = await inWorkspace({ workspaceId: id }, async ({ db }) => {
    await db.updateTable('workspaces').set({ isDemo: true, plan }).where('id', '=', id).execute()
    for (const each of colleagues) await join(db, id, each)
    const me = await db
      .selectFrom('members')
      .select('id')
      .where('workspaceId', '=', id)
      .where('userId', '=', person.userId)
      .executeTakeFirstOrThrow()
    return me.id
  })

  const actor: Actor = {
    ...person,
    workspaceId: id,
    memberId,
    role: 'owner',
    scopes: null,
    bots: null,
    via: { kind: 'session', id: person.sessionId ?? '' },
  }
  for (const [index, bot] of BOTS.entries()) {
    if (bot.workspace === key) await fillBot(actor, { ...bot, index, timezone, colleagues })
  }
  await givePlanOfEverybody(id)
  if (myRole !== 'owner') await takeRole(id, memberId, myRole)
  return { id, name }
}

type Db = Parameters<Parameters<typeof inWorkspace>[1]>[0]['db']

async function join(db: Db, workspaceId: string, { memberId, userId, role }: Colleague): Promise<void> {
  const lastActiveAt = new Date(Date.now() - (Number.parseInt(memberId.slice(-4), 16) % 4000) * 60_000).toISOString()
  const joinedAt = sql<string>`now() - interval '45 days'`
  await db.insertInto('members').values({ workspaceId, id: memberId, userId, role, lastActiveAt, joinedAt }).execute()
}

/** The samples need a plan to fit into, but nobody gets more by them than by a workspace of their own (attack 100). */
async function givePlanOfEverybody(workspaceId: string): Promise<void> {
  const plan = planOfNewWorkspace()
  if (plan === 'self-hosted') return
  await inWorkspace({ workspaceId }, ({ db }) =>
    db.updateTable('workspaces').set({ plan }).where('id', '=', workspaceId).execute(),
  )
}

async function takeRole(workspaceId: string, memberId: string, role: Role): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    db.updateTable('members').set({ role }).where('workspaceId', '=', workspaceId).where('id', '=', memberId).execute(),
  )
}

interface SampleBot {
  name: string
  starter: string
  kind: 'omni' | 'page'
  contacts: number
  accent: string
  index: number
  timezone: string
  colleagues: Colleague[]
}

async function fillBot(
  actor: Actor,
  { name, starter, kind, contacts, accent, index, timezone, colleagues }: SampleBot,
): Promise<void> {
  const { id, mainFlowId } = await createBot(actor, { name, starter, kind })
  await changeBot(actor, id, { theme: { ...DEFAULT_FLOW_THEME, accent } })
  const version = await publishDraft(actor, { botId: id, flowId: mainFlowId }, { note: 'First version', number: null })
  const workspaceName = WORKSPACES[BOTS[index]?.workspace ?? 'acme'].name
  await fillConversations(actor, {
    botId: id,
    versionId: version.id,
    starter,
    contacts,
    seed: 1000 + index,
    firstCustomer: index * 60,
    context: { botName: name, workspaceId: actor.workspaceId, workspaceName, timezone, channel: 'webchat' },
    colleagues,
  })
}

/** Fills in the samples for the first operator as soon as there is one, once (`--demo`). Returns how the waiting ends. */
export function fillDemoWhenSetUp(): () => Promise<void> {
  let isDone = false
  const look = async () => {
    const operator = await firstOperator()
    if (!operator || isDone) return
    isDone = true
    clearInterval(timer)
    if ((await demoWorkspacesOf(operator.id)).length > 0) return
    const { id: userId, ...words } = operator
    await fillDemo({
      ...words,
      userId,
      isVerified: true,
      isOperator: true,
      sessionId: null,
      provedAt: new Date(0).toISOString(),
      ip: '127.0.0.1',
    })
  }
  const tell = (error: unknown) => log.error({ err: error }, 'the sample data could not be filled in')
  const timer = setInterval(() => void look().catch(tell), 500)
  void look().catch(tell)
  return async () => clearInterval(timer)
}
