/** Conversations, their messages, and the error log, as they are asked for and shown. */
import { z } from 'zod'
import { CHANNEL_NAMES } from './channel-limits.ts'
import { CAPTION_LIMIT, Content, plainText, TEXT_LIMIT, WebUrl } from './messages.ts'
import { Paging, pageOf } from './paging.ts'
import { Id, Instant, line } from './text.ts'

export const HANDLERS = ['bot', 'member'] as const
export const STATUSES = ['open', 'resolved'] as const
export const AUTHORS = ['contact', 'bot', 'member', 'system'] as const

export const Handler = z.enum(HANDLERS)
export const ConversationStatus = z.enum(STATUSES)
export const Author = z.enum(AUTHORS)

/** What happened to a conversation, told between its messages. */
export const Happening = z.enum(['taken-over', 'given-back', 'handed-over', 'assigned', 'resolved', 'reopened'])
export type Happening = z.output<typeof Happening>

/** `delivered` and `read` as the channel tells; `held` is one of which nobody knows whether it arrived. */
export const MESSAGE_STATUSES = ['received', 'queued', 'sent', 'delivered', 'read', 'held', 'failed'] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

/** What became of a message after it was written: changed or taken back by the person, answered to, not sent and why. */
export const MessageMarks = z.object({
  /** what it said before the person changed it */
  edited: z.string().optional(),
  deleted: z.boolean().optional(),
  problem: z.string().optional(),
  /** the message of the same conversation that it answers */
  replyTo: z.number().int().optional(),
  reaction: z.string().optional(),
})
export type MessageMarks = z.output<typeof MessageMarks>

/**
 * What a message holds. Contact, bot and member speak in the kinds of `Content`; the tap on a choice is `choice`, on several
 * `choices`; what happened in between is `event` (`name` says who did it, or to whom); a `note` is for the team alone.
 */
export const MessageContent = z.discriminatedUnion('kind', [
  ...Content.options,
  z.strictObject({ kind: z.literal('choice'), id: z.string(), label: z.string().optional() }),
  z.strictObject({ kind: z.literal('choices'), ids: z.array(z.string()), labels: z.array(z.string()).optional() }),
  z.strictObject({ kind: z.literal('event'), event: Happening, name: z.string() }),
  z.strictObject({ kind: z.literal('note'), text: z.string() }),
])
export type MessageContent = z.output<typeof MessageContent>

export const Message = z.object({
  id: Id,
  seq: z.number().int(),
  author: Author,
  member: z.object({ id: Id, name: z.string() }).nullable(),
  content: MessageContent,
  status: z.enum(MESSAGE_STATUSES),
  /** what happened to it since; null where nothing did */
  marks: MessageMarks.nullable(),
  at: Instant,
})
export type Message = z.output<typeof Message>
export const MessagePage = pageOf(Message)

export const Conversation = z.object({
  id: Id,
  botId: Id,
  botName: z.string(),
  contact: z.object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    tags: z.array(z.string()),
    isSubscribed: z.boolean(),
    fields: z.record(z.string(), z.unknown()),
    isOverLimit: z.boolean(),
    firstSeenAt: Instant,
  }),
  channel: z.enum(CHANNEL_NAMES),
  status: ConversationStatus,
  handler: Handler,
  assignee: z.object({ id: Id, name: z.string() }).nullable(),
  unread: z.number().int(),
  lastText: z.string(),
  lastAuthor: Author,
  lastMessageAt: Instant,
  createdAt: Instant,
  seq: z.number().int(),
})
export type Conversation = z.output<typeof Conversation>
export const ConversationPage = pageOf(Conversation)

/** `assignee` is a member's id, `me`, or `nobody`. */
export const ConversationQuery = Paging.extend({
  status: ConversationStatus.optional(),
  handler: Handler.optional(),
  assignee: z.union([Id, z.enum(['me', 'nobody'])]).optional(),
  bot: Id.optional(),
  search: line(200).optional(),
})
export type ConversationQuery = z.output<typeof ConversationQuery>

/** A part of the messages: the newest, or those before or after a number. They come in order. */
export const MessageQuery = z.strictObject({
  before: z.coerce.number().int().min(1).optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type MessageQuery = z.output<typeof MessageQuery>

/** Words, a file of the workspace by its address, or both; words beside a file are at most 1,000 characters. `clientId` names the message, so that sending it twice says it once. */
export const NewMessage = z
  .strictObject({
    text: plainText(TEXT_LIMIT).min(1).optional(),
    file: z.strictObject({ url: WebUrl }).optional(),
    clientId: Id.optional(),
  })
  .refine(({ text, file }) => text !== undefined || file !== undefined, { path: ['text'], error: 'is missing' })
  .refine(({ text = '', file }) => !file || text.length <= CAPTION_LIMIT, {
    path: ['text'],
    error: `has more than ${CAPTION_LIMIT} characters beside a file`,
  })
export type NewMessage = z.output<typeof NewMessage>
export const HandlerChange = z.strictObject({ handler: Handler })
export const StatusChange = z.strictObject({ status: ConversationStatus })
export const ReadMark = z.strictObject({ seq: z.number().int().min(0) })
/** Whether a message in doubt arrived; one that did not is sent again. */
export const Settlement = z.strictObject({ arrived: z.boolean() })
export const AssigneeChange = z.strictObject({ memberId: Id.nullable() })

export const ErrorLog = z.object({
  id: Id,
  /** When it happened last. */
  at: Instant,
  firstSeenAt: Instant,
  occurrences: z.number().int(),
  code: z.string(),
  severity: z.enum(['warning', 'error']),
  message: z.string(),
  botId: Id.nullable(),
  botName: z.string().nullable(),
  conversationId: Id.nullable(),
  /** The flow that the step is of, where it is known. */
  flowId: Id.nullable(),
  stepId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  fixedAt: Instant.nullable(),
  /** How many messages rest here, waiting for a retry. */
  waiting: z.number().int(),
})
export type ErrorLog = z.output<typeof ErrorLog>
export const ErrorLogPage = pageOf(ErrorLog)

export const ErrorLogQuery = Paging.extend({
  state: z.enum(['open', 'fixed']).optional(),
  bot: Id.optional(),
  severity: z.enum(['warning', 'error']).optional(),
  conversation: Id.optional(),
  search: line(200).optional(),
})
export type ErrorLogQuery = z.output<typeof ErrorLogQuery>

/** What a visitor of the web chat sees of a message; notes and events of the team are not among them. */
export const VisitorMessage = z.object({
  id: Id,
  seq: z.number().int(),
  author: z.enum(['contact', 'bot', 'member']),
  name: z.string().nullable(),
  content: MessageContent,
  at: Instant,
})
export type VisitorMessage = z.output<typeof VisitorMessage>
