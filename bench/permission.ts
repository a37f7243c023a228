/** What one permission check costs. */

import { type Actor, mayDo } from '../server/access/actor.ts'
import { PERMISSIONS, ROLE_NAMES } from '../shared/roles.ts'
import type { Figure } from './figures.ts'

const CHECKS = 5_000_000

/** Nanoseconds of one check by role and, for a key, by scope. */
export async function benchPermission(): Promise<Figure[]> {
  const base = {
    userId: '',
    name: '',
    email: '',
    isVerified: true,
    isOperator: false,
    language: 'en',
    sessionId: null,
    provedAt: '',
    ip: '',
    workspaceId: '',
    memberId: '',
    bots: null,
  }
  const actors = ROLE_NAMES.flatMap((role): Actor[] => [
    { ...base, role, scopes: null, via: { kind: 'session', id: '' } },
    { ...base, role, scopes: new Set(['flows:edit', 'members:manage']), via: { kind: 'key', id: '' } },
  ])
  let allowed = 0
  const since = performance.now()
  for (let check = 0; check < CHECKS; check++) {
    const actor = actors[check % actors.length]
    const permission = PERMISSIONS[check % PERMISSIONS.length]
    if (actor && permission && mayDo(actor, permission)) allowed++
  }
  const nanoseconds = ((performance.now() - since) * 1e6) / CHECKS
  return [{ name: 'permission check', value: nanoseconds, unit: 'ns', of: `${allowed} of ${CHECKS} allowed` }]
}
