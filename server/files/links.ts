/** Signs the addresses of files that people sent, where they leave for those who may see them. */
import { z } from 'zod'
import { look, type Tx } from '../db/in-workspace.ts'
import { addressesIn, signIn } from './addresses.ts'

/** Who will read it: the team, of this bot; or this person, who gets only what they sent themselves. */
export interface Reader {
  workspaceId: string
  botId: string
  person?: { channel: string; address: string }
}

/**
 * The value with fresh addresses for this reader. Stored is the plain address always; a signed one in a stored text is signed anew.
 * Files of the team, and files that the reader may not see, stay as they are. Inside of a transaction hand it over.
 */
export async function signed<T>(reader: Reader, value: T, tx?: Tx): Promise<T> {
  const text = JSON.stringify(value)
  if (!text?.includes('/files/')) return value
  const keys = new Set(addressesIn(reader.workspaceId, text).map(({ key }) => key))
  if (keys.size === 0) return value
  const sent = await findSent(reader.workspaceId, [...keys], tx)
  const open = [...keys].filter((key) => maySee(reader, sent.get(key) ?? null))
  return open.length > 0 ? JSON.parse(signIn(text, reader.workspaceId, new Set(open))) : value
}

interface Place {
  workspaceId: string
  botId: string
  channel: string
  address: string
}

interface Spoken {
  author: string
}

/** A message for a person: of what bots say only their own files are opened, or whoever knows an old address could have it said. */
export function signedFor<T extends Spoken>(at: Place, message: T): Promise<T> {
  const { workspaceId, botId, channel, address } = at
  const person = { channel, address }
  return signed({ workspaceId, botId, ...(message.author !== 'member' && { person }) }, message)
}

const Sent = z.object({ botId: z.string(), channel: z.string(), address: z.string() })
type Sent = z.output<typeof Sent>

/** A file never changes whose it is. null: of the team. */
const known = new Map<string, Sent | null>()
const MOST_KNOWN = 10_000

async function findSent(workspaceId: string, keys: string[], tx?: Tx): Promise<Map<string, Sent | null>> {
  const unknown = keys.filter((key) => !known.has(nameOf(workspaceId, key)))
  if (unknown.length > 0) {
    if (known.size > MOST_KNOWN) known.clear()
    const rows = await (tx ? read(tx.db) : look({ workspaceId }, read))
    for (const { key, botId, isPrivate, addedBy } of rows) {
      const sent = isPrivate ? Sent.safeParse({ botId, ...Object(addedBy) }).data : null
      known.set(nameOf(workspaceId, key), sent ?? null)
    }
  }
  return new Map(keys.map((key) => [key, known.get(nameOf(workspaceId, key)) ?? null]))

  function read(db: Tx['db']) {
    return db
      .selectFrom('files')
      .select(['key', 'botId', 'isPrivate', 'addedBy'])
      .where('workspaceId', '=', workspaceId)
      .where('key', 'in', unknown)
      .execute()
  }
}

function nameOf(workspaceId: string, key: string): string {
  return `${workspaceId}|${key}`
}

function maySee({ botId, person }: Reader, sent: Sent | null): boolean {
  if (!sent || sent.botId !== botId) return false
  return !person || (person.channel === sent.channel && person.address === sent.address)
}
