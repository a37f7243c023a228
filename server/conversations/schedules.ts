/** Schedules of flows: each time that comes round begins a run, and a run reaches every subscribed bot user whom its condition fits, once. */
import { sql } from 'kysely'
import { prepare } from '../../engine/conditions/condition.ts'
import { Entry } from '../../engine/entry.ts'
import { newSession } from '../../engine/session.ts'
import { TooMuchWork, Turn } from '../../engine/turn.ts'
import { type RunningBot, runningBots } from '../bots/running.ts'
import { publish } from '../bus.ts'
import { CONTACT_COLUMNS, type Contact, type ContactRow, contactFrom, joinPerson } from '../contacts/contacts.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { putInbound, rowFor } from './inbound.ts'
import { forgetOldRuns, readOpenRuns, readSchedules, type Scheduled } from './look-ups.ts'
import { type Occurrence, occurrencesBetween } from './occurrences.ts'
import { contextOf } from './turns.ts'

const DAY_MS = 86_400_000
/** A schedule counts from when it was published; of one found later only the last minutes are made up for. */
const LATEST_START_MS = 5 * 60_000

type ScheduleEntry = Extract<Entry, { kind: 'schedule' }>

function entryFrom(detail: unknown): ScheduleEntry | undefined {
  const entry = Entry.safeParse(detail).data
  return entry?.kind === 'schedule' ? entry : undefined
}

/** Begins the runs that are due, also those of the last 24 hours that nobody was there for. */
export async function beginSchedules(now = new Date()): Promise<void> {
  for (const scheduled of await readSchedules()) {
    try {
      await beginDue(scheduled, now)
    } catch (error) {
      log.error({ err: error, workspaceId: scheduled.workspaceId, flowId: scheduled.flowId }, 'a schedule failed')
    }
  }
  await forgetOldRuns()
}

/** Lets open runs reach some hundred bot users more, workspace by workspace, for at most `forMs`. */
export async function walkSchedules(forMs = 1500): Promise<void> {
  const end = Date.now() + forMs
  let workspaceIds = await readOpenRuns()
  while (workspaceIds.length > 0 && Date.now() < end) {
    const goingOn = []
    for (const workspaceId of workspaceIds) if (await reachSome(workspaceId)) goingOn.push(workspaceId)
    workspaceIds = goingOn
  }
}

async function beginDue(scheduled: Scheduled, now: Date): Promise<void> {
  const entry = entryFrom(scheduled.detail)
  if (!entry) return
  const from = new Date(now.getTime() - DAY_MS)
  const due = occurrencesBetween(entry.when, scheduled.timezone, { from, to: now })
  await inWorkspace(scheduled, async (tx) => {
    const since = await sinceWhen(tx, scheduled, { when: entry.when, now })
    for (const each of due) if (each.at > since) await begin(tx, scheduled, each)
  })
}

/** When this schedule, as it is now, was first seen; times before that are none of its. */
async function sinceWhen(tx: Tx, scheduled: Scheduled, as: { when: ScheduleEntry['when']; now: Date }): Promise<Date> {
  const { flowId, entryId, publishedAt } = scheduled
  const mark = `since ${JSON.stringify(as.when)}`
  const earliest = as.now.getTime() - LATEST_START_MS
  const first = new Date(Math.max(earliest, publishedAt === null ? earliest : Date.parse(publishedAt)))
  const { rows } = await sql<{ begunAt: string }>`
    select begun_at from schedule_runs where workspace_id = ${tx.workspaceId} and flow_id = ${flowId}
      and entry_id = ${entryId} and occurrence = ${mark}`.execute(tx.db)
  if (rows[0]) return new Date(rows[0].begunAt)
  await sql`delete from schedule_runs where workspace_id = ${tx.workspaceId} and flow_id = ${flowId}
    and entry_id = ${entryId} and occurrence like 'since %'`.execute(tx.db)
  await sql`insert into schedule_runs (workspace_id, flow_id, entry_id, occurrence, begun_at, done_at)
    values (${tx.workspaceId}, ${flowId}, ${entryId}, ${mark}, ${first.toISOString()}, now()) on conflict do nothing`.execute(
    tx.db,
  )
  return first
}

/** Once for each time on the wall; for a paused bot it passes by. */
async function begin(tx: Tx, { flowId, entryId, isLive }: Scheduled, { local }: Occurrence): Promise<void> {
  await sql`insert into schedule_runs (workspace_id, flow_id, entry_id, occurrence, done_at)
    values (${tx.workspaceId}, ${flowId}, ${entryId}, ${local}, ${isLive ? null : new Date().toISOString()})
    on conflict do nothing`.execute(tx.db)
}

const PAGE = 200
/** Conditions may be dear: those who come after so long are left to the next page. */
const CHOOSING_MS = 50
/** While so many events of a workspace wait, schedules add none: people who write come first. */
const MOST_WAITING = 200

