/** The files of a workspace: added by the team or by visitors, listed, removed, and found again by their address. */
import { randomBytes } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { type FileQuery, type SentFile, StoredFile } from '../../shared/files.ts'
import type { Page } from '../../shared/paging.ts'
import type { Permission } from '../../shared/roles.ts'
import { type Actor, markOf, mayDo, mayUseBot } from '../access/actor.ts'
import { lockWorkspace, stillMay } from '../access/still-may.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { type FileContent, kindOf } from './content.ts'

/** The most that the files of a workspace may have together, in bytes, and how many there may be. */
export const WORKSPACE_BYTES = 2_000_000_000
const WORKSPACE_FILES = 50_000

const ADDRESS = /^\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([A-Za-z0-9_-]{43})\/[^/]+$/

const AddedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: z.string(), name: z.string() }),
  z.object({ kind: z.literal('contact'), channel: z.string(), address: z.string() }),
])
type AddedBy = z.output<typeof AddedBy>

/** Adds a file of the team. Refuses with `limit-reached` where the workspace is full. */
export function addFile(actor: Actor, content: FileContent): Promise<StoredFile> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, permissionOf(actor))
    const by: AddedBy = { kind: 'member', memberId: actor.memberId, name: actor.name }
    const row = await insert(tx, { content, by, botId: null })
    const target = { kind: 'file', id: row.id, name: row.name }
    await record(tx, markOf(actor), 'file.added', { target, data: { mime: row.mime, size: row.size } })
    return show(row)
  })
}

/** Adds a file that a visitor of this bot sends. */
export function addVisitorFile(
  visitor: { workspaceId: string; botId: string; channel: string; address: string },
  content: FileContent,
): Promise<SentFile> {
  const { channel, address, botId } = visitor
  return inWorkspace(visitor, async (tx) => {
    await lockWorkspace(tx)
    const { url, name, mime, size } = show(
      await insert(tx, { content, by: { kind: 'contact', channel, address }, botId }),
    )
    return { url, name, mime, size }
  })
}

/** The files of the team, or of visitors to the bots that this actor may see (M3); newest first. */
export async function listFiles(actor: Actor, query: FileQuery): Promise<Page<StoredFile>> {
  const list = `files|${actor.workspaceId}`
  const [at, id] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = db
      .selectFrom('files')
      .select(SHOWN)
      .where('workspaceId', '=', actor.workspaceId)
      .where(sql<SqlBool>`added_by->>'kind' = ${query.by}`)
    if (query.kind) read = read.where(sql<SqlBool>`mime ~ ${PATTERNS[query.kind]}`)
    if (actor.bots) read = read.where(sql<SqlBool>`(bot_id is null or bot_id = any(${[...actor.bots.keys()]}::uuid[]))`)
    if (at && id) read = read.where(sql<SqlBool>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
    return read
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.createdAt, row.id], show })
}

/** Removes a file for good; its address leads nowhere from then on. */
export function removeFile(actor: Actor, id: string): Promise<void> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, permissionOf(actor))
    const found = await tx.db
      .selectFrom('files')
      .select(['name', 'botId', 'addedBy'])
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!found || (found.botId && !mayUseBot(actor, found.botId, 'viewer'))) throw new Refusal('not-found')
    if (!mayRemove(actor, found)) throw new Refusal('not-allowed')
    await tx.db.deleteFrom('files').where('workspaceId', '=', tx.workspaceId).where('id', '=', id).execute()
    await record(tx, markOf(actor), 'file.removed', { target: { kind: 'file', id, name: found.name } })
  })
}

/** Who may see certain bots only takes away, of what the team has, what they added: other bots show the rest (M3). */
function mayRemove(actor: Actor, file: { botId: string | null; addedBy: unknown }): boolean {
  if (file.botId) return mayUseBot(actor, file.botId, 'agent')
  const by = AddedBy.parse(file.addedBy)
  return actor.bots === null || (by.kind === 'member' && by.memberId === actor.memberId)
}

