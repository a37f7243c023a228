/** The URLs of conversations, the error log, and the live stream of a workspace. */
import { type Context, Hono } from 'hono'
import {
  AssigneeChange,
  Conversation,
  ConversationPage,
  ConversationQuery,
  ErrorLog,
  ErrorLogPage,
  ErrorLogQuery,
  HandlerChange,
  Message,
  MessagePage,
  MessageQuery,
  NewMessage,
  ReadMark,
  Settlement,
  StatusChange,
} from '../../shared/conversations.ts'
import { credentialsOf } from '../access/credentials.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { Refusal } from '../errors.ts'
import { streamHead } from '../event-stream.ts'
import { dashboardStream } from '../live.ts'
import { answers, answersFile, takes } from '../route.ts'
import { listConversations, listMessages, readConversation } from './conversation-list.ts'
import { listErrors, markFixed, retryError } from './error-logs.ts'
import { answerAsMember, assign, changeHandler, changeStatus, readUpTo } from './inbox.ts'
import { retryMessage, settleMessage } from './settlements.ts'

const chat = may('live-chat:use')
const errors = may('error-logs:view')

export const conversationRoutes = new Hono<Inside>()
  .get(
    '/conversations',
    chat,
    takes('query', ConversationQuery),
    answers('List conversations', ConversationPage),
    async (c) => c.json(await listConversations(c.var.actor, c.req.valid('query'))),
  )
  .get('/conversations/:conversation', chat, answers('Show a conversation', Conversation), async (c) =>
    c.json(await readConversation(c.var.actor, idOf(c, 'conversation'))),
  )
  .get(
    '/conversations/:conversation/messages',
    chat,
    takes('query', MessageQuery),
    answers('List messages in order: the newest, or those before or after a number', MessagePage),
    async (c) => c.json(await listMessages(c.var.actor, idOf(c, 'conversation'), c.req.valid('query'))),
  )
  .post(
    '/conversations/:conversation/messages',
    chat,
    takes('json', NewMessage),
    answers('Answer as a member, taking the conversation over from the bot', Message, 201),
    async (c) => c.json(await answerAsMember(c.var.actor, idOf(c, 'conversation'), c.req.valid('json')), 201),
  )
  .put(
    '/conversations/:conversation/messages/:seq/settlement',
    chat,
    takes('json', Settlement),
    answers('Say whether a message in doubt arrived; one that did not is sent again', Message),
    async (c) =>
      c.json(
        await settleMessage(c.var.actor, idOf(c, 'conversation'), numberOf(c, 'seq'), c.req.valid('json').arrived),
      ),
  )
  .post(
    '/conversations/:conversation/messages/:seq/retry',
    chat,
    answers('Send a message again that failed', Message),
    async (c) => c.json(await retryMessage(c.var.actor, idOf(c, 'conversation'), numberOf(c, 'seq'))),
  )
  .put(
    '/conversations/:conversation/handler',
    chat,
    takes('json', HandlerChange),
    answers('Take a conversation over, or give it back to the bot', Conversation),
    async (c) => c.json(await changeHandler(c.var.actor, idOf(c, 'conversation'), c.req.valid('json').handler)),
  )
  .put(
    '/conversations/:conversation/status',
    chat,
    takes('json', StatusChange),
    answers('Resolve a conversation or open it again', Conversation),
    async (c) => c.json(await changeStatus(c.var.actor, idOf(c, 'conversation'), c.req.valid('json').status)),
  )
  .put(
    '/conversations/:conversation/read',
    chat,
    takes('json', ReadMark),
    answers('Mark a conversation as read up to a number', Conversation),
    async (c) => c.json(await readUpTo(c.var.actor, idOf(c, 'conversation'), c.req.valid('json').seq)),
  )
  .put(
    '/conversations/:conversation/assignee',
    chat,
    takes('json', AssigneeChange),
    answers('Assign a conversation to a member, or to nobody', Conversation),
    async (c) => c.json(await assign(c.var.actor, idOf(c, 'conversation'), c.req.valid('json').memberId)),
  )
  .get('/error-logs', errors, takes('query', ErrorLogQuery), answers('List what went wrong', ErrorLogPage), async (c) =>
    c.json(await listErrors(c.var.actor, c.req.valid('query'))),
  )
  .put('/error-logs/:error/fixed', errors, answers('Mark a fault as fixed', ErrorLog), async (c) =>
    c.json(await markFixed(c.var.actor, idOf(c, 'error'))),
  )
  .post('/error-logs/:error/retry', chat, answers('Try again what waits under a fault', ErrorLog), async (c) =>
    c.json(await retryError(c.var.actor, idOf(c, 'error'))),
  )
  .get(
    '/live',
    may('workspace:view'),
    answersFile('Facts and messages as they happen; Last-Event-ID fills a gap', 'text/event-stream'),
    (c) => {
      if (c.req.method === 'HEAD') return streamHead()
      const credentials = credentialsOf(c)
      if (!credentials) throw new Refusal('not-signed-in')
      return dashboardStream(c.var.actor, credentials, c.req.header('last-event-id'))
    },
  )

/** A message's number in its conversation; what is none does not exist. */
function numberOf(c: Context, name: string): number {
  const number = Number(c.req.param(name))
  if (!Number.isSafeInteger(number) || number < 1) throw new Refusal('not-found')
  return number
}
