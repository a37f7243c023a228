/** The bytes of files: laid down before the row that names them, and taken away after it. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { look } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { pathOf, presentStore, storeNamed } from './store.ts'

interface Laid {
  key: string
  store: string
}

/** Lays the bytes down and lets `insert` write the row; where that fails they are taken away again. After a kill in between the sweep finds them. */
export async function layDown<T>(workspaceId: string, bytes: Buffer, insert: (at: Laid) => Promise<T>): Promise<T> {
  const at = await layUnder(workspaceId, randomBytes(32).toString('base64url'), bytes)
  try {
    return await insert(at)
  } catch (error) {
    await takeAway(workspaceId, at)
    throw error
  }
}

/** Lays the bytes down under this key. */
export async function layUnder(workspaceId: string, key: string, bytes: Buffer): Promise<Laid> {
  const store = presentStore()
  await store.put(pathOf(workspaceId, key), bytes)
  return { key, store: store.name }
}

/** Takes the bytes away whose row is gone. Throws nothing: what stays is swept later. */
export async function takeAway(workspaceId: string, { key, store }: Laid): Promise<void> {
  if (store === 'database') return
  try {
    await storeNamed(store).remove(pathOf(workspaceId, key))
  } catch (error) {
    log.warn({ err: error, store }, 'the bytes of a removed file stay until they are swept')
  }
}

/** `length` bytes from `start` on. Refuses with `not-found` what is gone meanwhile. */
export async function bytesOf(
  { workspaceId, key, store }: Laid & { workspaceId: string },
  part: { start: number; length: number },
): Promise<Buffer> {
  const bytes =
    store === 'database'
      ? await fromDatabase(workspaceId, key, part)
      : await storeNamed(store).read(pathOf(workspaceId, key), part)
  if (bytes?.length === part.length) return bytes
  if (bytes || store !== 'database') log.error({ workspaceId, store }, 'a file lacks its bytes')
  throw new Refusal('not-found')
}

/** Where the files of older versions lie. */
async function fromDatabase(
  workspaceId: string,
  key: string,
  { start, length }: { start: number; length: number },
): Promise<Buffer | undefined> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql<{ bytes: Buffer | null }>`select substring(bytes from ${start + 1}::int for ${length}::int) as bytes
      from files where workspace_id = ${workspaceId} and key = ${key}`.execute(db),
  )
  return rows[0]?.bytes ?? undefined
}
