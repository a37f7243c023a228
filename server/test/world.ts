/** The named world of the tests: Acme with Olga (owner), Adam (admin) and Mia (member), Globex next door with Rex, and Uma who belongs nowhere. */
import { uuidv7 } from 'uuidv7'
import { beforeAll } from 'vitest'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'
import type { Role } from '../../shared/roles.ts'
import { hashToken, newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { ownDatabase } from './db.ts'

/** Somebody of the world, signed in by `token`. Their own workspace is where relative URLs of `as` lead. */
export interface Someone {
  name: string
  email: string
  userId: string
  token: string
  workspaceId: string
  memberId: string
}

export interface World {
  url: () => string
  olga: Someone
  adam: Someone
  mia: Someone
  rex: Someone
  /** Signed in, verified, member of nothing. */
  uma: Someone
  acme: string
  globex: string
}

const nobody = (): Someone => ({ name: '', email: '', userId: '', token: '', workspaceId: '', memberId: '' })

/** The world for this test file, in a database of its own. The people are filled in before the first test. */
export function theWorld(): World {
  const { url } = ownDatabase()
  const world: World = {
    url,
    olga: nobody(),
    adam: nobody(),
    mia: nobody(),
    rex: nobody(),
    uma: nobody(),
    acme: '',
    globex: '',
  }
  beforeAll(async () => {
    world.acme = await newWorkspace('Acme')
    world.globex = await newWorkspace('Globex')
    Object.assign(world.olga, await newMember(world.acme, 'Olga', 'owner'))
    Object.assign(world.adam, await newMember(world.acme, 'Adam', 'admin'))
    Object.assign(world.mia, await newMember(world.acme, 'Mia', 'member'))
    Object.assign(world.rex, await newMember(world.globex, 'Rex', 'owner'))
    Object.assign(world.uma, await newPerson('Uma'))
  })
  return world
}

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
