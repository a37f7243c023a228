/** Who is asking at a door that is open to all: a person if they are signed in. */
import type { Context } from 'hono'
import type { Person } from './actor.ts'
import { credentialsOf } from './credentials.ts'
import { who } from './who.ts'

/** The signed-in person, or null; an API key is not a person. */
export async function visitorOf(c: Context): Promise<Person | null> {
  const credentials = credentialsOf(c)
  const found = credentials && (await who(credentials, null, true))
  return found?.person.sessionId ? found.person : null
}

/** Whether who asks is a member of this workspace, which is not deleted. */
export async function memberAt(c: Context, workspaceId: string): Promise<boolean> {
  const credentials = credentialsOf(c)
  const found = credentials && (await who(credentials, workspaceId, false))
  return Boolean(found?.actor && !found.deletedAt)
}
