/** Every live topic and who may listen: the dashboard's stream of a workspace, and a visitor's stream of their own chat. */
import { sql } from 'kysely'
import { z } from 'zod'
import { EVENTS, type EventKind, type Fact } from '../shared/events.ts'
import type { Permission } from '../shared/roles.ts'
import { type Actor, mayDo, mayUseBot } from './access/actor.ts'
import { type Credentials, who } from './access/who.ts'
import { publish, subscribe } from './bus.ts'
import { look } from './db/in-workspace.ts'
import { type EventStream, openStream, type ServerEvent, written } from './event-stream.ts'
import { log } from './log.ts'

/** Who may hear facts whose kind begins with this word. */
export const MAY_HEAR: Record<string, Permission> = {
  workspace: 'workspace:view',
  demo: 'workspace:view',
  member: 'members:view',
  ownership: 'members:manage',
  invitation: 'members:manage',
  bot: 'bots:view',
  flow: 'bots:view',
  channel: 'bots:view',
  template: 'templates:manage',
  key: 'api-keys:manage',
  limit: 'usage:view',
  'audit-log': 'audit-log:view',
  contact: 'contacts:view',
  conversation: 'live-chat:use',
  message: 'live-chat:use',
  error: 'error-logs:view',
}

const RIGHTS = 'rights'
const workspaceTopic = (workspaceId: string) => `workspace:${workspaceId}`
const visitorTopic = (botId: string, address: string) => `visitor:${botId}:${address}`

/** What leaves a fact for the dashboards; addresses, before and after stay inside. */
const Told = z.object({
  id: z.string(),
  kind: z.string().refine((kind): kind is EventKind => Object.hasOwn(EVENTS, kind)),
  actor: z.object({ kind: z.string(), name: z.string().optional(), memberId: z.string().nullish() }),
  data: z.object({
    target: z.object({ kind: z.string(), id: z.string(), name: z.string().optional() }).optional(),
    botId: z.string().nullish(),
    conversationId: z.string().nullish(),
    flowId: z.string().optional(),
    stepId: z.string().nullish(),
    memberId: z.string().optional(),
    memberIds: z.array(z.string()).optional(),
    text: z.string().optional(),
    name: z.string().optional(),
    seq: z.number().optional(),
    status: z.string().optional(),
    unread: z.number().optional(),
    message: z.looseObject({}).optional(),
  }),
})
type Told = z.output<typeof Told>

/** Tells the workspace's dashboards of a fact. */
export function tellDashboards(fact: Fact): void {
  publish(workspaceTopic(fact.workspaceId), fact, 'soon')
}

/** Tells a visitor's open connections of a message. */
export function tellVisitor(to: { botId: string; address: string }, message: unknown): void {
  publish(visitorTopic(to.botId, to.address), message)
}

/** Says in all processes that somebody's rights changed. */
export function tellRights(): void {
  publish(RIGHTS, null)
}

const open = new Set<() => Promise<void>>()

/** Asks again for every open stream whether it still may be; `forget` drops what this process remembers. Until the returned function is called. */
export function watchRights(forget: () => void): () => void {
  return subscribe(RIGHTS, () => {
    forget()
    for (const askAgain of open) void askAgain()
  })
}

/** Facts and messages of the workspace that this actor may see (M3), from now on and, with `lastId`, since then. Ends within a second when their rights change (M8). */
export async function dashboardStream(
  actor: Actor,
  credentials: Credentials,
  lastId: string | undefined,
): Promise<Response> {
  const askAgain = () => closeUnlessSame(stream, actor, credentials)
  open.add(askAgain)
  const ended = () => {
    open.delete(askAgain)
    leave()
  }
  const stream = openStream({ ended, beat: () => void askAgain() })
  const leave = join({ actor, stream })
  if (lastId) for (const event of await orClose(stream, missed(actor, lastId))) stream.send(event)
  return stream.response
}

interface Dashboard {
  actor: Actor
  stream: EventStream
}

/** All open dashboards of a workspace. */
interface Hall {
  dashboards: Set<Dashboard>
  close: () => void
}

const halls = new Map<string, Hall>()

/** From now on the dashboard hears its workspace, until the returned function is called. A fact is read and written once for all of them. */
function join(dashboard: Dashboard): () => void {
  const { workspaceId } = dashboard.actor
  const hall = halls.get(workspaceId) ?? openHall(workspaceId)
  hall.dashboards.add(dashboard)
  return () => {
    hall.dashboards.delete(dashboard)
    if (hall.dashboards.size > 0) return
    hall.close()
    if (halls.get(workspaceId) === hall) halls.delete(workspaceId)
  }
}