/** The file at this address when it is one of this workspace (and, of visitors' files, of this bot); else null. */
export async function fileAt(at: { workspaceId: string; botId: string }, url: string): Promise<SentFile | null> {
  const path = url.startsWith(linkTo('/files/')) ? (URL.parse(url)?.pathname ?? '') : ''
  const [, workspaceId, key = ''] = ADDRESS.exec(path) ?? []
  if (workspaceId !== at.workspaceId) return null
  const row = await look(at, (db) =>
    db
      .selectFrom('files')
      .select(SHOWN)
      .where('workspaceId', '=', at.workspaceId)
      .where('key', '=', key)
      .where((e) => e.or([e('botId', 'is', null), e('botId', '=', at.botId)]))
      .executeTakeFirst(),
  )
  if (!row) return null
  const { url: whole, name, mime, size } = show(row)
  return { url: whole, name, mime, size }
}

/** What the address of a file leads to; nothing in a workspace that is deleted. */
export interface OpenFile {
  name: string
  mime: string
  size: number
  key: string
}

export async function openFile(workspaceId: string, key: string): Promise<OpenFile> {
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('files as f')
      .innerJoin('workspaces as w', 'w.id', 'f.workspaceId')
      .select(['f.name', 'f.mime', 'f.size', 'f.key'])
      .where('f.workspaceId', '=', workspaceId)
      .where('f.key', '=', key)
      .where('w.deletedAt', 'is', null)
      .executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  return row
}

/** `length` bytes from `start` on. */
export async function bytesOf(
  workspaceId: string,
  key: string,
  part: { start: number; length: number },
): Promise<Buffer> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql<{ bytes: Buffer }>`select substring(bytes from ${part.start + 1}::int for ${part.length}::int) as bytes
      from files where workspace_id = ${workspaceId} and key = ${key}`.execute(db),
  )
  const [row] = rows
  if (!row) throw new Refusal('not-found')
  return row.bytes
}

const SHOWN = ['id', 'key', 'name', 'mime', 'size', 'addedBy', 'createdAt', 'workspaceId'] as const

const PATTERNS = {
  image: '^image/(png|jpeg|webp|gif)$',
  video: '^video/(mp4|webm|ogg|quicktime|3gpp)$',
  audio: '^audio/',
  file: '^(?!image/(png|jpeg|webp|gif)$|video/(mp4|webm|ogg|quicktime|3gpp)$|audio/)',
} as const

interface Row {
  id: string
  key: string
  name: string
  mime: string
  size: number
  addedBy: unknown
  createdAt: string
  workspaceId: string
}

/** Under the workspace's lock, so that two uploads at once cannot pass the limit together. */
async function insert(tx: Tx, file: { content: FileContent; by: AddedBy; botId: string | null }): Promise<Row> {
  const { content, by, botId } = file
  await findRoom(tx, content.bytes.length)
  const key = randomBytes(32).toString('base64url')
  const { name, mime, bytes } = content
  return tx.db
    .insertInto('files')
    .values({
      workspaceId: tx.workspaceId,
      id: uuidv7(),
      key,
      botId,
      name,
      mime,
      size: bytes.length,
      bytes,
      addedBy: JSON.stringify(by),
    })
    .returning(SHOWN)
    .executeTakeFirstOrThrow()
}

async function findRoom(tx: Tx, size: number): Promise<void> {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*)::int as count, coalesce(sum(size), 0)::float8 as bytes from files
    where workspace_id = ${tx.workspaceId}`.execute(tx.db)
  const { count = 0, bytes = 0 } = rows[0] ?? {}
  if (count < WORKSPACE_FILES && bytes + size <= WORKSPACE_BYTES) return
  throw new Refusal('limit-reached', 'The workspace’s files have the 2 GB that they may have. Remove some first.')
}

function show(row: Row): StoredFile {
  const by = AddedBy.parse(row.addedBy)
  return StoredFile.parse({
    ...row,
    kind: kindOf(row.mime),
    url: linkTo(`/files/${row.workspaceId}/${row.key}/${encodeURIComponent(row.name)}`),
    addedBy: { kind: by.kind, name: by.kind === 'member' ? by.name : '' },
  })
}

/** Who edits flows or answers people may keep files; a key may have only one of the two. */
function permissionOf(actor: Actor): Permission {
  return mayDo(actor, 'flows:edit') ? 'flows:edit' : 'live-chat:use'
}
