/** Bots as they run: what they are at this moment, and their flows made ready once. */
import { sql } from 'kysely'
import { z } from 'zod'
import { compile, Flow, type RunnableFlow } from '../../engine/flow.ts'
import { type Library, libraryOf } from '../../engine/library.ts'
import { ALWAYS_OPEN, BusinessHours } from '../../engine/values/business-hours.ts'
import { FieldKind, FieldScope, type Value } from '../../shared/fields.ts'
import type { Tx } from '../db/in-workspace.ts'

/** An entry that something else than a person's words opens. */
export interface RunningEntry {
  kind: string
  flow: string
  entry: string
  detail: unknown
}

/** A bot with what its flows may know of it. */
export interface RunningBot {
  id: string
  name: string
  publicKey: string
  isLive: boolean
  workspaceId: string
  workspaceName: string
  timezone: string
  hours: BusinessHours
  /** of the bot itself, as this batch has left them */
  fields: Record<string, Value>
  /** of each described field, by `name` or `bot.name` */
  kinds: Record<string, FieldKind>
  /** published flows with their versions, the main one first; none where the main flow is not published */
  published: ReadonlyArray<{ flow: string; version: string }>
  entries: readonly RunningEntry[]
}

/** These bots, read anew for each batch: a change of zone, name, status or flow counts from the next turn on (W10). */
export async function runningBots(tx: Tx, botIds: Iterable<string>): Promise<Map<string, RunningBot>> {
  const { rows } = await sql`
    select b.id, b.name, b.public_key, b.status = 'live' and b.deleted_at is null and w.deleted_at is null as is_live,
      w.id as workspace_id, w.name as workspace_name, w.timezone, w.business_hours::text as hours,
      (select jsonb_agg(jsonb_build_array(f.id, f.published_version_id, f.is_main) order by f.is_main desc, f.created_at, f.id)
        from flows f where f.workspace_id = ${tx.workspaceId} and f.bot_id = b.id and f.deleted_at is null
          and f.published_version_id is not null) as published,
      (select jsonb_agg(jsonb_build_array(d.scope, d.name, d.kind, d.value))
        from fields d where d.workspace_id = ${tx.workspaceId} and d.bot_id = b.id) as fields,
      (select jsonb_agg(jsonb_build_array(e.kind, e.flow_id, e.entry_id, e.detail) order by e.flow_id, e.entry_id)
        from flow_entries e where e.workspace_id = ${tx.workspaceId} and e.bot_id = b.id and e.kind <> 'schedule') as entries
    from workspaces w
    join bots b on b.workspace_id = w.id
    where w.id = ${tx.workspaceId} and b.workspace_id = ${tx.workspaceId} and b.id = any(${[...new Set(botIds)]}::uuid[])`.execute(
    tx.db,
  )
  return new Map(
    Row.array()
      .parse(rows)
      .map((row) => [row.id, botFrom(row)]),
  )
}

/** What these bots' flows, and the versions that running chats need beside, are read by: one library a bot that has a main flow. */
export async function librariesFor(
  tx: Tx,
  wanted: Map<RunningBot, ReadonlySet<string>>,
): Promise<Map<string, Library>> {
  const versions = [...wanted].flatMap(([{ published }, older]) => [...published.map((each) => each.version), ...older])
  const flows = await readyFlows(tx, new Set(versions))
  return new Map([...wanted].flatMap(([bot, older]) => libraryEntry(bot, older, flows)))
}

/**
 * Keeps the fields of these bots for this transaction alone and reads them anew, so that what one chat works out of them is
 * not overwritten by another: `bot.seats - 1` in two chats at once takes two. Who changes fields or the bot waits as well.
 */
export async function holdBotFields(tx: Tx, bots: readonly RunningBot[]): Promise<void> {
  if (bots.length === 0) return
  const ids = bots.map(({ id }) => id)
  // the lock first: what is read behind it holds until it is given back
  const [, { rows }] = await Promise.all([
    sql`select id from bots where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])
      order by id for no key update`.execute(tx.db),
    sql`select bot_id, name, value from fields where workspace_id = ${tx.workspaceId} and bot_id = any(${ids}::uuid[])
      and scope = 'bot'`.execute(tx.db),
  ])
  const fields = Held.array().parse(rows)
  for (const bot of bots) {
    const own = fields.filter(({ botId }) => botId === bot.id)
    bot.fields = Object.fromEntries(own.map(({ name, value }) => [name, value]))
  }
}

