/** Takes what waits through the flows: the second stop of a message. Many conversations of a workspace in one transaction. */
import { sql } from 'kysely'
import type { Event } from '../../engine/event.ts'
import type { Library } from '../../engine/library.ts'
import type { Session } from '../../engine/session.ts'
import type { Visit } from '../../engine/turn.ts'
import type { Incoming } from '../../shared/messages.ts'
import { holdBotFields, librariesFor, type RunningBot, runningBots } from '../bots/running.ts'
import { tellHere } from '../bus.ts'
import { placeOf } from '../contacts/contacts.ts'
import { sharedOf } from '../contacts/sharing.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { findChats } from './chats.ts'
import { applyAll, type Batch, isLoop, newBatch } from './effects.ts'
import { failTurn } from './failed-turns.ts'
import { type Fetching, startFetches } from './fetches.ts'
import { type EventBody, InboundBody, isOfPerson, putInbound } from './inbound.ts'
import type { Head } from './look-ups.ts'
import { findNames, type Names, nameKey } from './names.ts'
import { chosenFrom } from './options.ts'
import { fillProfile } from './profiles.ts'
import { saveTurns } from './save-turns.ts'
import { isLastAttempt } from './second-tries.ts'
import { applySigns, isReceipt, meetSign, namesWanted } from './signs.ts'
import { countVisits } from './step-counts.ts'
import { type Chat, hear, isServed, olderVersions, takeTurn } from './turns.ts'

/**
 * Advances the conversations of these messages, all in one transaction. Where that fails each message is tried alone, so
 * that a poisoned one is put off, and after its last attempt laid aside in the error log while its key goes on. What has to be
 * fetched before is fetched meanwhile; its key waits for it, and nobody else does.
 */
export async function advance(workspaceId: string, all: Head[], fetching?: Fetching): Promise<void> {
  const { heads, toFetch } = partsOf(withFewOfBulk(all))
  if (toFetch.length > 0) await startFetches(workspaceId, toFetch, fetching)
  if (heads.length === 0) return
  try {
    await takeTurns(workspaceId, heads)
  } catch (error) {
    if (heads.length === 1 && heads[0]) return failTurn(heads[0], error)
    for (const ofOneKey of Map.groupBy(heads, (head) => head.key).values()) await advanceAlone(ofOneKey)
  }
  tellHere('outbound', workspaceId) // Who owns a lane of one box owns it of the others.
}

const MOST_BULK = 128

/** Somebody who writes meanwhile waits for the batch: the first of the bulk are enough. The others stay where they are. */
function withFewOfBulk(all: Head[]): Head[] {
  const bulk = all.filter(({ isBulk }) => isBulk).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (bulk.length <= MOST_BULK) return all
  const taken = new Set(bulk.slice(0, MOST_BULK))
  return all.filter((head) => !head.isBulk || taken.has(head))
}

/** Of each key what stands before the first that has to be fetched, and that one. */
function partsOf(all: Head[]): { heads: Head[]; toFetch: Head[] } {
  const toFetch = new Map<string, Head>()
  const heads = all.filter((head) => {
    if (head.needsFetch && !toFetch.has(head.key)) toFetch.set(head.key, head)
    return !toFetch.has(head.key)
  })
  return { heads, toFetch: [...toFetch.values()] }
}

async function advanceAlone(ofOneKey: Head[]): Promise<void> {
  for (const head of ofOneKey) {
    try {
      await takeTurns(head.workspaceId, [head])
    } catch (error) {
      await failTurn(head, error)
      if (!isLastAttempt(head)) return // What came later from the same bot user waits behind it.
    }
  }
}

async function takeTurns(workspaceId: string, heads: Head[]): Promise<void> {
  const ofPeople = heads.filter(({ key }) => !isReceipt(key))
  const done = await inWorkspace({ workspaceId }, async (tx) => {
    const botIds = ofPeople.map(({ key }) => placeOf(key).botId)
    const [taken, bots, found] = await Promise.all([take(tx, heads), runningBots(tx, botIds), findChats(tx, ofPeople)])
    if (taken.length === 0) return undefined
    const names = await findNames(tx, namesWanted(taken))
    const batch = newBatch()
    await runTurns(tx, { taken, chats: found, bots, batch, names })
    const touched = new Set(taken.map(({ key }) => key))
    // Who is nobody yet and did nothing is not made by a timer or a program.
    const chats = [...found.values()].filter((chat) => touched.has(chat.key) && (!chat.isNew || chat.isMet))
    await saveTurns(tx, chats, batch)
    await applySigns(tx, { taken, chats: found, names })
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
  isBulk: boolean
}

/** Takes the rows away; one that is gone already was advanced before, and a stale head gives nothing. */
async function take(tx: Tx, heads: Head[]): Promise<Taken[]> {
  const { rows } = await sql<{ id: string; lane: number; key: string; body: unknown; isBulk: boolean }>`
    delete from inbound where workspace_id = ${tx.workspaceId} and id = any(${heads.map(({ id }) => id)}::uuid[])
    returning id, lane, key, body, is_bulk`.execute(tx.db)
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ body, ...row }) => ({ ...row, body: InboundBody.parse(body) }))
}

