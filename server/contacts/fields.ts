/** Fields that people describe: of bot users, and of the bot itself, which hold their value here. */
import { uuidv7 } from 'uuidv7'
import type { FieldChange, NewField } from '../../shared/contacts.ts'
import { Field, type FieldKind, FieldScope, type Value } from '../../shared/fields.ts'
import { type Actor, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { findBot } from '../bots/bots.ts'
import { fieldsFit } from '../bots/field-rows.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { invalid, Refusal } from '../errors.ts'
import { fitting } from './field-kinds.ts'

/** The bot's fields by name, those of the bot itself after those of its users. */
export async function listFields(actor: Actor, botId: string, scope?: FieldScope): Promise<Field[]> {
  if (!mayUseBot(actor, botId, 'viewer')) throw new Refusal('not-found')
  const rows = await look(actor, (db) => {
    const all = db
      .selectFrom('bots as b')
      .leftJoin('fields as f', (join) =>
        join.onRef('f.workspaceId', '=', 'b.workspaceId').onRef('f.botId', '=', 'b.id'),
      )
      .select(['f.id', 'f.scope', 'f.name', 'f.kind', 'f.description', 'f.value', 'f.createdAt'])
      .where('b.workspaceId', '=', actor.workspaceId)
      .where('b.id', '=', botId)
      .where('b.deletedAt', 'is', null)
      .orderBy('f.scope', 'desc')
      .orderBy('f.name')
    return all.execute()
  })
  if (rows.length === 0) throw new Refusal('not-found')
  const fields = rows.filter(({ id }) => id !== null).map((row) => Field.parse(row))
  return scope ? fields.filter((field) => field.scope === scope) : fields
}

/** Describes a field; refuses with `conflict` where the name is taken. */
export async function addField(actor: Actor, botId: string, wanted: NewField): Promise<Field> {
  const { scope, name, kind, description } = wanted
  const value = scope === 'bot' ? valueFor(kind, wanted.value ?? null) : null
  const id = uuidv7()
  return inWorkspace(actor, async (tx) => {
    await mayChange(tx, actor, botId)
    await fieldsFit(tx, botId, 1)
    const row = await tx.db
      .insertInto('fields')
      .values({
        workspaceId: tx.workspaceId,
        id,
        botId,
        scope,
        name,
        kind,
        description,
        value: JSON.stringify(value),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refusal('conflict', `There is a field “${name}” already.`)
    return Field.parse(row)
  })
}

/** Changes kind, description or value; a value that the kind does not take is refused. */
export async function changeField(
  actor: Actor,
  at: { botId: string; id: string },
  change: FieldChange,
): Promise<Field> {
  return inWorkspace(actor, async (tx) => {
    await mayChange(tx, actor, at.botId)
    const field = await findField(tx, at)
    const kind = change.kind ?? field.kind
    const isOfBot = FieldScope.parse(field.scope) === 'bot'
    const value = isOfBot ? valueFor(kind, change.value === undefined ? field.value : change.value) : null
    const row = await tx.db
      .updateTable('fields')
      .set({ kind, description: change.description ?? field.description, value: JSON.stringify(value) })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', at.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return Field.parse(row)
  })
}

/** Takes the description away; what bot users hold under this name stays with them. */
export async function removeField(actor: Actor, at: { botId: string; id: string }): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await mayChange(tx, actor, at.botId)
    await findField(tx, at)
    await tx.db.deleteFrom('fields').where('workspaceId', '=', tx.workspaceId).where('id', '=', at.id).execute()
  })
}

async function mayChange(tx: Tx, actor: Actor, botId: string): Promise<void> {
  await stillMay(tx, actor, 'flows:edit')
  await findBot(tx, actor, botId, 'editor')
}

async function findField(tx: Tx, { botId, id }: { botId: string; id: string }): Promise<Field> {
  const row = await tx.db
    .selectFrom('fields')
    .selectAll()
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return Field.parse(row)
}

function valueFor(kind: FieldKind, value: Value): Value {
  const fits = fitting(value, kind)
  if (fits === undefined) throw invalid('/value', `The value does not fit the kind “${kind}”.`, 'wrong-kind')
  return fits
}
