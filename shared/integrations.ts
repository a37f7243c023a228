/** Integrations and the accounts that a workspace has connected, as they are asked for and shown. */
import { z } from 'zod'
import { Id, Instant, line } from './text.ts'

/** A JSON schema, from which forms are drawn. */
const JsonSchema = z.record(z.string(), z.unknown())

export const ActionInfo = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string(),
  input: JsonSchema,
  output: JsonSchema,
})

/** A connected account; what it was connected with is never shown again (attack 72). */
export const Connection = z.object({
  id: Id,
  label: z.string(),
  status: z.enum(['connected', 'failing']),
  problem: z.string().nullable(),
  connectedBy: z.object({ id: Id, name: z.string() }).nullable(),
  connectedAt: Instant,
})
export type Connection = z.output<typeof Connection>

export const IntegrationInfo = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['ai', 'mail', 'marketing', 'sms', 'social']),
  description: z.string(),
  /** how many accounts a workspace may connect (W5) */
  accounts: z.number().int(),
  /** the form it is connected with */
  form: JsonSchema,
  actions: z.array(ActionInfo),
  connection: Connection.nullable(),
  /** steps of drafts and published versions that use it */
  usedBy: z.array(z.object({ botId: Id, botName: z.string(), flowId: Id, flowName: z.string() })),
  /** channels of bots that are reached through the account, and fall silent without it */
  channels: z.array(z.object({ botId: Id, botName: z.string(), channel: z.string(), label: z.string() })),
  /** How people sign in: `gives` is the part of the form that need not be filled in then, `app` those that must. */
  signIn: z.object({ kind: z.enum(['facebook', 'google']), gives: z.string(), app: z.array(z.string()) }).nullable(),
})
export type IntegrationInfo = z.output<typeof IntegrationInfo>

export const ConnectionChange = z.strictObject({ secrets: z.record(z.string().max(60), z.string().max(4000)) })

/** The app through which one signs in; none where the operator has one for all workspaces. */
export const SignInAsk = z.strictObject({
  app: z.strictObject({ id: line(300), secret: line(300) }).optional(),
})
export type SignInAsk = z.output<typeof SignInAsk>

/** The provider's page that asks for consent. */
export const SignInPage = z.object({ url: z.string() })

export const SecretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,59}$/, 'has up to 60 capitals, digits and _, and starts with a letter')
/** A host a secret may be sent to: `api.shop.example`, or `*.shop.example` for all below it. */
export const SecretHost = z
  .string()
  .max(253)
  .transform((text) => text.trim().toLowerCase())
  .refine(
    (text) =>
      /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::\d{1,5})?$|^localhost:\d{1,5}$/.test(
        text,
      ),
    'is not a host such as api.shop.example',
  )

export const Secret = z.object({
  id: Id,
  name: z.string(),
  hosts: z.array(z.string()),
  last4: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Secret = z.output<typeof Secret>

export const NewSecret = z.strictObject({
  name: SecretName,
  hosts: z.array(SecretHost).min(1).max(20),
  value: line(4000),
})
export type NewSecret = z.output<typeof NewSecret>

/** Other hosts want the value anew: else whoever may change them could have it sent to themselves (attack 74). */
export const SecretChange = z.strictObject({ hosts: z.array(SecretHost).min(1).max(20).optional(), value: line(4000) })
export type SecretChange = z.output<typeof SecretChange>