function openHall(workspaceId: string): Hall {
  const dashboards = new Set<Dashboard>()
  const close = subscribe(workspaceTopic(workspaceId), (fact) => tellAll(dashboards, fact))
  const hall = { dashboards, close }
  halls.set(workspaceId, hall)
  return hall
}

function tellAll(dashboards: Set<Dashboard>, fact: unknown): void {
  const told = Told.safeParse(fact).data
  if (!told) return
  const event = written(eventOf(told))
  for (const { actor, stream } of dashboards) if (maySee(actor, told)) stream.send(event)
}

/** A visitor's messages as they come; `missed` gives those after the last they know, read once the stream listens. */
export async function visitorStream(
  to: { botId: string; address: string },
  missed: () => Promise<Array<{ seq: number }>>,
): Promise<Response> {
  let isReady = false
  const early: unknown[] = []
  const told = new Set<number>()
  const tell = (message: unknown) => {
    const { seq } = Numbered.parse(message)
    if (!told.has(seq)) stream.send({ id: String(seq), event: 'message', data: message })
  }
  const stop = subscribe(visitorTopic(to.botId, to.address), (message) => {
    if (isReady) tell(message)
    else early.push(message)
  })
  const stream = openStream({ ended: stop })
  for (const message of await orClose(stream, missed())) {
    tell(message)
    told.add(message.seq) // It may be on its way as news, too.
  }
  for (const message of early) tell(message)
  isReady = true
  return stream.response
}

const Numbered = z.object({ seq: z.number() })

/** A stream whose gap cannot be read is not left open unheard. */
async function orClose<T>(stream: EventStream, reading: Promise<T>): Promise<T> {
  return reading.catch((error) => {
    stream.close()
    throw error
  })
}

function maySee(actor: Actor, { kind, data }: Told): boolean {
  const permission = MAY_HEAR[kind.slice(0, kind.lastIndexOf('.'))]
  if (!permission || !mayDo(actor, permission)) return false
  if (data.botId) return mayUseBot(actor, data.botId, 'viewer')
  return actor.bots === null || !['bot', 'flow', 'conversation', 'message', 'error'].includes(kind.split('.')[0] ?? '')
}

function eventOf({ id, kind, actor, data }: Told): ServerEvent {
  return { id, event: kind.startsWith('message.') ? 'message' : 'fact', data: { kind, actor, ...data } }
}

async function closeUnlessSame(stream: EventStream, actor: Actor, credentials: Credentials): Promise<void> {
  try {
    const found = await who({ ...credentials, isUnattended: true }, actor.workspaceId, false)
    if (found?.actor && !found.deletedAt && rightsOf(found.actor) === rightsOf(actor)) return
  } catch (error) {
    log.warn({ err: error }, 'a live stream could not be checked and is closed')
  }
  stream.close()
}

function rightsOf({ role, scopes, bots }: Actor): string {
  return JSON.stringify([role, scopes && [...scopes].sort(), bots && [...bots].sort()])
}

const MOST_MISSED = 200
const OVERLAP_MS = 5000

/** What was told since `lastId`, a little more rather than less: facts from their table, and of each conversation with news its newest number. With too much to tell, one event `gap` says: read all anew. */
async function missed(actor: Actor, lastId: string): Promise<ServerEvent[]> {
  const since = instantOf(lastId)
  if (since === null) return [GAP]
  const { rows } = await look(actor, (db) =>
    sql<{ id: string; kind: string; actor: unknown; data: unknown }>`
    (select id, kind, actor, data from events where workspace_id = ${actor.workspaceId} and at > ${since}::timestamptz
      order by at limit ${MOST_MISSED + 1})
    union all
    (select id, 'message.queued', '{"kind":"system"}', jsonb_build_object('conversationId', id, 'botId', bot_id, 'seq', seq)
      from conversations where workspace_id = ${actor.workspaceId} and last_message_at > ${since}::timestamptz
      order by last_message_at limit ${MOST_MISSED + 1})`.execute(db),
  )
  if (rows.length > MOST_MISSED) return [GAP]
  const told = rows.flatMap((row) => Told.safeParse(row).data ?? []).filter((each) => maySee(actor, each))
  return told.map((each) => (each.data.conversationId === each.id ? withoutId(eventOf(each)) : eventOf(each)))
}

const GAP: ServerEvent = { event: 'gap', data: {} }

function withoutId({ event, data }: ServerEvent): ServerEvent {
  return { event, data }
}

/** The ids of facts are uuid v7 and begin with their time. */
function instantOf(id: string): string | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id)) return null
  const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16) - OVERLAP_MS
  return time > Date.now() - 86_400_000 ? new Date(time).toISOString() : null
}
