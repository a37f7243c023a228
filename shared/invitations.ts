/** Invitations into a workspace: what is sent, and what inviter and invited see of them. */
import { z } from 'zod'
import { ACCESS, BOT_POWERS, BotGrants, RoleName } from './members.ts'
import { pageOf } from './paging.ts'
import { NewPassword, PersonName } from './people.ts'
import { Email, Language, prose, Timezone } from './text.ts'

export const INVITATION_DAYS = 7
export const RESEND_SECONDS = 60
export const INVITATIONS_A_DAY = 50
export const LETTERS_TO_ONE_A_DAY = 5

/** One address, or many at once with a result for each. */
export const Invite = z
  .strictObject({
    email: Email.optional(),
    emails: z.array(z.string().max(320)).min(1).max(100).optional(),
    role: RoleName,
    access: z.enum(ACCESS).default('complete'),
    bots: BotGrants.default([]),
    message: prose(1000).default(''),
  })
  .refine((wish) => (wish.email === undefined) !== (wish.emails === undefined), {
    path: ['email'],
    message: 'give either email or emails',
  })
export type Invite = z.output<typeof Invite>
export type InviteOne = Omit<Invite, 'emails' | 'email'> & { email: string }
export type InviteMany = Omit<Invite, 'emails' | 'email'> & { emails: string[] }

export const InvitationChange = z.strictObject({
  role: RoleName.optional(),
  access: z.enum(ACCESS).optional(),
  bots: BotGrants.optional(),
})
export type InvitationChange = z.output<typeof InvitationChange>

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: RoleName,
  access: z.enum(ACCESS),
  bots: z.array(z.object({ botId: z.string(), power: z.enum(BOT_POWERS) })),
  message: z.string(),
  status: z.enum(['pending', 'accepted', 'declined', 'revoked', 'expired']),
  invitedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  sentAt: z.string(),
  sentCount: z.number().int(),
  expiresAt: z.string(),
  delivery: z.enum(['sent', 'waiting', 'failed', 'kept']),
})
export type Invitation = z.output<typeof Invitation>
export const InvitationPage = pageOf(Invitation)

/** What the inviter of one address gets; the link only where no letter can be sent. */
export const Invited = Invitation.extend({ link: z.string().optional() })
export type Invited = z.output<typeof Invited>

export const INVITE_RESULTS = [
  'invited',
  'refreshed',
  'already-member',
  'invalid',
  'limit-reached',
  'too-many',
] as const
export const InviteResults = z.object({
  results: z.array(z.object({ email: z.string(), status: z.enum(INVITE_RESULTS), invitation: Invited.optional() })),
})
export type InviteResult = z.output<typeof InviteResults>['results'][number]

export const InvitationLink = z.object({ link: z.string() })

/** What the page behind the link shows. */
export const InvitationCard = z.object({
  workspaceName: z.string(),
  logoUrl: z.string().nullable(),
  role: RoleName,
  invitedBy: z.string().nullable(),
  email: z.string(),
  expiresAt: z.string(),
  situation: z.enum(['ok', 'other-account', 'sign-in', 'unverified']),
})
export type InvitationCard = z.output<typeof InvitationCard>

/** Empty for who is signed in; name and password for who has no account yet (M4). */
export const Acceptance = z
  .strictObject({
    name: PersonName.optional(),
    password: NewPassword.optional(),
    language: Language.optional(),
    timezone: Timezone.optional(),
  })
  .refine((wish) => (wish.name === undefined) === (wish.password === undefined), {
    path: ['password'],
    message: 'give both name and password, or neither',
  })
export type Acceptance = z.output<typeof Acceptance>
export type AccountSetup = Acceptance & { name: string; password: string }

export const Joined = z.object({ workspaceId: z.string(), memberId: z.string() })
export type Joined = z.output<typeof Joined>
