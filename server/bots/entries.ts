/** The entries of a published flow that something else than a person's words opens, where those who open them look. */
import type { Entry } from '../../engine/entry.ts'
import type { Flow } from '../../engine/flow.ts'
import { hashToken, newToken, seal, unseal } from '../crypto.ts'
import type { Tx } from '../db/in-workspace.ts'

const OPENED_BY_EVENTS = new Set(['tag-added', 'field-changed', 'conversation-resolved', 'webhook', 'schedule'])

/** Puts the published flow's entries in the place of those before; a webhook entry that stays keeps its address. */
export async function rewriteEntries(tx: Tx, flow: { botId: string; id: string }, graph: Flow): Promise<void> {
  const entries = (graph.entries ?? []).filter(({ kind }) => OPENED_BY_EVENTS.has(kind))
  await removeEntries(tx, flow.id)
  if (entries.length > 0)
    await tx.db
      .insertInto('flowEntries')
      .values(entries.map((entry) => rowOf(tx, flow, entry)))
      .execute()
  await keepHooks(tx, flow.id, entries)
}

/** Nothing opens the flow any more, and its addresses end. */
export async function closeEntries(tx: Tx, flowId: string): Promise<void> {
  await removeEntries(tx, flowId)
  await keepHooks(tx, flowId, [])
}

/** Gives the webhook entry a new address; the one before ends. Returns the token. */
export async function renewHookKey(tx: Tx, flowId: string, entryId: string): Promise<string> {
  const token = newToken()
  const key = { tokenHash: hashToken(token), sealedToken: seal(token, placeOf(tx.workspaceId, flowId, entryId)) }
  await tx.db
    .insertInto('hookKeys')
    .values({ workspaceId: tx.workspaceId, flowId, entryId, ...key })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'flowId', 'entryId']).doUpdateSet(key))
    .execute()
  return token
}

/** The token of a webhook entry's address. */
export function openHookKey(
  workspaceId: string,
  key: { flowId: string; entryId: string; sealedToken: Buffer },
): string {
  return unseal(key.sealedToken, placeOf(workspaceId, key.flowId, key.entryId))
}

function rowOf(tx: Tx, flow: { botId: string; id: string }, entry: Entry) {
  const detail = JSON.stringify(entry)
  return {
    workspaceId: tx.workspaceId,
    flowId: flow.id,
    entryId: entry.id,
    botId: flow.botId,
    kind: entry.kind,
    detail,
  }
}

async function removeEntries(tx: Tx, flowId: string): Promise<void> {
  await tx.db.deleteFrom('flowEntries').where('workspaceId', '=', tx.workspaceId).where('flowId', '=', flowId).execute()
}

async function keepHooks(tx: Tx, flowId: string, entries: Entry[]): Promise<void> {
  const wanted = entries.filter(({ kind }) => kind === 'webhook').map(({ id }) => id)
  const keys = await tx.db
    .selectFrom('hookKeys')
    .select('entryId')
    .where('workspaceId', '=', tx.workspaceId)
    .where('flowId', '=', flowId)
    .execute()
  const had = keys.map(({ entryId }) => entryId)
  const gone = had.filter((id) => !wanted.includes(id))
  if (gone.length > 0)
    await tx.db
      .deleteFrom('hookKeys')
      .where('workspaceId', '=', tx.workspaceId)
      .where('flowId', '=', flowId)
      .where('entryId', 'in', gone)
      .execute()
  for (const id of wanted.filter((each) => !had.includes(each))) await renewHookKey(tx, flowId, id)
}

function placeOf(workspaceId: string, flowId: string, entryId: string): string {
  return `${workspaceId}|hook|${flowId}|${entryId}|token`
}
