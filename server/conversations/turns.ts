/** Turns in memory: what happened to a bot user meets the flow, and the chat as it is afterwards. */
import { webchatDefinition } from '../../channels/webchat/definition.ts'
import type { Call } from '../../engine/call.ts'
import type { Event } from '../../engine/event.ts'
import type { Library } from '../../engine/library.ts'
import { newSession, Session } from '../../engine/session.ts'
import { type Outcome, step, versionsOf } from '../../engine/step.ts'
import type { Context } from '../../engine/turn.ts'
import type { MessageContent, MessageMarks } from '../../shared/conversations.ts'
import type { EventKind } from '../../shared/events.ts'
import { lineOf } from '../../shared/message-line.ts'
import type { Choice, Incoming } from '../../shared/messages.ts'
import { Id } from '../../shared/text.ts'
import type { RunningBot } from '../bots/running.ts'
import type { Contact } from '../contacts/contacts.ts'
import { linkTo } from '../mail/settings.ts'
import type { InboundRow } from './inbound.ts'

/** A message to be stored and told. */
export interface NewMessage {
  id: string
  seq: number
  author: 'contact' | 'bot' | 'member' | 'system'
  content: MessageContent
  status: 'received' | 'queued' | 'sent'
  /** the step of the flow that said it */
  stepId?: string
  at: string
  marks?: MessageMarks
  /** lets everything else be sent first */
  isBulk?: boolean
}

/** What went wrong in a turn. */
export interface Failure {
  code: string
  message: string
  stepId: string | null
  /** the version that the step is of, where it is known */
  version?: string | null
}

/** A call that the flow waits for, to be made after the turn. */
export interface NewCall {
  callId: string
  stepId: string
  version: string | null
  call: Call
}

/** What is told of a chat after its turns, beside its messages. */
export interface Happened {
  kind: EventKind
  data: Record<string, unknown>
  /** whether it is kept as a fact, or told once only */
  isKept: boolean
}

/** A conversation with its bot user as a batch works on it. */
export interface Chat {
  key: string
  contact: Contact
  isNew: boolean
  /** whether a person did something here in this batch */
  isMet: boolean
  isContactChanged: boolean
  /** whether the channel reaches them otherwise than before, or they wrote */
  isReachChanged: boolean
  id: string
  seq: number
  unread: number
  status: 'open' | 'resolved'
  handler: 'bot' | 'member'
  assignee: { id: string; name: string } | null
  session: Session
  lastText: string
  lastAuthor: 'contact' | 'bot' | 'member' | 'system'
  messages: NewMessage[]
  failures: Failure[]
  happened: Happened[]
  calls: NewCall[]
  /** the timer that was set; null takes away the one there is */
  timer: { id: string; at: string } | null | undefined
  /** what begins because of what the flow did */
  opened: InboundRow[]
  outcomes: Outcome[]
  /** the answers that were last offered as a numbered text, and those that this batch offers in their place */
  options: Choice[] | null
  newOptions: Choice[] | null
  /** what the provider gave to answer with */
  replyWith: { token: string; until: string } | null
}

/** The session as it was stored; one that cannot be read begins anew. */
export function readSession(column: unknown): Session {
  const session = Session.safeParse(column).data
  const versions = session ? [session.version, ...session.frames.map(({ version }) => version)] : []
  return session && versions.every((version) => version === null || Id.safeParse(version).success)
    ? session
    : newSession()
}

/** What came in from a bot user. */
export interface Arrival {
  id: string
  event: Incoming
  at: string
  marks?: MessageMarks
}

/** The versions that this chat runs beside those that are published. */
export function olderVersions(chat: Chat, bot: RunningBot): string[] {
  return versionsOf(chat.session).filter((id) => !bot.published.some(({ version }) => version === id))
}

/** Whether the bot may act here at all: it is live, and the bot user is within the plan (L3). */
export function isServed(chat: Chat, bot: RunningBot | undefined): bot is RunningBot {
  return bot?.isLive === true && !chat.contact.isOverLimit
}

/** Keeps what the bot user said; the opening of a chat is no message. */
export function hear(chat: Chat, { id, event, at, marks }: Arrival): void {
  chat.isMet = true
  wrote(chat, at)
  if (event.kind === 'start') {
    cameBy(chat, event.ref)
    return
  }
  chat.unread += 1
  chat.status = 'open'
  add(chat, { id, author: 'contact', content: event, status: 'received', at, ...(marks && { marks }) })
}

const MINUTE_MS = 60_000

/** Where answers are bound to a window, the instant is kept of each message; on our own web chat the minute is enough. */
function wrote(chat: Chat, at: string): void {
  const { contact } = chat
  const ahead =
    contact.lastWroteAt === null ? Number.POSITIVE_INFINITY : Date.parse(at) - Date.parse(contact.lastWroteAt)
  const isNews = ahead > (contact.channel === webchatDefinition.name ? MINUTE_MS : 0)
  if (isNews) contact.lastWroteAt = at
  if (!isNews && contact.unreachable === null) return
  contact.unreachable = null
  chat.isReachChanged = true
}

/** Runs the flow; the session is as it is after it, the effects are still to be applied. */
export function takeTurn(chat: Chat, event: Event, by: { bot: RunningBot; library: Library; now: Date }): Outcome {
  const outcome = step(by.library, chat.session, event, by.now, contextOf(chat, by.bot))
  chat.session = outcome.session
  chat.outcomes.push(outcome)
  return outcome
}

/** Adds a message as the next of the chat. */
export function add(chat: Chat, message: Omit<NewMessage, 'seq'>): void {
  chat.seq += 1
  chat.messages.push({ ...message, seq: chat.seq })
  if (message.author === 'system') return
  chat.lastText = lineOf(message.content).slice(0, 200).toWellFormed()
  chat.lastAuthor = message.author
}

/** What the flow may know of the chat and its surroundings. */
export function contextOf(chat: Pick<Chat, 'contact' | 'assignee'>, bot: RunningBot): Context {
  const { contact, assignee } = chat
  return {
    botId: bot.id,
    botName: bot.name,
    workspaceId: bot.workspaceId,
    workspaceName: bot.workspaceName,
    timezone: bot.timezone,
    hours: bot.hours,
    channel: contact.channel,
    chatUrl: linkTo(`/chat/${bot.publicKey}`),
    user: {
      id: contact.personId,
      name: contact.name,
      email: contact.email ?? '',
      phone: contact.phone ?? '',
      language: contact.language ?? '',
      timezone: contact.timezone ?? '',
      tags: new Set(contact.tags),
      isSubscribed: contact.isSubscribed,
      firstSeenAt: contact.firstSeenAt,
      source: contact.source,
      assignee,
    },
    fields: contact.fields,
    botFields: bot.fields,
    kinds: bot.kinds,
    random: Math.random,
  }
}

/** Who came by a link is known by its word from then on. */
function cameBy(chat: Chat, ref: string | undefined): void {
  if (ref === undefined || chat.contact.source !== '') return
  chat.contact.source = ref
  chat.isContactChanged = true
}
