/** Installing a template: a new bot of it as drafts, or its flows as sub-flows of a bot that is there. */
import { uuidv7 } from 'uuidv7'
import { type NamedFlow, unpackBot } from '../../engine/pack/pack.ts'
import type { BotPackage, PackedField, ReportLine } from '../../engine/pack/package.ts'
import { renameFields } from '../../engine/pack/rename-fields.ts'
import { STARTERS } from '../../engine/starters.ts'
import type { TemplateInstall } from '../../shared/templates.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { spend } from '../access/rates.ts'
import { stillMay } from '../access/still-may.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { invalid } from '../errors.ts'
import { findBot, makeBot, readBot } from './bots.ts'
import { insertFields } from './field-rows.ts'
import { insertFlow, rowsOf } from './flow-rows.ts'
import { flowsFit } from './flows.ts'
import { findShared } from './gallery.ts'
import { type Imported, readTarget } from './packages.ts'
import { packStarter } from './starter-package.ts'
import { behindLink, claimLink, countInstall, giveLinkBack, type Linked } from './template-links.ts'

/** Refuses with `limit-reached` where the plan has no room, and with `gone` where a link was used, has run out, or never was. */
export async function installTemplate(actor: Actor, wanted: TemplateInstall): Promise<Imported> {
  const found = await find(actor, wanted.from)
  if (!found.template) return install(actor, found, wanted)

  const claim = uuidv7()
  await claimLink(found.template, claim)
  try {
    const installed = await install(actor, found, wanted)
    await countInstall(found.template)
    return installed
  } catch (error) {
    await giveLinkBack(found.template, claim)
    throw error
  }
}

interface Found {
  name: string
  package: BotPackage
  /** none where it is a starter of ours */
  template?: Linked
}

async function find(actor: Actor, from: TemplateInstall['from']): Promise<Found> {
  if ('starter' in from) {
    const starter = STARTERS.find(({ id }) => id === from.starter)
    if (!starter) throw invalid('/from/starter', 'There is no such starter.', 'unknown-starter')
    return { name: starter.name, package: packStarter(starter) }
  }
  const template = 'token' in from ? await linkedTemplate(actor, from.token) : await findShared(actor, from.template)
  return { name: template.name, package: template.package, template }
}

/** Nobody finds a link by trying. */
export async function linkedTemplate(actor: Actor, token: string): Promise<Linked> {
  await spend('template-link', actor.memberId)
  return behindLink(token)
}

async function install(actor: Actor, found: Found, wanted: TemplateInstall): Promise<Imported> {
  const chosen = choose(found.package, wanted.flows)
  const botId = wanted.into ?? uuidv7()
  const report = await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'bots:manage')
    const { flows, report } = unpackBot(chosen, await readTarget(tx, botId))
    const fields = mapFields(chosen.fields, wanted.fields ?? {})
    const mapped = flows.map((flow) => ({ ...flow, flow: renameFields(flow.flow, fields.names) }))
    const name = wanted.name ?? found.name
    const lines = wanted.into
      ? await addFlows(tx, actor, { botId, flows: mapped, fields: fields.described })
      : await addBot(tx, actor, { botId, name, flows: mapped, fields: fields.described })
    await record(tx, markOf(actor), 'template.installed', {
      target: { kind: 'bot', id: botId, name },
      after: { template: found.name, flows: mapped.map((flow) => flow.name) },
      data: { botId },
    })
    return [...report, ...lines]
  })
  return { bot: await readBot(actor, botId), report }
}

/** Only these flows; calls of others are dropped when they are unpacked. */
function choose(from: BotPackage, keys: string[] | undefined): BotPackage {
  if (!keys) return from
  const unknown = keys.find((key) => from.flows.every((flow) => flow.key !== key))
  if (unknown !== undefined) throw invalid('/flows', `The template has no flow “${unknown}”.`, 'unknown-flow')
  return { ...from, flows: from.flows.filter(({ key }) => keys.includes(key)) }
}

function mapFields(fields: PackedField[], mapping: Record<string, string>) {
  const nameOf = (name: string) => (Object.hasOwn(mapping, name) ? (mapping[name] ?? name) : name)
  const names = new Map(
    Object.entries(mapping).flatMap(
      ([from, to]): Array<[string, string]> => [
        [from, to],
        [`bot.${from}`, `bot.${to}`],
      ],
    ),
  )
  return { names, described: fields.map((field) => ({ ...field, name: nameOf(field.name) })) }
}

interface Parts {
  botId: string
  flows: NamedFlow[]
  fields: PackedField[]
}

async function addBot(
  tx: Tx,
  actor: Actor,
  { botId, name, flows, fields }: Parts & { name: string },
): Promise<ReportLine[]> {
  await makeBot(tx, actor, { id: botId, name, flows: rowsOf(flows) })
  await insertFields(tx, botId, fields)
  return []
}

async function addFlows(tx: Tx, actor: Actor, { botId, flows, fields }: Parts): Promise<ReportLine[]> {
  await findBot(tx, actor, botId, 'editor')
  await flowsFit(tx, botId, flows.length)
  for (const { flow, ...row } of flows)
    await insertFlow(tx, { ...row, botId, isMain: false, draft: flow, by: actor.userId })
  const lines = await otherKinds(tx, botId, fields)
  await insertFields(tx, botId, fields)
  return lines
}

async function otherKinds(tx: Tx, botId: string, fields: PackedField[]): Promise<ReportLine[]> {
  const rows = await tx.db
    .selectFrom('fields')
    .select(['scope', 'name', 'kind'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .execute()
  return fields.flatMap(({ scope, name, kind }): ReportLine[] => {
    const known = rows.find((row) => row.scope === scope && row.name === name)
    if (!known || known.kind === kind) return []
    const message = `The field ${name} is there already as ${known.kind}; the template means ${kind}.`
    return [{ severity: 'warning', what: 'field', where: '', message }]
  })
}
