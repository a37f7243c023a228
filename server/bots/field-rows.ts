/** The rows of described fields, made inside a transaction. */
import { uuidv7 } from 'uuidv7'
import type { PackedField } from '../../engine/pack/package.ts'
import type { Tx } from '../db/in-workspace.ts'

/** Describes these fields; one that the bot has already stays as it is. */
export async function insertFields(tx: Tx, botId: string, fields: readonly PackedField[]): Promise<void> {
  if (fields.length === 0) return
  const rows = fields.map(({ value = null, ...field }) => ({
    ...field,
    workspaceId: tx.workspaceId,
    id: uuidv7(),
    botId,
    value: JSON.stringify(field.kind === 'number' && value !== null ? Number(value) : value),
  }))
  await tx.db
    .insertInto('fields')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'botId', 'scope', 'name']).doNothing())
    .execute()
}
