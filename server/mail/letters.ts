/** Letters wait as sealed rows, written in the transaction of what they tell, so that a rollback takes them along. */
import type { Kysely } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { seal, unseal } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { compose } from './compose.ts'
import type { LetterKind, LetterValues } from './letters/kinds.ts'
import { isMailSent } from './settings.ts'

/** A letter to one address. With `workspace` it carries that workspace's logo. */
export interface Letter<K extends LetterKind> {
  kind: K
  to: string
  /** The reader's language; English when it is none of ours. */
  language?: string
  values: LetterValues[K]
  workspace?: { id: string; name: string }
}

export type LetterBody = z.output<typeof LetterBody>
export const LetterBody = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  /** who it says it is from, instead of the installation */
  fromName: z.string().optional(),
})

/** Puts a letter into the outbox and returns its id; `db` is the caller's transaction. Without SMTP it is kept for operators to read. */
export async function enqueueLetter<K extends LetterKind>(db: Kysely<DB>, letter: Letter<K>): Promise<string> {
  const { kind, to, language = 'en', values, workspace } = letter
  const id = uuidv7()
  const logoOf = workspace && (await hasLogo(db, workspace.id)) ? workspace.name : undefined
  const fromName = kind === 'flow-mail' && workspace ? { fromName: workspace.name } : {}
  const body: LetterBody = { ...compose({ kind, language, values }, logoOf), ...fromName }
  const row = {
    id,
    kind,
    recipient: to,
    language,
    workspaceId: workspace?.id ?? null,
    status: isMailSent() ? 'waiting' : 'kept',
  }
  await db
    .insertInto('letters')
    .values({ ...row, sealed: seal(JSON.stringify(body), placeOf(id)) })
    .execute()
  return id
}

/** What a kept row says. */
export function readLetter(row: { id: string; sealed: Buffer }): LetterBody {
  return LetterBody.parse(JSON.parse(unseal(row.sealed, placeOf(row.id))))
}

async function hasLogo(db: Kysely<DB>, workspaceId: string): Promise<boolean> {
  const logo = await db
    .selectFrom('workspaceLogos')
    .select('etag')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return logo !== undefined
}

function placeOf(id: string): string {
  return `letter|${id}`
}

const KEPT_DAYS = 90

/** Removes letters of three months ago: they hold addresses, and their links are long past (attack 105). */
export async function forgetOldLetters(): Promise<void> {
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString()
  await bare().deleteFrom('letters').where('createdAt', '<', before).execute()
}
