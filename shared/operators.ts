/** What operators of the installation see and do: letters, workspaces with their plans, people, health. */
import { z } from 'zod'
import { Paging, pageOf } from './paging.ts'
import { PLAN_NAMES } from './plans.ts'
import { Email, Id, Instant } from './text.ts'

export const LETTER_STATES = ['waiting', 'sent', 'failed', 'kept'] as const

export const KeptLetter = z.object({
  id: Id,
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  status: z.enum(LETTER_STATES),
  problem: z.string().nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
})
export const KeptLetterPage = pageOf(KeptLetter)
export const LetterQuery = Paging.extend({ status: z.enum(LETTER_STATES).optional() })
export type LetterQuery = z.output<typeof LetterQuery>

export const MailTest = z.strictObject({ to: Email })
export const MailTestResult = z.object({ isSent: z.boolean(), problem: z.string().nullable() })

const count = z.number().int().min(0)

export const OperatorWorkspace = z.object({
  id: Id,
  name: z.string(),
  plan: z.enum(PLAN_NAMES),
  extras: z.object({ bots: count.optional(), contacts: count.optional(), members: count.optional() }),
  members: count,
  bots: count,
  contacts: count,
  createdAt: Instant,
  deletedAt: Instant.nullable(),
})
export const OperatorWorkspacePage = pageOf(OperatorWorkspace)
export const SearchQuery = Paging.extend({ search: z.string().max(200).optional() })
export type SearchQuery = z.output<typeof SearchQuery>

const extra = z.number().int().min(0).max(1_000_000_000)

/** The plan of a workspace and what it may hold beyond it. */
export const GivePlan = z.strictObject({
  plan: z.enum(PLAN_NAMES),
  extras: z.strictObject({ bots: extra.optional(), contacts: extra.optional(), members: extra.optional() }).default({}),
})
export type GivePlan = z.output<typeof GivePlan>

export const OperatorUser = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  isOperator: z.boolean(),
  twoFactor: z.boolean(),
  workspaces: count,
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
})
export const OperatorUserPage = pageOf(OperatorUser)

export const Health = z.object({
  version: z.string(),
  startedAt: Instant,
  memoryMb: z.number(),
  database: z.object({
    version: z.string(),
    sizeMb: z.number(),
    connections: z.object({ total: count, idle: count, waiting: count }),
  }),
  letters: z.object({ isMailSent: z.boolean(), waiting: count, failed: count, kept: count }),
  work: z.object({ inbound: count, outbound: count, timers: count, oldestInboundSeconds: z.number().nullable() }),
  totals: z.object({ users: count, workspaces: count, bots: count, contacts: count }),
})
