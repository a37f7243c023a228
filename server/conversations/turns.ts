/** Turns in memory: what a bot user did meets the flow, and the chat as it is afterwards. */
import { uuidv7 } from 'uuidv7'
import type { RunnableFlow } from '../../engine/flow.ts'
import { newSession, Session, step } from '../../engine/step.ts'
import type { Context, Effect } from '../../engine/turn.ts'
import type { MessageContent } from '../../shared/conversations.ts'
import type { Incoming } from '../../shared/messages.ts'
import type { RunningBot } from '../bots/running.ts'
import { type Contact, setField } from '../contacts/contacts.ts'

/** A message to be stored and told. */
export interface NewMessage {
  id: string
  seq: number
  author: 'contact' | 'bot' | 'member' | 'system'
  content: MessageContent
  status: 'received' | 'queued' | 'sent'
  at: string
}

/** What went wrong in a turn. */
export interface Failure {
  code: string
  message: string
  stepId: string | null
}

/** A conversation with its bot user as a batch works on it. */
export interface Chat {
  key: string
  contact: Contact
  isNew: boolean
  isContactChanged: boolean
  id: string
  seq: number
  unread: number
  status: 'open' | 'resolved'
  handler: 'bot' | 'member'
  session: unknown
  flowVersionId: string | null
  lastText: string
  lastAuthor: 'contact' | 'bot' | 'member' | 'system'
  messages: NewMessage[]
  failures: Failure[]
  isHandedOver: boolean
}

/** What came in from a bot user. */
export interface Arrival {
  id: string
  event: Incoming
  at: string
}

/** The version this chat runs next: the one its session began with, else the newest published. */
export function versionFor(chat: Chat, bot: RunningBot): string | null {
  const session = Session.safeParse(chat.session)
  const isRunning = session.success && session.data.waiting !== null && !session.data.done
  return (isRunning && chat.flowVersionId) || bot.publishedVersionId
}

/** Whether the bot answers here: it is live, a member has not taken the chat (B6), and the bot user is within the plan (L3). */
export function mayBotSpeak(chat: Chat, bot: RunningBot | undefined): bot is RunningBot {
  return bot?.isLive === true && chat.handler === 'bot' && !chat.contact.isOverLimit
}

/** Keeps what the bot user said; the opening of a chat is no message. */
export function hear(chat: Chat, { id, event, at }: Arrival): void {
  if (event.kind === 'start') return
  chat.unread += 1
  chat.status = 'open'
  add(chat, { id, author: 'contact', content: event, status: 'received', at })
}

/** Lets the flow answer. */
export function answer(
  chat: Chat,
  event: Incoming,
  by: { bot: RunningBot; flow: RunnableFlow; versionId: string },
): void {
  const now = new Date()
  const session = Session.safeParse(chat.session).data ?? newSession()
  const outcome = step(by.flow, session, event, now, contextOf(chat, by.bot))
  chat.session = outcome.session
  chat.flowVersionId = by.versionId
  for (const effect of outcome.effects) apply(chat, effect, now.toISOString())
}

/** Adds a message as the next of the chat. */
export function add(chat: Chat, message: Omit<NewMessage, 'seq'>): void {
  chat.seq += 1
  chat.messages.push({ ...message, seq: chat.seq })
  if (message.author === 'system') return
  chat.lastText = textOf(message.content).slice(0, 200).toWellFormed()
  chat.lastAuthor = message.author
}

/** A message in one line, as lists show it. */
export function textOf(content: MessageContent): string {
  if (content.kind === 'choice') return content.label ?? content.id
  return content.kind === 'event' ? '' : content.text
}

function contextOf({ contact }: Chat, bot: RunningBot): Context {
  return {
    botName: bot.name,
    workspaceName: bot.workspaceName,
    timezone: bot.timezone,
    channel: contact.channel,
    user: { name: contact.name, email: contact.email },
    fields: contact.fields,
    random: Math.random,
  }
}

function apply(chat: Chat, effect: Effect, at: string): void {
  if (effect.kind === 'say') add(chat, { id: uuidv7(), author: 'bot', content: effect.content, status: 'queued', at })
  if (effect.kind === 'hand-over') handOver(chat, effect.note, at)
  if (effect.kind === 'failed') chat.failures.push(failureFrom(effect))
  if (effect.kind === 'set-field') {
    chat.isContactChanged = true
    setField(chat.contact, effect.name, effect.value)
  }
}

function failureFrom({ code, message, stepId }: Failure): Failure {
  return { code, message, stepId }
}

function handOver(chat: Chat, note: string, at: string): void {
  chat.handler = 'member'
  chat.isHandedOver = true
  const event = { kind: 'event', event: 'handed-over', name: '' } as const
  add(chat, { id: uuidv7(), author: 'system', content: event, status: 'sent', at })
  if (note) add(chat, { id: uuidv7(), author: 'system', content: { kind: 'note', text: note }, status: 'sent', at })
}
