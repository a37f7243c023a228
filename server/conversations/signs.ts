/** Applies what providers tell of messages and people, and no flow answers: receipts, echoes, changes, reactions, and who may be written to. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { lineOf } from '../../shared/message-line.ts'
import { CAPTION_LIMIT, cutText } from '../../shared/messages.ts'
import type { Tx } from '../db/in-workspace.ts'
import { settleByKey } from './doubt.ts'
import type { Batch } from './effects.ts'
import { type InboundBody, putInbound, type Sign, type SignBody } from './inbound.ts'
import { type Names, nameKey, saveNames } from './names.ts'
import { markStatus } from './receipts.ts'
import { add, type Chat } from './turns.ts'

interface Row {
  id: string
  lane: number
  key: string
  body: InboundBody
}

/** Whether the key is that of receipts of one message; they say nothing of the person. */
export function isReceipt(key: string): boolean {
  return key.startsWith('receipt:')
}

/** The names by which these rows speak of messages. */
export function namesWanted(rows: readonly Row[]): Array<{ channelId: string; name: string }> {
  return rows.flatMap(({ body }) => {
    if ('sign' in body)
      return 'externalId' in body.sign ? [{ channelId: body.channelId, name: body.sign.externalId }] : []
    return 'event' in body && body.told?.replyTo ? [{ channelId: body.told.channelId, name: body.told.replyTo }] : []
  })
}

interface Met {
  id: string
  lane: number
  key: string
  body: SignBody
  batch: Batch
  names: Names
}

/** What a sign changes of the chat itself; messages that are stored already are changed by `applySigns`. */
export async function meetSign(tx: Tx, chat: Chat, met: Met): Promise<void> {
  if (chat.isNew && !chat.isMet) return
  const { sign } = met.body
  if (sign.kind === 'reach') reach(chat, sign.reach)
  if (sign.kind === 'echo') await hearEcho(tx, chat, { ...met, sign })
}

interface Applied {
  taken: readonly Row[]
  chats: Map<string, Chat>
  names: Names
}

/** Changes stored messages, in the order in which it was told. */
export async function applySigns(tx: Tx, { taken, chats, names }: Applied): Promise<void> {
  for (const row of taken) {
    if (!('sign' in row.body)) continue
    const { body } = row
    const { sign } = body
    const about = 'externalId' in sign ? names.get(nameKey({ ...body, name: sign.externalId })) : undefined
    if (sign.kind === 'receipt') await heedReceipt(tx, { ...row, body }, { sign, about })
    else if (sign.kind === 'read-until') await heedReadUntil(tx, chats.get(row.key), sign)
    else if (about && chats.get(row.key)?.id === about.conversationId) await change(tx, { about, sign, body })
  }
}

/** Who does not want to hear from us is not reached by schedules either; who comes back, is. */
function reach(chat: Chat, reach: 'ok' | 'blocked' | 'opted-out'): void {
  const { contact } = chat
  const before = contact.unreachable
  contact.unreachable = reach === 'ok' ? null : reach
  chat.isReachChanged = true
  const isSubscribed = reach === 'opted-out' ? false : reach === 'ok' && before === 'opted-out' ? true : undefined
  if (isSubscribed !== undefined && contact.isSubscribed !== isSubscribed) {
    contact.isSubscribed = isSubscribed
    chat.isContactChanged = true
  }
  chat.happened.push({ kind: 'contact.changed', data: {}, isKept: false })
}

type SignOf<Kind extends Sign['kind']> = Extract<Sign, { kind: Kind }>

const ECHO_WAITS_MS = 2000
const ECHO_WAITS_AT_MOST_MS = 60_000

/** Somebody of the business wrote in the provider's own app: the bot is silent from then on (B6). */
async function hearEcho(tx: Tx, chat: Chat, met: Met & { sign: SignOf<'echo'> }): Promise<void> {
  const { sign, body, names, batch } = met
  if (names.has(nameKey({ ...body, name: sign.externalId }))) return
  if (sign.ours !== undefined) {
    await settle(tx, { ...body, ours: sign.ours, name: sign.externalId })
    return
  }
  if (ageOf(met.id) < ECHO_WAITS_AT_MOST_MS && (await isSending(tx, chat.id))) {
    // Our own message may come back before we have written down what it is called.
    const { id, lane, key } = met
    await putInbound(tx, [{ id, lane, key, body }], { dueAt: new Date(Date.now() + ECHO_WAITS_MS) })
    return
  }
  const content = contentOf(sign.said)
  if (!content) return
  const { at } = body
  if (chat.handler === 'bot') {
    const event = { kind: 'event', event: 'taken-over', name: '' } as const
    add(chat, { id: uuidv7(), author: 'system', content: event, status: 'sent', at })
    chat.happened.push({ kind: 'conversation.taken-over', data: { name: '' }, isKept: false })
  }
  chat.handler = 'member'
  chat.status = 'open'
  const marks = sign.problem === undefined ? {} : { marks: { problem: sign.problem } }
  add(chat, { id: uuidv7(), author: 'member', content, status: 'sent', at, ...marks })
  const name = { channelId: body.channelId, name: sign.externalId, conversationId: chat.id, seq: chat.seq }
  batch.names.push(name)
  names.set(nameKey(name), name)
}

