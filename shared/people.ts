/** What is said about people: their accounts, how they sign in, and what they choose for themselves (U1-U3). */
import { z } from 'zod'
import { PLAN_NAMES } from './plans.ts'
import { ROLE_NAMES } from './roles.ts'
import { Email, Id, Instant, Language, line, Timezone } from './text.ts'

export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 1024

/** A password as it is chosen: 8 to 1,024 characters of any kind, read in the same Unicode form on every keyboard. */
export const NewPassword = z
  .string()
  .max(PASSWORD_MAX)
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => [...text].length >= PASSWORD_MIN, `is shorter than ${PASSWORD_MIN} characters`)

/** A password as it is given back; whatever it is, it is right or wrong. */
export const GivenPassword = z
  .string()
  .max(PASSWORD_MAX)
  .transform((text) => text.normalize('NFKC'))

/** A one-time token of a link. */
export const LinkToken = z.string().min(1).max(300)

/** A code of an authenticator app; spaces do not matter. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\s/g, ''))
  .refine((text) => /^\d{6}$/.test(text), 'is not a code of six digits')

/** A recovery code; case, spaces and dashes do not matter. */
export const RecoveryCode = z
  .string()
  .max(60)
  .transform((text) => text.toLowerCase().replaceAll(/[\s-]/g, ''))

export const PersonName = line(100)

export const Setup = z.strictObject({ token: LinkToken, name: PersonName, email: Email, password: NewPassword })
export const SetupState = z.object({ open: z.boolean() })

export const SignUp = z.strictObject({
  name: PersonName,
  email: Email,
  password: NewPassword,
  language: Language.optional(),
  timezone: Timezone.optional(),
})
export type SignUp = z.output<typeof SignUp>
export const LetterSent = z.object({ sent: z.literal(true) })

export const SignIn = z.strictObject({ email: Email, password: GivenPassword })
export const SecondFactor = z.union([
  z.strictObject({ code: TotpCode }),
  z.strictObject({ recoveryCode: RecoveryCode }),
])
export type SecondFactor = z.output<typeof SecondFactor>
export const AskLetter = z.strictObject({ email: Email })
export const UseLink = z.strictObject({ token: LinkToken })
export const ResetPassword = z.strictObject({ token: LinkToken, password: NewPassword })
export const ChangePassword = z.strictObject({ current: GivenPassword, password: NewPassword })
export const ProveAgain = z.union([z.strictObject({ password: GivenPassword }), z.strictObject({ code: TotpCode })])
export type ProveAgain = z.output<typeof ProveAgain>
export const ChangedEmail = z.object({ email: z.string() })
export const Nothing = z.strictObject({})

export const TimeFormat = z.enum(['12h', '24h'])
export const ColourTheme = z.enum(['system', 'light', 'dark'])

/** Small choices of the dashboard, such as a hidden hint: words and yes or no, at most 100 of them. */
export const Preferences = z
  .record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9.-]{0,63}$/),
    z.union([z.boolean(), z.number(), z.string().max(500), z.null()]),
  )
  .refine((choices) => Object.keys(choices).length <= 100, 'has more than 100 entries')

export const ChangeSettings = z.strictObject({
  name: PersonName.optional(),
  timezone: Timezone.optional(),
  timeFormat: TimeFormat.optional(),
  language: Language.optional(),
  theme: ColourTheme.optional(),
  preferences: Preferences.optional(),
})
export type ChangeSettings = z.output<typeof ChangeSettings>

export const MyWorkspace = z.object({
  id: Id,
  name: z.string(),
  logoUrl: z.string().nullable(),
  role: z.enum(ROLE_NAMES),
  memberId: Id,
  permissions: z.array(z.string()),
  access: z.enum(['complete', 'restricted']),
  plan: z.enum(PLAN_NAMES),
  members: z.number().int(),
  bots: z.number().int(),
  /** conversations that wait for the team with something unread, of the bots this member may see */
  unread: z.number().int(),
  deletedAt: Instant.nullable(),
  isDemo: z.boolean(),
})

export const MyInvitation = z.object({
  id: Id,
  workspaceId: Id,
  workspaceName: z.string(),
  logoUrl: z.string().nullable(),
  role: z.enum(ROLE_NAMES),
  invitedBy: z.string().nullable(),
  expiresAt: Instant,
})

export const User = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  photoUrl: z.string().nullable(),
  timezone: z.string(),
  timeFormat: TimeFormat,
  language: Language,
  theme: ColourTheme,
  isOperator: z.boolean(),
  preferences: Preferences,
  twoFactor: z.boolean(),
  passkeys: z.number().int(),
})

/** Who I am, where I belong, and where I am invited. */
export const Me = z.object({
  user: User,
  workspaces: z.array(MyWorkspace),
  invitations: z.array(MyInvitation),
  support: z.array(z.object({ label: z.string(), url: z.string() })),
})
export type Me = z.output<typeof Me>

/** How a sign-in went: done, or one more step is needed. */
export const SignInResult = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-in'), me: Me }),
  z.object({ status: z.literal('second-factor'), methods: z.array(z.enum(['totp', 'recovery-code', 'passkey'])) }),
])
export type SignInResult = z.output<typeof SignInResult>

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  ip: z.string(),
  userAgent: z.string(),
})
export const Sessions = z.object({ data: z.array(Session) })

export const TwoFactorStart = z.object({ secret: z.string(), uri: z.string(), qr: z.string() })
export const ConfirmTwoFactor = z.strictObject({ code: TotpCode })
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export const Passkeys = z.object({ data: z.array(Passkey) })
