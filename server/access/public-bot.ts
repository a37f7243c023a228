/** What a widget names: a bot by its public key, and a visitor by a token that is good for that bot alone. */
import { randomBytes } from 'node:crypto'
import { isSame, sign } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { Refusal } from '../errors.ts'

/** A bot as the public door knows it. */
export interface PublicBot {
  workspaceId: string
  botId: string
  name: string
  theme: unknown
  allowedOrigins: string[]
  workspaceName: string
  logoEtag: string | null
}

/** The bot of this key; `not-found` when there is none, or it or its workspace is deleted (attack 20). */
export async function publicBot(publicKey: string): Promise<PublicBot> {
  const bot = await bare()
    .selectFrom('botKeys as k')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'k.workspaceId').onRef('b.id', '=', 'k.botId'))
    .innerJoin('workspaces as w', 'w.id', 'k.workspaceId')
    .leftJoin('workspaceLogos as l', 'l.workspaceId', 'k.workspaceId')
    .select([
      'k.workspaceId',
      'k.botId',
      'b.name',
      'b.theme',
      'b.allowedOrigins',
      'w.name as workspaceName',
      'l.etag as logoEtag',
    ])
    .where('k.publicKey', '=', publicKey.slice(0, 64))
    .where('b.deletedAt', 'is', null)
    .where('w.deletedAt', 'is', null)
    .executeTakeFirst()
  if (!bot) throw new Refusal('not-found')
  return bot
}

/** A token for a new visitor of this bot: 128 random bits that name them, and our mark that binds them to the bot. */
export function newVisitor(botId: string): string {
  const name = randomBytes(16)
  return Buffer.concat([name, markOf(botId, name)]).toString('base64url')
}

/** Who this token names; `not-found` when it is not one of this bot (attack 18). */
export function visitorOfToken(token: string, botId: string): string {
  const bytes = Buffer.from(token, 'base64url')
  const name = bytes.subarray(0, 16)
  if (bytes.length !== 48 || !isSame(bytes.subarray(16), markOf(botId, name))) throw new Refusal('not-found')
  return name.toString('hex')
}

function markOf(botId: string, name: Buffer): Buffer {
  return sign('visitor', `${botId}|${name.toString('hex')}`)
}
