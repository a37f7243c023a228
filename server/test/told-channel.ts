/** A channel under test that is connected to no provider: what it tells is taken in, what it is sent is kept, files and profiles are as the test says. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Channel, FetchedFile, Outgoing, Profile } from '../../channels/channel.ts'
import type { Inbound } from '../../channels/inbound.ts'
import { telegramDefinition } from '../../channels/telegram/definition.ts'
import { CHANNEL_NAMES, type ChannelName } from '../../shared/channel-limits.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import type { OpenLine } from '../channels/lines.ts'
import { ask } from '../connections/accounts.ts'
import { takeIn } from '../conversations/take-in.ts'
import { bare } from '../db/database.ts'

/** What the counterpart does when it is asked, and what it was sent. */
interface Counterpart {
  file: (reference: string) => Promise<FetchedFile>
  profile: ((address: string) => Promise<Profile | undefined>) | undefined
  sent: Array<Outgoing & { to: string }>
  /** by which id a sent message is called */
  nameOf: (message: Outgoing) => string
}

export function newCounterpart(): Counterpart {
  const file = async () => ({ bytes: new TextEncoder().encode('hello'), name: 'note.txt' })
  return { file, profile: undefined, sent: [], nameOf: ({ seq }) => `ours-${seq}` }
}

function channelOf(counterpart: Counterpart, name: ChannelName = 'telegram'): Channel {
  const refused = { ok: false, message: 'Not in this test.' } as const
  return {
    definition: { ...telegramDefinition, name, repeat: 'harmless', pace: 1000 },
    send: async (message, to) => {
      counterpart.sent.push({ ...message, to: to.address })
      return { ok: true, externalId: counterpart.nameOf(message) }
    },
    connect: async () => refused,
    disconnect: async () => {},
    check: async () => refused,
    verify: () => false,
    read: () => [],
    fetch: async (reference) => ({ ok: true, data: await counterpart.file(reference) }),
    ...(counterpart.profile && {
      profile: (address: string) => counterpart.profile?.(address) ?? Promise.resolve(undefined),
    }),
  }
}

/** How the worker of the test finds the channel. */
export function opening(counterpart: Counterpart) {
  return async (workspaceId: string, botId: string, name: string): Promise<OpenLine | undefined> => {
    const known = CHANNEL_NAMES.find((each) => each === name)
    const { rows } = await sql<{
      id: string
    }>`select id from channels where workspace_id = ${workspaceId} and bot_id = ${botId}
      and channel = ${name}`.execute(bare())
    const channel = channelOf(counterpart, known)
    const line = {
      ...{ secrets: {}, through: { integration: '', secrets: {} }, urls: SERVICES, ask },
      hook: { url: 'https://bots.example/in/telegram/x', secret: 'x' },
    }
    const about = { status: 'connected', settings: { inDoubt: 'hold' }, place: 'bot', label: '@bot' } as const
    return rows[0] && { id: rows[0].id, workspaceId, botId, channel, line, ...about }
  }
}

/** The bot's channel: what is told there is taken in. */
export async function connectTold(
  at: { workspaceId: string; botId: string },
  counterpart: Counterpart,
  name: ChannelName = 'telegram',
) {
  const id = uuidv7()
  await sql`insert into channels (workspace_id, id, bot_id, channel, place, status)
    values (${at.workspaceId}, ${id}, ${at.botId}, ${name}, ${id}, 'connected')`.execute(bare())
  const tell = (...inbound: Inbound[]) =>
    takeIn({ ...at, id, place: id, channel: channelOf(counterpart, name) }, inbound)
  return {
    id,
    tell,
    say: (address: string, text: string, externalId: string = uuidv7()) =>
      tell({ kind: 'message', address, externalId, said: { kind: 'text', text } }),
  }
}

/** The messages of the bot user with this address, as they are stored. */
export async function storedOf(workspaceId: string, address: string) {
  const { rows } = await sql<Stored>`
    select m.seq, m.author, m.content, m.status, m.marks, v.handler, v.id as conversation_id
    from contacts c join conversations v on v.workspace_id = c.workspace_id and v.contact_id = c.id
    join messages m on m.workspace_id = c.workspace_id and m.conversation_id = v.id
    where c.workspace_id = ${workspaceId} and c.address = ${address} order by m.seq`.execute(bare())
  return rows
}

interface Stored {
  seq: number
  author: string
  content: { kind: string; text?: string; id?: string; url?: string }
  status: string
  marks: Record<string, unknown> | null
  handler: string
  conversationId: string
}

/** The same in lines: «contact: hello». */
export async function linesOf(workspaceId: string, address: string): Promise<string[]> {
  return (await storedOf(workspaceId, address)).map(
    ({ author, content }) => `${author}: ${content.text ?? content.id ?? content.kind}`,
  )
}
