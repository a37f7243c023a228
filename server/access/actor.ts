/** Who is asking: a person, and inside a workspace an actor with a role there. */
import type { ActorMark } from '../../shared/events.ts'
import { can, type Permission, type Role } from '../../shared/roles.ts'

/** A signed-in user, by a session (or by an API key, which has no session). */
export interface Person {
  userId: string
  name: string
  email: string
  isVerified: boolean
  isOperator: boolean
  language: string
  sessionId: string | null
  /** When the password or a second factor was last given; sensitive acts want it young. */
  provedAt: string
  ip: string
}

export type BotPower = 'viewer' | 'editor' | 'agent'

/** A person inside one workspace. */
export interface Actor extends Person {
  workspaceId: string
  memberId: string
  role: Role
  /** What the API key allows; null for a session, which may all that the role may. */
  scopes: ReadonlySet<string> | null
  /** The only bots this actor may see, and as what (M3); null for complete access. A key for named bots has all powers of a maker who has. */
  bots: ReadonlyMap<string, BotPower | 'complete'> | null
  via: { kind: 'session' | 'key'; id: string }
}

/** May this actor do this: the role's table, narrowed by the key's scopes. */
export function mayDo(actor: Actor, permission: Permission): boolean {
  return can(actor.role, permission) && (actor.scopes === null || actor.scopes.has(permission))
}

/** May this actor use this bot in this way? Complete access may all that the role may. */
export function mayUseBot(actor: Actor, botId: string, power: BotPower): boolean {
  if (actor.bots === null) return true
  const given = actor.bots.get(botId)
  return given !== undefined && (power === 'viewer' || given === 'complete' || given === power)
}

/** How the actor is written into facts and the audit log. */
export function markOf(actor: Actor): ActorMark {
  const { userId, memberId, name, ip, via } = actor
  return { kind: 'member', userId, memberId, name, via: via.kind, viaId: via.id, ip }
}
