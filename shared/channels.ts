/** Channels of a bot, as they are connected and shown. */
import { z } from 'zod'
import { CHANNEL_NAMES } from './channel-limits.ts'
import { Id, Instant } from './text.ts'

/** On how many channels a bot may speak, web chat among them (W4). */
export const CHANNELS_LIMIT = 8

/** What becomes of a message of which nobody can say whether it arrived. */
export const InDoubt = z.enum(['hold', 'resend'])

export const ChannelSettings = z.object({ inDoubt: InDoubt.default('hold') })
export type ChannelSettings = z.output<typeof ChannelSettings>
export const ChannelSettingsChange = z.strictObject({ inDoubt: InDoubt.optional() })
export type ChannelSettingsChange = z.output<typeof ChannelSettingsChange>

/** A connected channel; the keys that it was connected with are never shown again (attack 72). */
export const ConnectedChannel = z.object({
  id: Id,
  channel: z.enum(CHANNEL_NAMES),
  /** the provider's name of the Page, number, business or agent */
  place: z.string(),
  label: z.string(),
  status: z.enum(['connecting', 'connected', 'failing']),
  problem: z.string().nullable(),
  checkedAt: Instant.nullable(),
  /** What was set up at the provider, and what is left to do there by hand. */
  registered: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Where the provider writes to; for those only who may manage channels. */
  hookUrl: z.string().nullable(),
  settings: ChannelSettings,
  /** The connected account that it is reached through. */
  integration: z.string().nullable(),
  connectedBy: z.object({ id: Id, name: z.string() }).nullable(),
  connectedAt: Instant,
})
export type ConnectedChannel = z.output<typeof ConnectedChannel>

export const ChannelInfo = z.object({
  name: z.enum(CHANNEL_NAMES),
  label: z.string(),
  description: z.string(),
  /** A JSON schema, from which the form is drawn. */
  form: z.record(z.string(), z.unknown()),
  /** The integrations one of which has to be connected first; none where the channel has keys of its own. */
  through: z.array(z.string()),
  /** Whether a place of the account is picked. */
  hasPlaces: z.boolean(),
  /** Whose page it is; a page bot keeps to one. */
  page: z.enum(['facebook', 'google']).nullable(),
  /** Web chat needs no connecting. */
  isAlwaysThere: z.boolean(),
  /** Why it cannot be connected to this bot now: as many channels as there may be, or a page bot that speaks elsewhere. */
  blockedBy: z.enum(['limit', 'page']).nullable(),
  connected: ConnectedChannel.nullable(),
})
export type ChannelInfo = z.output<typeof ChannelInfo>

/** What a bot can be connected to: a Page, a number, a business. */
export const ChannelPlace = z.object({
  id: z.string(),
  label: z.string(),
  detail: z.string().nullable(),
  /** The bot that speaks there already; without its name where it is none of this workspace. */
  takenBy: z.object({ botId: Id.nullable(), botName: z.string().nullable() }).nullable(),
})
export type ChannelPlace = z.output<typeof ChannelPlace>

export const PlacesQuery = z.object({ integration: z.string().max(60).optional() })

export const NewChannel = z.strictObject({
  form: z.record(z.string().max(60), z.string().max(10_000)).default({}),
  place: z.string().min(1).max(300).optional(),
  /** One of `through`; may be left out where there is one only. */
  integration: z.string().max(60).optional(),
})
export type NewChannel = z.output<typeof NewChannel>

/** A message that the channel's provider has approved. */
export const ApprovedTemplate = z.object({
  name: z.string(),
  language: z.string(),
  /** with `{{1}}` where something is filled in */
  text: z.string(),
  parameters: z.number().int(),
})
export type ApprovedTemplate = z.output<typeof ApprovedTemplate>

/** What falls silent when the channel is disconnected. */
export const ChannelImpact = z.object({
  openConversations: z.number().int(),
  flows: z.array(z.object({ id: Id, name: z.string() })),
})
export type ChannelImpact = z.output<typeof ChannelImpact>
