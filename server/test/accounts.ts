/** Channels of a bot as if they were connected, for the tests of sending: each with an adapter of the test's own. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Channel, ChannelDefinition, Delivery, Outgoing, Recipient } from '../../channels/channel.ts'
import { ChannelSettings } from '../../shared/channels.ts'
import type { Content } from '../../shared/messages.ts'
import { publish } from '../bus.ts'
import { NO_ACCOUNT, type OpenLine } from '../channels/lines.ts'
import { ask, serviceUrls } from '../connections/accounts.ts'
import { keyOf } from '../contacts/contacts.ts'
import { saveMessages } from '../conversations/messages.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { newBot } from './team.ts'

/** What an adapter was given, and when. */
export interface Sent {
  message: Outgoing
  to: Recipient
  at: number
}

export interface Account {
  workspaceId: string
  botId: string
  id: string
  sent: Sent[]
}

export interface Traits {
  definition?: Partial<ChannelDefinition>
  inDoubt?: 'hold' | 'resend'
  send?: (sent: Sent, count: number) => Promise<Delivery> | Delivery
  find?: NonNullable<Channel['find']>
  type?: NonNullable<Channel['type']>
}

const lines = new Map<string, OpenLine>()

/** Finds the accounts of this test as the worker finds connected channels. */
export async function openTestLine(_workspaceId: string, botId: string): Promise<OpenLine | undefined> {
  return lines.get(botId)
}

/** A bot with a channel that sends as told; untold, everything arrives. */
export async function newAccount(workspaceId: string, traits: Traits = {}): Promise<Account> {
  const botId = await newBot(workspaceId)
  const account: Account = { workspaceId, botId, id: uuidv7(), sent: [] }
  const { send = (): Delivery => ({ ok: true }), find, type, inDoubt = 'hold' } = traits
  const channel: Channel = {
    ...adapter(traits.definition),
    async send(message, to) {
      const sent = { message, to, at: Date.now() }
      account.sent.push(sent)
      return send(sent, account.sent.length)
    },
    ...(find && { find }),
    ...(type && { type }),
  }
  await inWorkspace(account, ({ db }) =>
    db
      .insertInto('channels')
      .values({
        workspaceId,
        id: account.id,
        botId,
        channel: channel.definition.name,
        place: account.id,
        status: 'connected',
      })
      .execute(),
  )
  lines.set(botId, lineOf(account, channel, inDoubt))
  return account
}

/** The channel is not connected any more. */
export function disconnect({ botId }: Account): void {
  lines.delete(botId)
}

export function lineOf(
  { workspaceId, botId, id }: Pick<Account, 'workspaceId' | 'botId' | 'id'>,
  channel: Channel,
  inDoubt: 'hold' | 'resend',
): OpenLine {
  const line = { secrets: {}, ...NO_ACCOUNT, urls: serviceUrls(), hook: { url: '', secret: '' }, ask }
  const settings = ChannelSettings.parse({ inDoubt })
  return { id, workspaceId, botId, channel, line, status: 'connected', settings, place: id, label: '@acme_bot' }
}

/** An adapter of a provider that takes everything at any speed, and tells nothing. */
export function adapter(traits: Partial<ChannelDefinition> = {}): Channel {
  const definition: ChannelDefinition = {
    name: 'telegram',
    label: 'Telegram',
    description: '',
    through: {},
    form: z.strictObject({}),
    secrets: z.strictObject({}),
    hook: 'own',
    page: null,
    window: null,
    pace: 1000,
    repeat: 'unknown',
    ...traits,
  }
  return {
    definition,
    send: async () => ({ ok: true }),
    connect: async () => ({ ok: true, data: { place: '', label: '', secrets: {}, registered: [] } }),
    disconnect: async () => {},
    check: async () => ({ ok: true, data: { label: '' } }),
    verify: () => false,
    read: () => [],
  }
}

/** A bot user of the account, with a conversation. */
export interface Reader {
  botId: string
  workspaceId: string
  conversationId: string
  address: string
  key: string
  seq: number
}

export async function newReader(
  { workspaceId, botId }: Account,
  traits: { channel?: string; lastWroteAt?: string; unreachable?: string } = {},
): Promise<Reader> {
  const [contactId, conversationId, address] = [uuidv7(), uuidv7(), uuidv7()]
  const { channel = 'telegram', lastWroteAt = new Date().toISOString(), unreachable = null } = traits
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db
      .insertInto('contacts')
      .values({ workspaceId, id: contactId, botId, channel, address, lastWroteAt, unreachable })
      .execute()
    await db
      .insertInto('conversations')
      .values({ workspaceId, id: conversationId, botId, contactId, channel })
      .execute()
  })
  return { workspaceId, botId, conversationId, address, key: keyOf({ channel, botId, address }), seq: 0 }
}

/** Puts a message for this person where it waits to be sent; a text alone is one of the bot. Returns its number. */
export async function queue(
  reader: Reader,
  said: string | Content,
  more: { author?: 'bot' | 'member'; isBulk?: boolean } = {},
): Promise<number> {
  const { workspaceId, conversationId, botId, key } = reader
  const content = typeof said === 'string' ? ({ kind: 'text', text: said } as const) : said
  reader.seq += 1
  const { author = 'bot', isBulk = false } = more
  const message = {
    id: uuidv7(),
    seq: reader.seq,
    author,
    content,
    status: 'queued',
    at: new Date().toISOString(),
    isBulk,
  } as const
  await inWorkspace({ workspaceId }, async (tx) => {
    await saveMessages(tx, [
      { conversationId, botId, key, by: { kind: 'system', reason: 'test' }, member: null, message },
    ])
    await tx.db
      .updateTable('conversations')
      .set({ seq: reader.seq })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', conversationId)
      .execute()
  })
  publish('outbound', workspaceId)
  return reader.seq
}

/** What became of this person's messages, in order. */
export async function statusesOf({ workspaceId, conversationId }: Reader): Promise<string[]> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql<{ status: string }>`select status from messages where workspace_id = ${workspaceId}
      and conversation_id = ${conversationId} order by seq`.execute(db),
  )
  return rows.map(({ status }) => status)
}
