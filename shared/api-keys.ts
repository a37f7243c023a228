/** Keys for programs (P1, P3): what may be asked for and what is shown. */
import { z } from 'zod'
import { PERMISSIONS, type Permission } from './roles.ts'
import { Id, Instant, line } from './text.ts'

/** What only a person at a browser may do, never a key: whoever holds a stolen key cannot make it stay. */
const PERSONS_ONLY = [
  'workspace:manage',
  'members:manage',
  'subscriptions:manage',
  'payments:manage',
  'api-keys:manage',
] as const satisfies readonly Permission[]

type KeyPermission = Exclude<Permission, (typeof PERSONS_ONLY)[number]>

export const KEY_SCOPES = PERMISSIONS.filter((permission): permission is KeyPermission =>
  PERSONS_ONLY.every((barred) => barred !== permission),
)
export const KeyScope = z.enum(KEY_SCOPES)

export const NewApiKey = z.strictObject({
  name: line(80),
  scopes: z
    .array(KeyScope)
    .min(1)
    .max(KEY_SCOPES.length)
    .transform((scopes) => [...new Set(scopes)]),
  botIds: z.array(Id).min(1).max(100).optional().meta({ description: 'The only bots the key is for; all without' }),
  expiresAt: Instant.optional(),
})
export type NewApiKey = z.output<typeof NewApiKey>

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  botIds: z.array(z.string()).nullable(),
  createdBy: z.object({ memberId: z.string(), name: z.string() }),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  lastUsedIp: z.string().nullable(),
})
export type ApiKey = z.output<typeof ApiKey>
export const ApiKeyList = z.object({ data: z.array(ApiKey), nextCursor: z.null(), hasMore: z.literal(false) })

/** The one answer that holds the key itself. */
export const ApiKeyMade = ApiKey.extend({ key: z.string() })
