/** Makes workspaces and people for tests and benches, straight in the database. */
import { uuidv7 } from 'uuidv7'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'
import type { Role } from '../../shared/roles.ts'
import { hashToken, newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'

/** Somebody of the world, signed in by `token`. Their own workspace is where relative URLs of `as` lead. */
export interface Someone {
  name: string
  email: string
  userId: string
  token: string
  workspaceId: string
  memberId: string
}

/** Nobody yet: filled in when the world is made. */
export const nobody = (): Someone => ({ name: '', email: '', userId: '', token: '', workspaceId: '', memberId: '' })

/** A workspace of this name without any member yet. */
export async function newWorkspace(
  name: string,
  plan: 'free' | 'business' | 'self-hosted' = 'self-hosted',
): Promise<string> {
  const id = uuidv7()
  await inWorkspace({ workspaceId: id }, ({ db }) =>
    db
      .insertInto('workspaces')
      .values({ id, name, plan, timezone: 'Europe/Berlin', flowTheme: JSON.stringify(DEFAULT_FLOW_THEME) })
      .execute(),
  )
  return id
}

/** A verified person with a session, member of nothing. */
export async function newPerson(name: string, options: { isVerified?: boolean } = {}): Promise<Someone> {
  const person = {
    ...nobody(),
    name,
    email: `${name.toLowerCase().replace(/\W+/g, '-')}@acme.test`,
    userId: uuidv7(),
    token: newToken(),
  }
  const emailVerifiedAt = options.isVerified === false ? null : new Date().toISOString()
  await bare().insertInto('users').values({ id: person.userId, email: person.email, name, emailVerifiedAt }).execute()
  await newSession(person)
  return person
}

/** A person with a role in the workspace. */
export async function newMember(workspaceId: string, name: string, role: Role): Promise<Someone> {
  const person = { ...(await newPerson(name)), workspaceId, memberId: uuidv7() }
  await join(person, role)
  return person
}

/** One more session of this person; `token` of the result is the new one. */
export async function newSession(person: Someone): Promise<Someone> {
  const token = person.token && !(await isKnown(person.token)) ? person.token : newToken()
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  await bare()
    .insertInto('sessions')
    .values({
      id: uuidv7(),
      userId: person.userId,
      tokenHash: hashToken(token),
      expiresAt,
      ip: '127.0.0.1',
      userAgent: 'test',
    })
    .execute()
  return { ...person, token }
}

async function isKnown(token: string): Promise<boolean> {
  const found = await bare()
    .selectFrom('sessions')
    .select('id')
    .where('tokenHash', '=', hashToken(token))
    .executeTakeFirst()
  return found !== undefined
}

async function join({ workspaceId, memberId, userId }: Someone, role: Role): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    db.insertInto('members').values({ workspaceId, id: memberId, userId, role }).execute(),
  )
}
