/** What each role may do in a workspace (M1, M9): the server checks this table, the dashboard hides by it, and the roles page is drawn from it. */

/** Each role may do what is written on its line, and all that the line above may do. */
export const ROLES = {
  member: [
    'workspace:view',
    'members:view',
    'bots:view',
    'flows:edit',
    'analytics:view',
    'live-chat:use',
    'contacts:view',
    'error-logs:view',
  ],
  admin: [
    'bots:manage',
    'channels:manage',
    'integrations:manage',
    'ecommerce:manage',
    'templates:manage',
    'mini-apps:manage',
    'api-keys:manage',
    'webhooks:manage',
    'usage:view',
  ],
  owner: ['workspace:manage', 'members:manage', 'subscriptions:manage', 'payments:manage', 'audit-log:view'],
} as const

export type Role = keyof typeof ROLES
export type Permission = (typeof ROLES)[Role][number]

export const ROLE_NAMES = ['owner', 'admin', 'member'] as const satisfies readonly Role[]

const GRANTED: Record<Role, ReadonlySet<Permission>> = {
  member: new Set(ROLES.member),
  admin: new Set([...ROLES.member, ...ROLES.admin]),
  owner: new Set([...ROLES.member, ...ROLES.admin, ...ROLES.owner]),
}

/** May a person of this role do this? The whole table, nothing else. */
export function can(role: Role, permission: Permission): boolean {
  return GRANTED[role].has(permission)
}

/** All that a role may do, in the table's order. */
export function permissionsOf(role: Role): Permission[] {
  return [...GRANTED[role]]
}

export const PERMISSIONS: readonly Permission[] = permissionsOf('owner')

/** The lowest role that may do this: who to ask for it. */
export function leastRole(permission: Permission): Role {
  if (GRANTED.member.has(permission)) return 'member'
  return GRANTED.admin.has(permission) ? 'admin' : 'owner'
}