/** Returns whether there is more to do at once. A page and how far it came are one transaction, so nobody is reached twice. */
async function reachSome(workspaceId: string): Promise<boolean> {
  try {
    const reached = await inWorkspace({ workspaceId }, reachPage)
    if (reached.some > 0) publish('inbound', workspaceId)
    return reached.hasMore
  } catch (error) {
    log.error({ err: error, workspaceId }, 'a run of a schedule failed')
    return false
  }
}

async function reachPage(tx: Tx): Promise<{ some: number; hasMore: boolean }> {
  if (await isBusy(tx)) return { some: 0, hasMore: false }
  const run = await openRun(tx)
  if (!run) return { some: 0, hasMore: false }
  const bot = (await runningBots(tx, [run.botId])).get(run.botId)
  const entry = entryFrom(run.detail)
  const contacts = bot?.isLive && entry ? await contactsAfter(tx, run) : []
  const { seen, chosen } = bot && entry ? choose(contacts, chooser(bot, entry)) : { seen: [], chosen: [] }
  await putInbound(
    tx,
    chosen.map((contact) => rowOf(contact, run)),
    { isBulk: true },
  )
  await goOn(tx, run, { seen, isLast: contacts.length < PAGE && seen.length === contacts.length })
  return { some: chosen.length, hasMore: true }
}

async function isBusy(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select from inbound
    where workspace_id = ${tx.workspaceId} and error_id is null and due_at <= now() limit ${MOST_WAITING}) waiting`.execute(
    tx.db,
  )
  return (rows[0]?.count ?? 0) >= MOST_WAITING
}

interface Run {
  flowId: string
  entryId: string
  occurrence: string
  afterContact: string | null
  begunAt: string
  botId: string
  detail: unknown
}

/** The run that was begun first, locked. One whose entry is gone from the published flow ends. */
async function openRun(tx: Tx): Promise<Run | undefined> {
  await sql`update schedule_runs r set done_at = now() where workspace_id = ${tx.workspaceId} and done_at is null
    and not exists (select from flow_entries e where e.workspace_id = ${tx.workspaceId} and e.flow_id = r.flow_id
      and e.entry_id = r.entry_id and e.kind = 'schedule')`.execute(tx.db)
  const { rows } = await sql<Run>`
    select r.flow_id, r.entry_id, r.occurrence, r.after_contact, r.begun_at, e.bot_id, e.detail
    from schedule_runs r join flow_entries e on e.workspace_id = ${tx.workspaceId} and e.flow_id = r.flow_id and e.entry_id = r.entry_id
    where r.workspace_id = ${tx.workspaceId} and r.done_at is null
    order by r.begun_at, r.flow_id, r.entry_id limit 1 for update of r`.execute(tx.db)
  return rows[0]
}

/** Who is known to the bot on several channels is reached on one of them. */
async function contactsAfter(tx: Tx, run: Run): Promise<Contact[]> {
  const { rows } = await sql<ContactRow>`
    select ${CONTACT_COLUMNS}
    from contacts c ${joinPerson(tx)}
    where c.workspace_id = ${tx.workspaceId} and c.bot_id = ${run.botId} and c.first_seen_at <= ${run.begunAt}
      and c.id > ${run.afterContact ?? '00000000-0000-0000-0000-000000000000'} and (p.id = c.id or p.bot_id <> c.bot_id)
    order by c.id limit ${PAGE}`.execute(tx.db)
  return rows.map(contactFrom)
}

function chooser(bot: RunningBot, { who }: ScheduleEntry): (contact: Contact) => boolean {
  const fits = who ? prepare(who) : () => true
  const now = new Date()
  const event = { kind: 'start' } as const
  return (contact) => {
    if (!contact.isSubscribed || contact.isOverLimit) return false
    const context = contextOf({ contact, assignee: null }, bot)
    try {
      return fits(new Turn({ event, session: newSession(), now, context }))
    } catch (error) {
      if (error instanceof TooMuchWork) return false
      throw error
    }
  }
}

function choose(contacts: Contact[], isMeant: (contact: Contact) => boolean): { seen: Contact[]; chosen: Contact[] } {
  const end = performance.now() + CHOOSING_MS
  const [seen, chosen]: [Contact[], Contact[]] = [[], []]
  for (const contact of contacts) {
    if (seen.length > 0 && performance.now() > end) break
    seen.push(contact)
    if (isMeant(contact)) chosen.push(contact)
  }
  return { seen, chosen }
}

function rowOf(contact: Contact, { flowId, entryId, occurrence }: Run) {
  return rowFor(contact, { kind: 'entry', flow: flowId, entry: entryId, data: { time: occurrence }, depth: 0 })
}

async function goOn(tx: Tx, run: Run, page: { seen: Contact[]; isLast: boolean }): Promise<void> {
  const last = page.seen.at(-1)
  await sql`update schedule_runs set after_contact = ${last?.id ?? run.afterContact},
      done_at = ${page.isLast ? new Date().toISOString() : null}
    where workspace_id = ${tx.workspaceId} and flow_id = ${run.flowId} and entry_id = ${run.entryId} and occurrence = ${run.occurrence}`.execute(
    tx.db,
  )
}