const Held = z.object({ botId: z.string(), name: z.string(), value: z.json() })

/** Steps kept ready in memory, some 1 kB each; the flows that were not used for longest are forgotten. */
const MOST_STEPS = 150_000
const COST_OF_A_FLOW = 10
const ready = new Map<string, { flow: RunnableFlow; cost: number }>()
let costs = 0

/** A version never changes, so it is made ready once and kept. */
async function readyFlows(tx: Tx, versionIds: ReadonlySet<string>): Promise<Map<string, RunnableFlow>> {
  const missing = [...versionIds].filter((id) => !ready.has(id))
  if (missing.length > 0) await prepare(tx, missing)
  const found = new Map([...versionIds].flatMap(use))
  forgetSome(found)
  return found
}

async function prepare(tx: Tx, versionIds: string[]): Promise<void> {
  const rows = await tx.db
    .selectFrom('flowVersions')
    .select(['id', 'flowId', 'graph'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', 'in', versionIds)
    .execute()
  for (const { id, flowId, graph } of rows) {
    if (ready.has(id)) continue
    const flow = compile(Flow.parse(graph), { id: flowId, version: id })
    const cost = flow.places.size + COST_OF_A_FLOW
    ready.set(id, { flow, cost })
    costs += cost
  }
}

/** Moves it to the end of the line of those that may be forgotten. */
function use(id: string): Array<[string, RunnableFlow]> {
  const kept = ready.get(id)
  if (!kept) return []
  ready.delete(id)
  ready.set(id, kept)
  return [[id, kept.flow]]
}

function forgetSome(inUse: ReadonlyMap<string, unknown>): void {
  if (costs <= MOST_STEPS) return
  for (const [id, { cost }] of ready) {
    if (costs <= MOST_STEPS || inUse.has(id)) return
    ready.delete(id)
    costs -= cost
  }
}

function libraryEntry(
  bot: RunningBot,
  older: ReadonlySet<string>,
  flows: ReadonlyMap<string, RunnableFlow>,
): Array<[string, Library]> {
  const [main, ...others] = bot.published.flatMap(({ version }) => flows.get(version) ?? [])
  if (!main) return []
  return [
    [
      bot.id,
      libraryOf(
        main,
        others,
        [...older].flatMap((version) => flows.get(version) ?? []),
      ),
    ],
  ]
}

const Row = z.object({
  id: z.string(),
  name: z.string(),
  publicKey: z.string(),
  isLive: z.boolean(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  timezone: z.string(),
  hours: z.string().nullable(),
  published: z.array(z.tuple([z.string(), z.string(), z.boolean()])).nullable(),
  fields: z.array(z.tuple([FieldScope, z.string(), FieldKind, z.json()])).nullable(),
  entries: z.array(z.tuple([z.string(), z.string(), z.string(), z.unknown()])).nullable(),
})
type Row = z.output<typeof Row>

function botFrom({ hours, published, fields, entries, ...row }: Row): RunningBot {
  const isRunnable = published?.[0]?.[2] === true
  const ofBot = (fields ?? []).filter(([scope]) => scope === 'bot')
  return {
    ...row,
    hours: hoursFrom(hours),
    fields: Object.fromEntries(ofBot.map(([, name, , value]) => [name, value])),
    kinds: Object.fromEntries(
      (fields ?? []).map(([scope, name, kind]) => [scope === 'bot' ? `bot.${name}` : name, kind]),
    ),
    published: isRunnable ? published.map(([flow, version]) => ({ flow, version })) : [],
    entries: (entries ?? []).map(([kind, flow, entry, detail]) => ({ kind, flow, entry, detail })),
  }
}

const MOST_HOURS = 1000
const knownHours = new Map<string, BusinessHours>()

function hoursFrom(text: string | null): BusinessHours {
  if (text === null) return ALWAYS_OPEN
  const known = knownHours.get(text)
  if (known) return known
  const hours = BusinessHours.parse(JSON.parse(text))
  if (knownHours.size >= MOST_HOURS) knownHours.clear()
  knownHours.set(text, hours)
  return hours
}
