/** The files of a workspace: added by the team or by visitors, listed, removed, and found again by their address. */
import { type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { FileQuery, SentFile, StoredFile } from '../../shared/files.ts'
import type { Page } from '../../shared/paging.ts'
import type { Permission } from '../../shared/roles.ts'
import { type Actor, markOf, mayDo, mayUseBot } from '../access/actor.ts'
import { lockWorkspace, stillMay } from '../access/still-may.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { readAddress } from './addresses.ts'
import { layDown, takeAway } from './bytes.ts'
import type { FileContent } from './content.ts'
import { AddedBy, type FileRow, freshAddress, insertFile, kept, type NewFile, SHOWN, show } from './file-rows.ts'
import type { Reader } from './links.ts'

/** Adds a file of the team. Refuses with `limit-reached` where the workspace is full. */
export function addFile(actor: Actor, content: FileContent): Promise<StoredFile> {
  return layDown(actor.workspaceId, content.bytes, (at) =>
    inWorkspace(actor, async (tx) => {
      await stillMay(tx, actor, permissionOf(actor))
      const by: AddedBy = { kind: 'member', memberId: actor.memberId, name: actor.name }
      const row = await insertNew(tx, { content, by, botId: null, at })
      const target = { kind: 'file', id: row.id, name: row.name }
      await record(tx, markOf(actor), 'file.added', { target, data: { mime: row.mime, size: row.size } })
      return show(row)
    }),
  )
}

/** Adds a file that a visitor of this bot sends; its address is good for a while. */
export function addVisitorFile(
  visitor: { workspaceId: string; botId: string; channel: string; address: string },
  content: FileContent,
): Promise<SentFile> {
  const { workspaceId, channel, address, botId } = visitor
  return layDown(workspaceId, content.bytes, (at) =>
    inWorkspace(visitor, async (tx) => {
      await lockWorkspace(tx)
      const row = await insertNew(tx, { content, by: { kind: 'contact', channel, address }, botId, at })
      return { ...kept(row), url: freshAddress(row) }
    }),
  )
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
export async function removeFile(actor: Actor, id: string): Promise<void> {
  const removed = await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, permissionOf(actor))
    const found = await tx.db
      .selectFrom('files')
      .select(['name', 'botId', 'addedBy', 'key', 'store'])
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!found || (found.botId && !mayUseBot(actor, found.botId, 'viewer'))) throw new Refusal('not-found')
    if (!mayRemove(actor, found)) throw new Refusal('not-allowed')
    await tx.db.deleteFrom('files').where('workspaceId', '=', tx.workspaceId).where('id', '=', id).execute()
    await record(tx, markOf(actor), 'file.removed', { target: { kind: 'file', id, name: found.name } })
    return found
  })
  await takeAway(actor.workspaceId, removed)
}

/** Who may see certain bots only takes away, of what the team has, what they added: other bots show the rest (M3). */
function mayRemove(actor: Actor, file: { botId: string | null; addedBy: unknown }): boolean {
  if (file.botId) return mayUseBot(actor, file.botId, 'agent')
  const by = AddedBy.parse(file.addedBy)
  return actor.bots === null || (by.kind === 'member' && by.memberId === actor.memberId)
}

/** The file at this address, signed or not, when the reader may have it; as messages keep it, else null. */
export async function fileAt({ workspaceId, botId, person }: Reader, url: string): Promise<SentFile | null> {
  const address = readAddress(url)
  if (address?.workspaceId !== workspaceId) return null
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('files')
      .select(SHOWN)
      .where('workspaceId', '=', workspaceId)
      .where('key', '=', address.key)
      .where((e) => e.or([e('botId', 'is', null), e('botId', '=', botId)]))
      .executeTakeFirst(),
  )
  return row && isOf(row, person) ? kept(row) : null
}

/** Of what people sent, a person has only what they sent themselves. */
function isOf({ isPrivate, addedBy }: FileRow, person: Reader['person']): boolean {
  const by = AddedBy.parse(addedBy)
  if (!isPrivate || !person) return true
  return by.kind === 'contact' && by.channel === person.channel && by.address === person.address
}

const PATTERNS = {
  image: '^image/(png|jpeg|webp|gif)$',
  video: '^video/(mp4|webm|ogg|quicktime|3gpp)$',
  audio: '^audio/',
  file: '^(?!image/(png|jpeg|webp|gif)$|video/(mp4|webm|ogg|quicktime|3gpp)$|audio/)',
} as const

async function insertNew(tx: Tx, file: Omit<NewFile, 'id'>): Promise<FileRow> {
  const row = await insertFile(tx, { ...file, id: uuidv7() })
  if (!row) throw new Error('a new id is taken')
  return row
}

/** Who edits flows or answers people may keep files; a key may have only one of the two. */
function permissionOf(actor: Actor): Permission {
  return mayDo(actor, 'flows:edit') ? 'flows:edit' : 'live-chat:use'
}
