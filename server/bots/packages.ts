/** Bots that travel: taken out as one file, brought in as drafts, copied within the workspace. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Flow } from '../../engine/flow.ts'
import { type NamedFlow, packBot, type Source, type Target, unpackBot } from '../../engine/pack/pack.ts'
import { BotPackage, type PackedField, ReportLine } from '../../engine/pack/package.ts'
import { renameFlows } from '../../engine/pack/references.ts'
import { readTypebot } from '../../engine/pack/typebot.ts'
import { Bot } from '../../shared/bots.ts'
import { FieldKind, FieldScope } from '../../shared/fields.ts'
import { FlowTheme } from '../../shared/flow-theme.ts'
import { line } from '../../shared/text.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { invalid } from '../errors.ts'
import { findBot, makeBot, readBot } from './bots.ts'
import { insertFields } from './field-rows.ts'
import { rowsOf } from './flow-rows.ts'
import { readSurroundings } from './flow-surroundings.ts'

const Name = line(80)
export const Import = z.strictObject({ package: BotPackage, name: Name.optional() })
export const TypebotImport = z.strictObject({ typebot: z.unknown(), name: Name.optional() })
export const Copy = z.strictObject({ name: Name.optional() })
/** The bot that was made, and what must be looked at or connected again. */
export const Imported = z.object({ bot: Bot, report: z.array(ReportLine) })
export type Imported = z.output<typeof Imported>

/** The bot with all its flows as they are drafted and the plain values of its own fields, scrubbed; without secrets, members and bot users. */
export async function exportBot(actor: Actor, botId: string): Promise<BotPackage> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'bots:manage')
    const source = await readSource(tx, actor, { botId })
    const emails = await emailsOfMembers(tx)
    await record(tx, markOf(actor), 'bot.exported', {
      target: { kind: 'bot', id: botId, name: source.name },
      data: { botId },
    })
    return packBot(source, { emails, keepsFilesOf: tx.workspaceId }).package
  })
}

/** Makes a bot of what was exported, with its look. */
export async function importBot(actor: Actor, wanted: z.output<typeof Import>): Promise<Imported> {
  return bringIn(actor, { package: wanted.package, name: wanted.name ?? wanted.package.bot.name, source: 'file' })
}

/** Makes a bot of an export of Typebot; what could not be carried over stands in the report. */
export async function importTypebot(actor: Actor, wanted: z.output<typeof TypebotImport>): Promise<Imported> {
  const read = readTypebot(wanted.typebot)
  if (!read.ok) throw invalid('/typebot', read.message, 'not-a-typebot')
  const name = wanted.name ?? read.package.bot.name
  const { bot, report } = await bringIn(actor, { package: read.package, name, source: 'typebot' })
  return { bot, report: [...read.report, ...report] }
}

/** A second bot of the same look, flows and fields, as drafts; it is not published and nobody talks to it yet. */
export async function copyBot(actor: Actor, botId: string, name: string | undefined): Promise<Bot> {
  const id = uuidv7()
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'bots:manage')
    const source = await readSource(tx, actor, { botId })
    const ids = new Map(source.flows.map((flow) => [flow.id, uuidv7()]))
    const flows = source.flows.map((flow) => ({
      ...flow,
      id: ids.get(flow.id) ?? flow.id,
      flow: callsOf(flow.flow, ids),
    }))
    const copy = { id, name: name ?? `${source.name.slice(0, 70)} (copy)`, theme: source.theme, flows: rowsOf(flows) }
    const kind = await makeBot(tx, actor, copy)
    await copyFields(tx, { from: botId, to: id })
    await record(tx, markOf(actor), 'bot.created', {
      target: { kind: 'bot', id, name: copy.name },
      after: { name: copy.name, kind, copyOf: botId },
      data: { botId: id },
    })
  })
  return readBot(actor, id)
}

/** What of a bot is packed; refuses with `invalid` where chosen flows are not its own. */
export async function readSource(
  tx: Tx,
  actor: Actor,
  of: { botId: string; flows?: string[] | undefined },
): Promise<Source> {
  const bot = await findBot(tx, actor, of.botId, 'editor')
  const rows = await tx.db
    .selectFrom('flows')
    .select(['id', 'name', 'isMain', 'draft'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', of.botId)
    .where('deletedAt', 'is', null)
    .orderBy('isMain', 'desc')
    .orderBy('id')
    .execute()
  const chosen = of.flows ? rows.filter(({ id }) => of.flows?.includes(id)) : rows
  if (of.flows && chosen.length < new Set(of.flows).size)
    throw invalid('/flows', 'One of these flows is not in this bot.', 'unknown-flow')
  const flows = chosen.map(({ draft, ...flow }): NamedFlow => ({ ...flow, flow: Flow.parse(draft) }))
  return { name: bot.name, theme: FlowTheme.parse(bot.theme), flows, fields: await fieldsOf(tx, of.botId) }
}

/** What the workspace has to take something in. */
export async function readTarget(tx: Tx, botId: string): Promise<Target> {
  const surroundings = await readSurroundings(tx.db, tx.workspaceId, botId)
  return { ...surroundings, workspaceId: tx.workspaceId, newId: uuidv7 }
}

async function copyFields(tx: Tx, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`insert into fields (workspace_id, id, bot_id, scope, name, kind, description, value)
    select workspace_id, gen_random_uuid(), ${to}::uuid, scope, name, kind, description, value
    from fields where workspace_id = ${tx.workspaceId} and bot_id = ${from}`.execute(tx.db)
}

export async function emailsOfMembers(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select('u.email')
    .where('m.workspaceId', '=', tx.workspaceId)
    .execute()
  return rows.map(({ email }) => email)
}

/** The flow with the copies of the flows that it calls. */
function callsOf(flow: Flow, ids: ReadonlyMap<string, string>): Flow {
  const steps = Object.entries(flow.steps).map(
    ([stepId, step]) => [stepId, renameFlows(step, (id) => ids.get(id))] as const,
  )
  return { ...flow, steps: Object.fromEntries(steps) }
}

async function bringIn(actor: Actor, from: { package: BotPackage; name: string; source: string }): Promise<Imported> {
  const id = uuidv7()
  const report = await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'bots:manage')
    const unpacked = unpackBot(from.package, await readTarget(tx, id))
    const { theme } = from.package.bot
    const kind = await makeBot(tx, actor, { id, name: from.name, theme, flows: rowsOf(unpacked.flows) })
    await insertFields(tx, id, from.package.fields)
    await record(tx, markOf(actor), 'bot.imported', {
      target: { kind: 'bot', id, name: from.name },
      after: { name: from.name, kind, source: from.source, flows: unpacked.flows.length },
      data: { botId: id },
    })
    return unpacked.report
  })
  return { bot: await readBot(actor, id), report }
}

const Described = z.object({
  scope: FieldScope,
  name: z.string(),
  kind: FieldKind,
  description: z.string(),
  value: z.unknown(),
})

/** Values of bot users are none of the bot; of the bot's own fields only texts and numbers, for these it begins with. */
async function fieldsOf(tx: Tx, botId: string): Promise<PackedField[]> {
  const rows = await tx.db
    .selectFrom('fields')
    .select(['scope', 'name', 'kind', 'description', 'value'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .orderBy('scope')
    .orderBy('name')
    .execute()
  return rows.map((row) => {
    const { value, ...field } = Described.parse(row)
    const isPlain = field.scope === 'bot' && (typeof value === 'string' || typeof value === 'number')
    return { ...field, ...(isPlain && { value: String(value) }) }
  })
}
