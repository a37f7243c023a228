/** Bots, as they are asked for and shown. */
import { z } from 'zod'
import { CHANNEL_NAMES } from './channel-limits.ts'
import { FlowTheme } from './flow-theme.ts'
import { pageOf } from './paging.ts'
import { Id, Instant, line } from './text.ts'

export const BotKind = z.enum(['omni', 'page'])
export type BotKind = z.output<typeof BotKind>
export const BotStatus = z.enum(['live', 'paused'])

/** A web origin, such as https://shop.example; given with a path, only the origin is kept. */
export const Origin = z
  .string()
  .max(300)
  .transform((text, context) => {
    const url = URL.parse(text)
    if (url && /^https?:$/.test(url.protocol) && url.username === '') return url.origin
    context.addIssue({ code: 'custom', message: 'is not a web origin such as https://shop.example' })
    return z.NEVER
  })

export const Bot = z.object({
  id: Id,
  name: z.string(),
  kind: BotKind,
  status: BotStatus,
  publicKey: z.string(),
  pageUrl: z.string(),
  theme: FlowTheme,
  /** Where the widget may be embedded; empty means anywhere. */
  allowedOrigins: z.array(z.string()),
  /** On which it speaks; web chat is always there. */
  channels: z.array(z.enum(CHANNEL_NAMES)),
  /** The flow in which a chat begins. */
  mainFlowId: Id,
  /** Of any of its flows. */
  hasUnpublishedChanges: z.boolean(),
  /** When its main flow was published last. */
  publishedAt: Instant.nullable(),
  /** Conversations begun on each of the last seven days of the workspace's calendar; today is last. */
  conversations7d: z.array(z.number().int()).length(7),
  /** When the bot or the draft of one of its flows was changed last. */
  updatedAt: Instant,
  createdAt: Instant,
  /** What the one who asks may do with it: everything their role allows, or only this (M3). */
  power: z.enum(['complete', 'viewer', 'editor', 'agent']),
})
export type Bot = z.output<typeof Bot>
export const BotPage = pageOf(Bot)

export const NewBot = z.strictObject({
  name: line(80),
  /** One of the starters; without it the blank one. */
  starter: z.string().max(40).optional(),
  kind: BotKind.optional(),
})
export type NewBot = z.output<typeof NewBot>

export const BotChange = z.strictObject({
  name: line(80).optional(),
  status: BotStatus.optional(),
  theme: FlowTheme.optional(),
  allowedOrigins: z.array(Origin).max(50).optional(),
})
export type BotChange = z.output<typeof BotChange>

export const StarterInfo = z.object({ id: z.string(), name: z.string(), description: z.string() })
