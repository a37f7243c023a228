/** Takes what waits through the flows: the second stop of a message. Many conversations of a workspace in one transaction. */
import { sql } from 'kysely'
import type { Library } from '../../engine/library.ts'
import type { Session } from '../../engine/session.ts'
import type { Visit } from '../../engine/turn.ts'
import { Id } from '../../shared/text.ts'
import { holdBotFields, librariesFor, type RunningBot, runningBots } from '../bots/running.ts'
import { tellHere } from '../bus.ts'
import { placeOf } from '../contacts/contacts.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { findChats } from './chats.ts'
import { applyAll, type Batch, isLoop, newBatch } from './effects.ts'
import { recordError } from './error-logs.ts'
import { InboundBody, isOfPerson, putInbound } from './inbound.ts'
import type { Head } from './look-ups.ts'
import { saveTurns } from './save-turns.ts'
import { isLastAttempt, layAside, putOff } from './second-tries.ts'
import { countVisits } from './step-counts.ts'
import { type Chat, hear, isServed, olderVersions, takeTurn } from './turns.ts'

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
  tellHere('outbound', workspaceId) // Who owns a lane of one box owns it of the others.
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
  const done = await inWorkspace({ workspaceId }, async (tx) => {
    const botIds = heads.map(({ key }) => placeOf(key).botId)
    const [taken, bots, found] = await Promise.all([take(tx, heads), runningBots(tx, botIds), findChats(tx, heads)])
    if (taken.length === 0) return undefined
    const batch = newBatch()
    await runTurns(tx, { taken, chats: found, bots, batch })
    const touched = new Set(taken.map(({ key }) => key))
    // Who is nobody yet and did nothing is not made by a timer or a program.
    const chats = [...found.values()].filter((chat) => touched.has(chat.key) && (!chat.isNew || chat.isMet))
    await saveTurns(tx, chats, batch)
    return { chats, bots }
  })
  if (!done) return
  for (const { id, timezone } of done.bots.values()) countVisits(workspaceId, timezone, outcomesOf(done.chats, id))
  wake(workspaceId, done.chats)
}

function wake(workspaceId: string, chats: Chat[]): void {
  if (chats.some(({ calls }) => calls.length > 0)) tellHere('calls', workspaceId)
  if (chats.some(({ opened }) => opened.length > 0)) tellHere('inbound', workspaceId)
  for (const { timer } of chats) if (timer) tellHere('timers', timer.at)
}

interface Taken {
  id: string
  lane: number
  key: string
  body: InboundBody
}

/** Takes the rows away; one that is gone already was advanced before, and a stale head gives nothing. */
async function take(tx: Tx, heads: Head[]): Promise<Taken[]> {
  const { rows } = await sql<{ id: string; lane: number; key: string; body: unknown }>`
    delete from inbound where workspace_id = ${tx.workspaceId} and id = any(${heads.map(({ id }) => id)}::uuid[])
    returning id, lane, key, body`.execute(tx.db)
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ body, ...row }) => ({ ...row, body: InboundBody.parse(body) }))
}

interface Work {
  taken: Taken[]
  chats: Map<string, Chat>
  bots: Map<string, RunningBot>
  batch: Batch
}

async function runTurns(tx: Tx, { taken, chats, bots, batch }: Work): Promise<void> {
  const libraries = await librariesFor(tx, wantedBy(chats, bots))
  await holdBotFields(
    tx,
    [...bots.values()].filter(({ id }) => libraries.get(id)?.fillsBot),
  )
  for (const each of taken) {
    const chat = chats.get(each.key)
    if (!chat) throw new Error('a message without its chat')
    const { event } = each.body
    if (isOfPerson(event)) hear(chat, { id: each.body.clientId, event, at: each.body.at })
    const bot = bots.get(each.body.botId)
    const library = libraries.get(each.body.botId)
    if (!library || !isServed(chat, bot) || (chat.isNew && !chat.isMet)) continue
    if (chat.handler === 'bot') await turn(tx, chat, { event, bot, library, batch })
    else if (event.kind === 'result' || event.kind === 'timer') await putBack(tx, each)
  }
}

async function turn(
  tx: Tx,
  chat: Chat,
  by: { event: InboundBody['event']; bot: RunningBot; library: Library; batch: Batch },
): Promise<void> {
  const event = deepened(chat, by.event)
  if (event.kind === 'entry' && isLoop(chat, { depth: event.depth, stepId: chat.session.waiting })) return
  const now = new Date()
  const [before, known] = [chat.session, chat.failures.length]
  const { effects, visits } = takeTurn(chat, event, { ...by, now })
  await applyAll({ tx, bot: by.bot, chat, batch: by.batch, at: now.toISOString() }, effects)
  for (const failure of chat.failures.slice(known)) failure.version = versionOf(failure.stepId, before, visits)
}

/** Of the flow that was gone through, else of the one that waited at the step. */
function versionOf(stepId: string | null, before: Session, visits: readonly Visit[]): string | null {
  const visit = visits.findLast((each) => each.stepId === stepId)
  return visit?.version ?? (before.waiting === stepId ? before.version : null)
}

/** A webhook that comes while the chat waits for a call was probably called by it, and counts as caused by it. */
function deepened({ session }: Chat, event: InboundBody['event']): InboundBody['event'] {
  if (event.kind !== 'entry' || session.pending === null) return event
  return { ...event, depth: Math.max(event.depth, session.depth + 1) }
}

function wantedBy(chats: Map<string, Chat>, bots: Map<string, RunningBot>): Map<RunningBot, Set<string>> {
  const wanted = new Map<RunningBot, Set<string>>()
  for (const bot of bots.values()) if (bot.isLive) wanted.set(bot, new Set())
  for (const chat of chats.values()) {
    const bot = bots.get(chat.contact.botId)
    const older = bot && wanted.get(bot)
    if (bot && older) for (const version of olderVersions(chat, bot)) older.add(version)
  }
  return wanted
}

const PUT_BACK_MS = 60_000
const LONGEST_MS = 30 * 86_400_000

/** While a member has the chat, what the flow waits for waits too: it comes again in a minute, for up to 30 days (B6). */
async function putBack(tx: Tx, { body, ...row }: Taken): Promise<void> {
  const now = Date.now()
  if (now - Date.parse(body.at) > LONGEST_MS) return
  await putInbound(tx, [{ ...row, body }], new Date(now + PUT_BACK_MS))
}

function outcomesOf(chats: Chat[], botId: string) {
  return chats.flatMap(({ contact, outcomes }) => (contact.botId === botId ? outcomes : []))
}
