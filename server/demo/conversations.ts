/** The sample conversations of one bot, spread over the last thirty days. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { STARTERS } from '../../engine/starters.ts'
import type { Context } from '../../engine/turn.ts'
import { ALWAYS_OPEN } from '../../engine/values/business-hours.ts'
import type { Actor } from '../access/actor.ts'
import { newContact } from '../contacts/contacts.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import type { Colleague } from './look-ups.ts'
import { type Said, seeded, talk } from './talk.ts'
import { ANSWERS, customerName } from './world.ts'

const DAYS = 30
const DAY = 86_400_000
const OLDEST_OPEN = 2 * DAY

export interface Samples {
  botId: string
  versionId: string
  starter: string
  contacts: number
  seed: number
  firstCustomer: number
  context: Pick<Context, 'botName' | 'workspaceId' | 'workspaceName' | 'timezone' | 'channel'>
  colleagues: Colleague[]
}

/** Writes bot users, conversations and messages in one transaction. The same seed tells the same, ending now. */
export async function fillConversations(actor: Actor, samples: Samples): Promise<void> {
  const random = seeded(samples.seed)
  const rows = Array.from({ length: samples.contacts }, (_, index) => sample(samples, index, random))
  await inWorkspace(actor, async (tx) => {
    await insert(
      tx,
      'contacts',
      rows.map((row) => row.contact),
    )
    await insert(
      tx,
      'conversations',
      rows.map((row) => row.conversation),
    )
    await insert(
      tx,
      'messages',
      rows.flatMap((row) => row.messages),
    )
  })
}

function sample(samples: Samples, index: number, random: () => number) {
  const flow = STARTERS.find((each) => each.id === samples.starter)?.flow
  if (!flow) throw new Error(`no starter «${samples.starter}»`)
  const name = customerName(samples.firstCustomer + index)
  const email = `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]+/g, '.')}@example.com`
  const begin = beginOf(index, samples.contacts, random)
  const context = { ...contextOf(samples, begin), random }
  const version = samples.versionId
  const { said, session, fields, isHandedOver } = talk(flow, { name, email, begin, random, context, version })

  const isOld = Date.now() - begin.getTime() > OLDEST_OPEN
  const colleague =
    isHandedOver && (isOld || random() < 0.6)
      ? samples.colleagues[Math.floor(random() * samples.colleagues.length)]
      : undefined
  if (colleague) said.push(...answered(colleague, said, { isOld, random }))
  return rowsOf(samples, {
    name: String(fields.name ?? name),
    email,
    said,
    session,
    fields,
    isHandedOver,
    isOld,
    colleague,
  })
}

function contextOf({ botId, context }: Samples, begin: Date): Omit<Context, 'random'> {
  return {
    ...context,
    botId,
    hours: ALWAYS_OPEN,
    chatUrl: '',
    user: {
      ...{ id: uuidv7(), name: '', email: '', phone: '', language: '', timezone: '', source: '' },
      tags: new Set(),
      isSubscribed: true,
      firstSeenAt: begin.toISOString(),
      assignee: null,
    },
    fields: {},
    botFields: {},
    kinds: {},
  }
}

/** More in the last days than before, in the hours when people write. */
function beginOf(index: number, of: number, random: () => number): Date {
  const share = (of - index) / of
  const day = Math.floor(share ** 1.4 * DAYS)
  const midnight = Math.floor(Date.now() / DAY) * DAY - day * DAY
  const at = midnight + (7 + random() * 14) * 3_600_000
  return new Date(Math.min(at, Date.now() - 600_000 - random() * 5 * 3_600_000))
}

function answered(
  { name }: Colleague,
  before: Said[],
  { isOld, random }: { isOld: boolean; random: () => number },
): Said[] {
  let at = before.at(-1)?.at.getTime() ?? Date.now()
  const next = () => {
    at += 40_000 + Math.floor(random() * 200_000)
    return new Date(at)
  }
  const happened = (event: string): Said => ({
    author: 'system',
    content: { kind: 'event', event, name },
    text: '',
    at: next(),
  })
  const words = (author: 'member' | 'contact', text: string): Said => ({
    author,
    content: { kind: 'text', text },
    text,
    at: next(),
  })
  const pick = ANSWERS[1 + Math.floor(random() * (ANSWERS.length - 1))] ?? ''
  const first = name.split(' ')[0] ?? name
  return [
    happened('taken-over'),
    words('member', (ANSWERS[0] ?? '').replace('{name}', first)),
    words('member', pick),
    ...(random() < 0.7 ? [words('contact', 'Perfect, thank you!')] : []),
    ...(isOld ? [happened('resolved')] : []),
  ].filter(({ at: when }) => when.getTime() < Date.now())
}

interface Told {
  name: string
  email: string
  said: Said[]
  session: unknown
  fields: Record<string, unknown>
  isHandedOver: boolean
  isOld: boolean
  colleague: Colleague | undefined
}

function rowsOf(samples: Samples, { name, email, said, session, fields, isHandedOver, isOld, colleague }: Told) {
  const [contactId, conversationId] = [uuidv7(), uuidv7()]
  const first = said.at(0)?.at ?? new Date()
  const last = said.findLast(({ author }) => author !== 'system')
  const lastAt = (last?.at ?? first).toISOString()
  const { address } = newContact({ botId: samples.botId, channel: 'webchat', address: uuidv7() })
  const isAnswered = last?.author !== 'contact'
  return {
    contact: {
      id: contactId,
      bot_id: samples.botId,
      channel: 'webchat',
      address,
      name,
      email: fields.email ? email : null,
      fields,
      first_seen_at: first.toISOString(),
      last_seen_at: lastAt,
    },
    conversation: {
      id: conversationId,
      bot_id: samples.botId,
      contact_id: contactId,
      channel: 'webchat',
      status: isOld ? 'resolved' : 'open',
      handler: isHandedOver && !isOld ? 'member' : 'bot',
      assignee_id: isOld ? null : (colleague?.memberId ?? null),
      flow_version_id: samples.versionId,
      session,
      seq: said.length,
      unread: isOld || isAnswered || !isHandedOver ? 0 : 1 + (said.length % 3),
      last_text: last?.text.slice(0, 200) ?? '',
      last_author: last?.author ?? 'contact',
      last_message_at: lastAt,
      created_at: first.toISOString(),
    },
    messages: said.map(({ author, content, at }, index) => ({
      conversation_id: conversationId,
      seq: index + 1,
      id: uuidv7(),
      author,
      member_id: author === 'member' ? (colleague?.memberId ?? null) : null,
      content,
      status: author === 'contact' ? 'received' : 'sent',
      at: at.toISOString(),
    })),
  }
}

/** All rows of a table in one statement; columns that the rows do not name keep their defaults. */
async function insert(
  tx: Tx,
  table: 'contacts' | 'conversations' | 'messages',
  rows: Array<Record<string, unknown>>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((name) => sql.id(name)))
  await sql`insert into ${sql.table(table)} (workspace_id, ${columns})
    select ${tx.workspaceId}::uuid, ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx.db,
  )
}
