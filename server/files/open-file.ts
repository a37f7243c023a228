/** Who gets what lies at a file's address: everybody a file of the team, and what people sent whoever has a good signature, or may read their chats. */
import type { Actor } from '../access/actor.ts'
import { mayDo, mayUseBot } from '../access/actor.ts'
import { type Credentials, who } from '../access/who.ts'
import { look } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import { secondsLeft } from './addresses.ts'

export interface OpenFile {
  name: string
  mime: string
  size: number
  key: string
  store: string
  /** Whether its address is all that one needs. */
  isOpen: boolean
  /** how long it may be seen without asking again */
  seconds: number
}

interface Shown {
  until: string | undefined
  sig: string | undefined
  credentials: Credentials | null
}

/** `not-found` where there is no file, it may not be seen, or its workspace is deleted; all of these sound the same (attack 15). */
export async function openFile(at: { workspaceId: string; key: string }, shown: Shown): Promise<OpenFile> {
  const { workspaceId, key } = at
  const row = await look(at, (db) =>
    db
      .selectFrom('files as f')
      .innerJoin('workspaces as w', 'w.id', 'f.workspaceId')
      .select(['f.name', 'f.mime', 'f.size', 'f.key', 'f.store', 'f.isPrivate', 'f.botId'])
      .where('f.workspaceId', '=', workspaceId)
      .where('f.key', '=', key)
      .where('w.deletedAt', 'is', null)
      .executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  const { isPrivate, botId, ...file } = row
  if (!isPrivate) return { ...file, isOpen: true, seconds: 0 }
  const seconds = secondsLeft(at, shown)
  if (seconds > 0) return { ...file, isOpen: false, seconds }
  const actor = shown.credentials && (await who(shown.credentials, workspaceId, false))?.actor
  if (!actor || !mayReadChats(actor, botId)) throw new Refusal('not-found')
  return { ...file, isOpen: false, seconds: 0 }
}

/** Members follow plain addresses from fields, exports and error logs. */
function mayReadChats(actor: Actor, botId: string | null): boolean {
  return mayDo(actor, 'live-chat:use') && botId !== null && mayUseBot(actor, botId, 'viewer')
}