interface Work {
  taken: Taken[]
  chats: Map<string, Chat>
  bots: Map<string, RunningBot>
  batch: Batch
  names: Names
}

async function runTurns(tx: Tx, work: Work): Promise<void> {
  const { taken, chats, bots } = work
  const libraries = await librariesFor(tx, wantedBy(chats, bots))
  await holdBotFields(
    tx,
    [...bots.values()].filter(({ id }) => libraries.get(id)?.fillsBot),
  )
  const people = Map.groupBy(chats.values(), ({ contact }) => contact.personId)
  for (const each of taken) {
    if (isReceipt(each.key)) continue
    const chat = chats.get(each.key)
    if (!chat) throw new Error('a message without its chat')
    const { body } = each
    if ('sign' in body) await meetSign(tx, chat, { ...each, body, batch: work.batch, names: work.names })
    else if ('event' in body) await meet(tx, chat, { ...work, libraries, row: each, body })
    else throw new Error('a file was not fetched')
    for (const self of people.get(chat.contact.personId) ?? [])
      if (self !== chat) Object.assign(self.contact, sharedOf(chat.contact))
  }
}

interface Met extends Work {
  libraries: Map<string, Library>
  row: Taken
  body: EventBody
}

/** Keeps what a person said, and lets the bot answer if it may. */
async function meet(tx: Tx, chat: Chat, by: Met): Promise<void> {
  const { body, bots, libraries, row, batch } = by
  const { event } = body
  if (isOfPerson(event)) hearAll(chat, event, by)
  const bot = bots.get(body.botId)
  const library = libraries.get(body.botId)
  if (body.isSilent || !library || !isServed(chat, bot) || (chat.isNew && !chat.isMet)) return
  const meant = isOfPerson(event) ? chosenFrom(chat.options, event) : event
  if (chat.handler !== 'bot') {
    if (event.kind === 'result' || event.kind === 'timer') await putBack(tx, { ...row, body })
    return
  }
  const known = chat.messages.length
  await turn(tx, chat, { event: meant, bot, library, batch })
  if (row.isBulk) for (const message of chat.messages.slice(known)) message.isBulk = true
}

/** What a person said, with what the provider tells of it and of them. */
function hearAll(chat: Chat, event: Incoming, { body, batch, names }: Met): void {
  const { told, problem, clientId: id, at } = body
  const answered = told?.replyTo === undefined ? undefined : names.get(nameKey({ ...told, name: told.replyTo }))
  const replyTo = answered?.conversationId === chat.id ? answered.seq : undefined
  const marks = { ...(problem !== undefined && { problem }), ...(replyTo !== undefined && { replyTo }) }
  const before = chat.seq
  hear(chat, { id, event, at, ...(Object.keys(marks).length > 0 && { marks }) })
  if (!told) return
  if (chat.isNew && told.profile) fillProfile(chat, told.profile)
  if (told.replyWith) chat.replyWith = told.replyWith
  if (chat.seq === before) return
  const name = { channelId: told.channelId, name: told.name, conversationId: chat.id, seq: chat.seq }
  batch.names.push(name)
  names.set(nameKey(name), name)
}

async function turn(
  tx: Tx,
  chat: Chat,
  by: { event: Event; bot: RunningBot; library: Library; batch: Batch },
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
function deepened({ session }: Chat, event: Event): Event {
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
async function putBack(tx: Tx, { id, lane, key, body }: Taken & { body: EventBody }): Promise<void> {
  const now = Date.now()
  if (now - Date.parse(body.at) > LONGEST_MS) return
  await putInbound(tx, [{ id, lane, key, body }], { dueAt: new Date(now + PUT_BACK_MS) })
}

function outcomesOf(chats: Chat[], botId: string) {
  return chats.flatMap(({ contact, outcomes }) => (contact.botId === botId ? outcomes : []))
}
