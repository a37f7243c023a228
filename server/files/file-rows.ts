/** Files as rows: whose they are, what is told of them, and that a workspace has room for them. */
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type SentFile, StoredFile } from '../../shared/files.ts'
import type { Tx } from '../db/in-workspace.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { plainAddress, signedAddress } from './addresses.ts'
import { type FileContent, kindOf } from './content.ts'

/** The most that the files of a workspace may have together, in bytes, and how many there may be. */
export const WORKSPACE_BYTES = 2_000_000_000
const WORKSPACE_FILES = 50_000

export const AddedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: z.string(), name: z.string() }),
  z.object({ kind: z.literal('contact'), channel: z.string(), address: z.string() }),
])
export type AddedBy = z.output<typeof AddedBy>

export const SHOWN = ['id', 'key', 'name', 'mime', 'size', 'addedBy', 'createdAt', 'workspaceId', 'isPrivate'] as const

export interface FileRow {
  id: string
  key: string
  name: string
  mime: string
  size: number
  addedBy: unknown
  createdAt: string
  workspaceId: string
  isPrivate: boolean
}

export interface NewFile {
  id: string
  content: FileContent
  by: AddedBy
  botId: string | null
  /** where its bytes lie already */
  at: { key: string; store: string }
}

/**
 * Inserts the row under the workspace's lock, so that two uploads at once cannot pass the limit together. Refuses with
 * `limit-reached`. undefined where there is a row of this id.
 */
export async function insertFile(tx: Tx, { id, content, by, botId, at }: NewFile): Promise<FileRow | undefined> {
  const { name, mime, bytes } = content
  await findRoom(tx, bytes.length)
  return tx.db
    .insertInto('files')
    .values({
      ...{ workspaceId: tx.workspaceId, id, botId, name, mime, size: bytes.length, bytes: null, ...at },
      isPrivate: by.kind === 'contact',
      addedBy: JSON.stringify(by),
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'id']).doNothing())
    .returning(SHOWN)
    .executeTakeFirst()
}

export function rowOfId(db: Kysely<DB>, workspaceId: string, id: string): Promise<FileRow | undefined> {
  return db
    .selectFrom('files')
    .select(SHOWN)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** As the team sees it; what people sent has an address for a while. */
export function show(row: FileRow): StoredFile {
  const by = AddedBy.parse(row.addedBy)
  return StoredFile.parse({
    ...row,
    kind: kindOf(row.mime),
    url: row.isPrivate ? freshAddress(row) : plainAddress(row),
    addedBy: { kind: by.kind, name: by.kind === 'member' ? by.name : '' },
  })
}

/** As messages hold it: with its plain address. */
export function kept(row: FileRow): SentFile {
  const { name, mime, size } = row
  return { url: plainAddress(row), name, mime, size }
}

export function freshAddress(row: FileRow): string {
  return signedAddress({ plain: plainAddress(row), workspaceId: row.workspaceId, key: row.key })
}

async function findRoom(tx: Tx, size: number): Promise<void> {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*)::int as count, coalesce(sum(size), 0)::float8 as bytes from files
    where workspace_id = ${tx.workspaceId}`.execute(tx.db)
  const { count = 0, bytes = 0 } = rows[0] ?? {}
  if (count < WORKSPACE_FILES && bytes + size <= WORKSPACE_BYTES) return
  throw new Refusal('limit-reached', 'The workspace’s files have the 2 GB that they may have. Remove some first.')
}
