/** Who belongs to a workspace, and what may be sent about it. */
import { z } from 'zod'
import { Paging, pageOf } from './paging.ts'
import { PERMISSIONS, ROLE_NAMES } from './roles.ts'
import { Id } from './text.ts'

export const RoleName = z.enum(ROLE_NAMES)
export const BOT_POWERS = ['viewer', 'editor', 'agent'] as const
export const ACCESS = ['complete', 'restricted'] as const
export const MEMBER_SORTS = ['joined', 'name', 'role', 'last-active'] as const

export const BotGrant = z.strictObject({ botId: Id, power: z.enum(BOT_POWERS) })
export type BotGrant = z.output<typeof BotGrant>

/** Bots by name, each once. */
export const BotGrants = z
  .array(BotGrant)
  .max(100)
  .refine((bots) => new Set(bots.map((each) => each.botId)).size === bots.length, 'names a bot twice')

/** Complete access, or access to the named bots only (M3). */
export const Access = z.strictObject({ access: z.enum(ACCESS), bots: BotGrants.default([]) })
export type Access = z.output<typeof Access>

export const Member = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  photoUrl: z.string().nullable(),
  role: RoleName,
  access: z.enum(ACCESS),
  bots: z.array(z.object({ botId: z.string(), power: z.enum(BOT_POWERS) })),
  twoFactor: z.boolean(),
  joinedAt: z.string(),
  lastActiveAt: z.string().nullable(),
  isYou: z.boolean(),
})
export type Member = z.output<typeof Member>
export const MemberPage = pageOf(Member)

export const MemberQuery = Paging.extend({
  search: z.string().trim().max(100).optional(),
  role: RoleName.optional(),
  sort: z.enum(MEMBER_SORTS).default('joined'),
})
export type MemberQuery = z.output<typeof MemberQuery>

export const RoleChange = z.strictObject({ role: RoleName })

export const NewOwnershipOffer = z.strictObject({ memberId: Id })
export const OwnershipAnswer = z.strictObject({ stepDown: z.boolean().default(true) })
export const OwnershipOffer = z.object({
  id: z.string(),
  from: z.object({ memberId: z.string(), name: z.string() }),
  to: z.object({ memberId: z.string(), name: z.string() }),
  status: z.enum(['proposed', 'accepted', 'declined', 'withdrawn']),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type OwnershipOffer = z.output<typeof OwnershipOffer>
export const OwnershipOfferList = z.object({
  data: z.array(OwnershipOffer),
  nextCursor: z.null(),
  hasMore: z.literal(false),
})

/** The role table as the roles page draws it (M10). */
export const RoleTable = z.object({
  roles: z.array(z.object({ role: RoleName, permissions: z.array(z.enum(PERMISSIONS)) })),
  permissions: z.array(z.enum(PERMISSIONS)),
})
