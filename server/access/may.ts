/** The guards of a route line: what one must be allowed, or why it is open to all. Each also writes itself into the API's description. */
import type { Context, MiddlewareHandler } from 'hono'
import { leastRole, type Permission } from '../../shared/roles.ts'
import { Refusal } from '../errors.ts'
import { described } from '../route.ts'
import { type Actor, mayDo, type Person } from './actor.ts'
import { credentialsOf } from './credentials.ts'
import { type Found, who } from './who.ts'

export interface SignedIn {
  Variables: { person: Person }
}
export interface Inside {
  Variables: { person: Person; actor: Actor }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

interface MayOptions {
  evenDeleted?: boolean
  /** another permission that will do as well */
  or?: Permission
}

/** Lets members of the URL's workspace through whose role allows it; others see what they would see if it did not exist (M1, W1). */
export function may(permission: Permission, options: MayOptions = {}): MiddlewareHandler<Inside> {
  const words = { 'x-permission': permission, ...(options.or && { 'x-or-permission': options.or }) }
  return described({ ...words, security: SECURITY }, async (c, next) => {
    const workspaceId = c.req.param('workspace') ?? ''
    const found = await ask(c, UUID.test(workspaceId) ? workspaceId : null)
    const actor = found.actor
    if (!actor || (found.deletedAt && !options.evenDeleted)) throw new Refusal('not-found')
    const isAllowed = mayDo(actor, permission) || (options.or !== undefined && mayDo(actor, options.or))
    if (!isAllowed) throw refusalFor(permission)
    c.set('person', found.person)
    c.set('actor', actor)
    await next()
  })
}

/** Lets every signed-in person through; `reason` says why no permission is needed. */
export function signedIn(reason: string): MiddlewareHandler<SignedIn> {
  return described({ 'x-open': `signed in: ${reason}`, security: SECURITY }, async (c, next) => {
    const { person } = await ask(c, null)
    if (person.sessionId === null) throw new Refusal('not-allowed', 'An API key works inside its workspace only.')
    c.set('person', person)
    await next()
  })
}

/** Lets operators of the installation through. */
export function operators(): MiddlewareHandler<SignedIn> {
  return described({ 'x-open': 'operators of the installation', security: SECURITY }, async (c, next) => {
    const { person } = await ask(c, null)
    if (!person.isOperator || person.sessionId === null)
      throw new Refusal('not-allowed', 'Only operators of this installation see this.')
    c.set('person', person)
    await next()
  })
}

/** Open to everyone; `reason` says why. */
export function open(reason: string): MiddlewareHandler {
  return described({ 'x-open': reason, security: [] }, (_c, next) => next())
}

const PROOF_MINUTES = 10

/** Sensitive acts want a password or second factor given in the last ten minutes (attack 55). */
export function wantsProof(person: Person): void {
  if (Date.now() - Date.parse(person.provedAt) > PROOF_MINUTES * 60_000) throw new Refusal('prove-again')
}

/** The id in the URL under this name; what is no id does not exist. */
export function idOf(c: Context, name: string): string {
  const id = c.req.param(name) ?? ''
  if (!UUID.test(id)) throw new Refusal('not-found')
  return id
}

const SECURITY: Array<Record<string, string[]>> = [{ session: [] }, { bearer: [] }]

async function ask(c: Context, workspaceId: string | null): Promise<Found> {
  const credentials = credentialsOf(c)
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  const found = credentials && (await who(credentials, workspaceId, !isRead))
  if (!found) throw new Refusal('not-signed-in')
  return found
}

function refusalFor(permission: Permission): Refusal {
  const neededRole = leastRole(permission)
  return new Refusal('not-allowed', `This needs the role ${neededRole} or above.`, {
    extra: { permission, neededRole },
  })
}
