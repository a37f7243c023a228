/** The rows of described fields, made inside a transaction. */
import { uuidv7 } from 'uuidv7'
import type { PackedField } from '../../engine/pack/package.ts'
import type { Value } from '../../shared/fields.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'

const FIELDS_OF_A_BOT = 500

/** Describes these fields; one that the bot has already stays as it is. Refuses with `conflict` where they are too many. */
export async function insertFields(tx: Tx, botId: string, fields: readonly PackedField[]): Promise<void> {
  if (fields.length === 0) return
  const rows = fields.map((field) => ({
    ...field,
    workspaceId: tx.workspaceId,
    id: uuidv7(),
    botId,
    value: JSON.stringify(beginningOf(field)),
  }))
  await tx.db
    .insertInto('fields')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'botId', 'scope', 'name']).doNothing())
    .execute()
  await fieldsFit(tx, botId, 0)
}

/** Makes sure that `count` more fields fit; the bot is locked, or new. */
export async function fieldsFit(tx: Tx, botId: string, count: number): Promise<void> {
  const { known } = await tx.db
    .selectFrom('fields')
    .select((e) => e.fn.countAll<number>().as('known'))
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .executeTakeFirstOrThrow()
  if (known + count > FIELDS_OF_A_BOT)
    throw new Refusal('conflict', `A bot has at most ${FIELDS_OF_A_BOT} described fields.`)
}

/** Only fields of the bot itself hold a value here. */
function beginningOf({ scope, kind, value }: PackedField): Value {
  if (scope === 'user' || value === undefined) return null
  return kind === 'number' ? Number(value) : value
}
