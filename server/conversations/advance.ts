/** Takes waiting messages through their flows: the second stop of a message. Many conversations of a workspace in one transaction. */
import { sql } from 'kysely'
import { z } from 'zod'
import { Incoming } from '../../shared/messages.ts'
import { Id, Instant } from '../../shared/text.ts'
import { type RunningBot, runnableFlows, runningBots } from '../bots/running.ts'
import { tellHere } from '../bus.ts'
import { addContacts, type Contact, saveContacts } from '../contacts/contacts.ts'
import { inWorkspace, sendLast, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { log } from '../log.ts'
import { addChats, findChats, saveChats } from './chats.ts'
import { recordError } from './error-logs.ts'
import type { Head } from './look-ups.ts'
import { type Placed, saveMessages } from './messages.ts'
import { isLastAttempt, layAside, putOff } from './second-tries.ts'
import { type Arrival, answer, type Chat, hear, mayBotSpeak, versionFor } from './turns.ts'

/** What a waiting message holds; written by `receive.ts`. */
export const InboundBody = z.object({
  botId: Id,
  channel: z.string(),
  address: z.string(),
  clientId: Id,
  at: Instant,
  event: Incoming,
})
export type InboundBody = z.output<typeof InboundBody>

/**
 * Advances the conversations of these messages, all in one transaction. Where that fails each message is tried alone, so
 * that a poisoned one is put off, and after its last attempt laid aside in the error log while its key goes on.
 */
export async function advance(workspaceId: string, heads: Head[]): Promise<void> {
  try {
    await takeTurns(workspaceId, heads)
  } catch (error) {
    if (heads.length === 1 && heads[0]) return fail(heads[0], error)
    for (const ofOneKey of Map.groupBy(heads, (head) => head.key).values()) await advanceAlone(ofOneKey)
  }
  tellHere('outbound', workspaceId) // Who owns a lane of one box owns it of the other.
}

async function advanceAlone(ofOneKey: Head[]): Promise<void> {
  for (const head of ofOneKey) {
    try {
      await takeTurns(head.workspaceId, [head])
    } catch (error) {
      await fail(head, error)
      if (!isLastAttempt(head)) return // What came later from the same bot user waits behind it.
    }
  }
}

async function fail(head: Head, error: unknown): Promise<void> {
  log.warn({ err: error, workspaceId: head.workspaceId, inboundId: head.id }, 'a turn failed')
  if (!isLastAttempt(head)) return putOff('inbound', head)
  const botId = Id.safeParse(head.key.split(':')[1]).data ?? null
  await inWorkspace(head, async (tx) => {
    const errorId = await recordError(tx, {
      code: 'turn-failed',
      message: 'A message could not be processed.',
      botId,
      conversationId: null,
      stepId: null,
      detail: { reason: error instanceof Error ? error.message.slice(0, 500) : 'unknown' },
    })
    await layAside(tx, 'inbound', head, errorId)
  })
}

async function takeTurns(workspaceId: string, heads: Head[]): Promise<void> {
  await inWorkspace({ workspaceId }, async (tx) => {
    const [taken, bots, chats] = await Promise.all([take(tx, heads), runningBots(tx), findChats(tx, heads)])
    if (taken.length === 0) return
    await runTurns(tx, { taken, chats, bots })
    await save(
      tx,
      [...chats.values()].filter((chat) => taken.some(({ key }) => key === chat.key)),
    )
  })
}

interface Taken {
  key: string
  body: InboundBody
}

/** Takes the rows away; one that is gone already was advanced before, and a stale head gives nothing. */
async function take(tx: Tx, heads: Head[]): Promise<Taken[]> {
  const { rows } = await sql<{ id: string; key: string; body: unknown }>`
    delete from inbound where workspace_id = ${tx.workspaceId} and id = any(${heads.map(({ id }) => id)}::uuid[])
    returning id, key, body`.execute(tx.db)
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ key, body }) => ({ key, body: InboundBody.parse(body) }))
}

interface Batch {
  taken: Taken[]
  chats: Map<string, Chat>
  bots: Map<string, RunningBot>
}

async function runTurns(tx: Tx, batch: Batch): Promise<void> {
  const { chats, bots } = batch
  const wanted = [...chats.values()].flatMap((chat) => versionIds(chat, bots.get(chat.contact.botId)))
  const flows = await runnableFlows(tx, new Set(wanted))
  for (const { key, body } of batch.taken) {
    const chat = chats.get(key)
    if (!chat) throw new Error('a message without its chat')
    const bot = bots.get(body.botId)
    hear(chat, arrivalOf(body))
    if (!mayBotSpeak(chat, bot)) continue
    const versionId = versionFor(chat, bot)
    const flow = versionId && flows.get(versionId)
    if (flow) answer(chat, body.event, { bot, flow, versionId })
  }
}

/** A session may end within the batch, and the next message then meets the newest version. */
function versionIds(chat: Chat, bot: RunningBot | undefined): string[] {
  return [chat.flowVersionId, bot?.publishedVersionId].filter((id) => typeof id === 'string')
}

function arrivalOf({ clientId, event, at }: InboundBody): Arrival {
  return { id: clientId, event, at }
}

async function save(tx: Tx, chats: Chat[]): Promise<void> {
  const fresh = chats.filter((chat) => chat.isNew)
  // A conversation points to its contact, so these go one after the other.
  await addContacts(
    tx,
    fresh.map(({ contact }) => contact),
  )
  await addChats(tx, fresh)
  for (const chat of fresh) await record(tx, by(chat.contact), 'conversation.started', about(chat))
  for (const chat of chats) await recordOddities(tx, chat)
  await sendLast([
    saveContacts(
      tx,
      chats.filter((chat) => chat.isContactChanged).map(({ contact }) => contact),
    ),
    saveChats(tx, chats),
    saveMessages(tx, chats.flatMap(placed)),
  ])
}

async function recordOddities(tx: Tx, chat: Chat): Promise<void> {
  if (chat.isHandedOver) await record(tx, { kind: 'system', reason: 'flow' }, 'conversation.handed-over', about(chat))
  for (const failure of chat.failures) {
    await recordError(tx, { ...failure, botId: chat.contact.botId, conversationId: chat.id })
  }
}

function about({ id, contact }: Chat) {
  return {
    target: { kind: 'conversation', id, name: contact.name },
    data: { conversationId: id, botId: contact.botId },
  }
}

function by(contact: Contact) {
  return { kind: 'contact', contactId: contact.id } as const
}

function placed({ id, contact, key, messages }: Chat): Placed[] {
  const where = { conversationId: id, botId: contact.botId, key, member: null }
  return messages.map((message) => ({
    ...where,
    message,
    by: message.author === 'contact' ? by(contact) : { kind: 'system', reason: 'flow' },
  }))
}
