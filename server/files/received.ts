/** Files that channels fetched from their providers: taken in as those of visitors are, once each. */
import type { SentFile } from '../../shared/files.ts'
import { lockWorkspace } from '../access/still-may.ts'
import { sign } from '../crypto.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import { layUnder } from './bytes.ts'
import { readContent } from './content.ts'
import { insertFile, kept, rowOfId } from './file-rows.ts'

/** The most that a file of a provider may have, in bytes. */
export const RECEIVED_LIMIT = 20_000_000

interface Place {
  workspaceId: string
  botId: string
  channel: string
  address: string
}

/** A refusal is an answer, with a sentence for the team. */
export type TakenIn = { ok: true; file: SentFile } | { ok: false; reason: string }

/**
 * Adds a file that a person sent through a channel; `id` is a uuid, and the same one counts once: again it gives the file of
 * the first time. The address is the plain one. Throws only where the store or the database fails, so that it can be tried again.
 */
export async function addReceivedFile(
  where: Place,
  given: { id: string; bytes: Uint8Array; name: string },
): Promise<TakenIn> {
  const known = await look(where, (db) => rowOfId(db, where.workspaceId, given.id))
  if (known) return { ok: true, file: kept(known) }
  if (given.bytes.length > RECEIVED_LIMIT) return { ok: false, reason: 'A file may have 20 MB.' }
  try {
    return { ok: true, file: await takeIn(where, given) }
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return { ok: false, reason: error.message }
    throw error
  }
}

async function takeIn(
  where: Place,
  { id, bytes, name }: { id: string; bytes: Uint8Array; name: string },
): Promise<SentFile> {
  const { workspaceId, botId, channel, address } = where
  const content = await readContent(Buffer.from(bytes), name)
  const at = await layUnder(workspaceId, keyOf(workspaceId, id), content.bytes)
  return inWorkspace(where, async (tx) => {
    await lockWorkspace(tx)
    const by = { kind: 'contact', channel, address } as const
    const row = (await insertFile(tx, { id, content, by, botId, at })) ?? (await rowOfId(tx.db, workspaceId, id))
    if (!row) throw new Error('the row of a file is gone at once')
    return kept(row)
  })
}

/** Not to be guessed, but the same at every try: a try that was killed leaves nothing that the next does not use. */
function keyOf(workspaceId: string, id: string): string {
  return sign('file-key', `${workspaceId}|${id}`).toString('base64url')
}