function contentOf(said: SignOf<'echo'>['said']) {
  if (said.kind === 'start' || said.kind === 'sent-file') return undefined
  if (said.kind === 'unsupported') return { kind: 'text', text: `[${said.what}]` } as const
  return said
}

async function isSending(tx: Tx, conversationId: string): Promise<boolean> {
  const { rows } = await sql`select from outbound where workspace_id = ${tx.workspaceId}
    and conversation_id = ${conversationId} and started_at is not null limit 1`.execute(tx.db)
  return rows.length > 0
}

type About = { conversationId: string; seq: number }

const RECEIPT_WAITS_MS = 5 * 60_000

/** A receipt that overtakes our own bookkeeping waits for it, for some minutes. */
async function heedReceipt(
  tx: Tx,
  { id, lane, key, body }: Row & { body: SignBody },
  { sign, about }: { sign: SignOf<'receipt'>; about: About | undefined },
): Promise<void> {
  const { externalId, status, ours, reason } = sign
  // What is known by its name was settled when it got it.
  const at = about ?? (ours === undefined ? undefined : await settle(tx, { ...body, ours, name: externalId }))
  if (at) {
    const { conversationId, seq } = at
    await markStatus(tx, { conversationId, seq, status, ...(status === 'failed' && { reason: reason ?? UNDELIVERED }) })
    return
  }
  const age = ageOf(id)
  if (age > RECEIPT_WAITS_MS) return
  await putInbound(tx, [{ id, lane, key, body }], { dueAt: new Date(Date.now() + Math.max(500, age / 2)) })
}

const UNDELIVERED = 'The provider could not deliver it.'

/** The provider repeats the key of a part of ours: it went out, and is called so. */
async function settle(
  tx: Tx,
  { channelId, ours, name }: { channelId: string; ours: string; name: string },
): Promise<About | undefined> {
  const settled = await settleByKey(tx, ours)
  if (settled) await saveNames(tx, [{ channelId, name, conversationId: settled.conversationId, seq: settled.seq }])
  return settled
}

async function heedReadUntil(tx: Tx, chat: Chat | undefined, sign: SignOf<'read-until'>): Promise<void> {
  if (!chat || chat.isNew) return
  const lower = sign.status === 'read' ? ['sent', 'delivered'] : ['sent']
  const { rows } = await sql<{ seq: number }>`
    select seq from messages where workspace_id = ${tx.workspaceId} and conversation_id = ${chat.id}
      and author in ('bot', 'member') and status = any(${lower}) and at <= ${sign.until} order by seq limit 1000`.execute(
    tx.db,
  )
  for (const { seq } of rows) await markStatus(tx, { conversationId: chat.id, seq, status: sign.status })
}

interface Change {
  about: About
  sign: Sign
  body: SignBody
}

async function change(tx: Tx, { about, sign, body }: Change): Promise<void> {
  if (sign.kind === 'edited') await edit(tx, about, sign.text)
  else if (sign.kind === 'deleted') await mark(tx, about, sql`coalesce(marks, '{}') || '{"deleted": true}'::jsonb`)
  else if (sign.kind === 'reaction' && sign.reaction === null) await mark(tx, about, sql`marks - 'reaction'`)
  else if (sign.kind === 'reaction' && sign.reaction !== null)
    await mark(
      tx,
      about,
      sql`coalesce(marks, '{}') || jsonb_build_object('reaction', ${cutText(sign.reaction, 100)}::text)`,
    )
  else return
  const data = { conversationId: about.conversationId, botId: body.botId, seq: about.seq }
  tx.facts.push({ workspaceId: tx.workspaceId, id: uuidv7(), kind: 'message.changed', actor: PROVIDER, data })
}

const PROVIDER = { kind: 'system', reason: 'channel' } as const

/** Words of people are changed, of the bot and of our members never; the first version stays readable. */
async function edit(tx: Tx, { conversationId, seq }: About, text: string): Promise<void> {
  if (text === '') return
  const caption = cutText(text, CAPTION_LIMIT)
  await sql`update messages set content = content || jsonb_build_object('text', case when content->>'kind' = 'text' then ${text}::text else ${caption}::text end),
      marks = jsonb_build_object('edited', coalesce(content->>'text', '')) || coalesce(marks, '{}')
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and seq = ${seq}
      and (author = 'contact' or (author = 'member' and member_id is null))
      and content->>'kind' in ('text', 'image', 'video', 'audio', 'file')`.execute(tx.db)
  const shown = lineOf({ kind: 'text', text }).slice(0, 200).toWellFormed()
  await sql`update conversations set last_text = ${shown}
    where workspace_id = ${tx.workspaceId} and id = ${conversationId} and seq = ${seq}`.execute(tx.db)
}

async function mark(tx: Tx, { conversationId, seq }: About, marks: ReturnType<typeof sql>): Promise<void> {
  await sql`update messages set marks = ${marks} where workspace_id = ${tx.workspaceId}
    and conversation_id = ${conversationId} and seq = ${seq}`.execute(tx.db)
}

/** How long the row has waited; its id begins with the time when it was made. */
function ageOf(id: string): number {
  return Date.now() - Number.parseInt(id.replace('-', '').slice(0, 12), 16)
}
