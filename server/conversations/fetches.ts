/** Asks providers for what a message lacks before a flow can meet it: the file that was sent, and who a new bot user is. One flight for each key; whatever else stands behind it waits, and nobody else does. */
import { sql } from 'kysely'
import type { Done, FetchedFile, Profile } from '../../channels/channel.ts'
import type { Incoming } from '../../shared/messages.ts'
import { tellHere } from '../bus.ts'
import { type OpenLine, openLine } from '../channels/lines.ts'
import { ask } from '../connections/accounts.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { addReceivedFile, RECEIVED_LIMIT } from '../files/received.ts'
import { log } from '../log.ts'
import { recordError } from './error-logs.ts'
import { failTurn } from './failed-turns.ts'
import { gathering } from './gathering.ts'
import { InboundBody, type Said, type SentFile, storable } from './inbound.ts'
import type { Head } from './look-ups.ts'
import { toldProfile } from './profiles.ts'
import { isLastAttempt, putOff } from './second-tries.ts'

/** How a channel is opened, and how long a file and a profile may take. */
export interface Fetching {
  openLine: (
    workspaceId: string,
    botId: string,
    channel: string,
  ) => Promise<Pick<OpenLine, 'channel' | 'line'> | undefined>
  fileMs: number
  profileMs: number
}

const USUAL: Fetching = { openLine, fileMs: 30_000, profileMs: 2000 }

/** Files are large, and few at once are enough; who somebody is, is a small question. */
const MOST = { file: { all: 16, ofAWorkspace: 6 }, profile: { all: 128, ofAWorkspace: 48 } }
/** A flight says again and again that it is under way; what a dead process left is taken up after this. */
const LEASE_S = 8
const RENEWED_MS = 2500
const NO_ROOM_S = 0.5

interface Flight {
  workspaceId: string
  what: keyof typeof MOST
  done: Promise<void>
}

const flying = new Map<string, Flight>()

/** Sets off for those that there is room for, and lets the others wait a moment. Resolves when they are under way. */
export async function startFetches(workspaceId: string, heads: Head[], fetching: Fetching = USUAL): Promise<void> {
  const waiting = heads.filter(({ id }) => !flying.has(id))
  const claimed = await claim(workspaceId, waiting, LEASE_S)
  const noRoom: Head[] = []
  for (const head of waiting) {
    const body = claimed.get(head.id)
    if (body === undefined) continue
    const what = whatOf(body)
    if (hasRoom(workspaceId, what)) start(head, { body, what }, fetching)
    else noRoom.push(head)
  }
  await putOffFor(workspaceId, noRoom, NO_ROOM_S)
}

/** What cannot be read fails on its flight. */
function whatOf(body: unknown): Flight['what'] {
  const read = InboundBody.safeParse(body).data
  return read && !sentFileOf(read) ? 'profile' : 'file'
}

function hasRoom(workspaceId: string, what: Flight['what']): boolean {
  const alike = [...flying.values()].filter((flight) => flight.what === what)
  const ofIts = alike.filter((flight) => flight.workspaceId === workspaceId)
  return alike.length < MOST[what].all && ofIts.length < MOST[what].ofAWorkspace
}

/** Resolves when nothing is under way, or nobody wants to wait any longer. */
export async function endFetches(patienceMs: number): Promise<void> {
  const patience = Promise.withResolvers<void>()
  const timer = setTimeout(patience.resolve, patienceMs)
  await Promise.race([Promise.all([...flying.values()].map(({ done }) => done)), patience.promise])
  clearTimeout(timer)
}

/** Holds the keys for a while; what somebody else holds, or has fetched, is left out. */
async function claim(workspaceId: string, heads: Head[], forS: number): Promise<Map<string, unknown>> {
  if (heads.length === 0) return new Map()
  const { rows } = await inWorkspace({ workspaceId }, ({ db }) =>
    sql<{ id: string; body: unknown }>`
      update inbound set is_held = true, due_at = clock_timestamp() + make_interval(secs => ${forS})
      where workspace_id = ${workspaceId} and id = any(${heads.map(({ id }) => id)}::uuid[]) and needs_fetch
        and due_at <= clock_timestamp() and error_id is null
      returning id, body`.execute(db),
  )
  return new Map(rows.map(({ id, body }) => [id, body]))
}

async function putOffFor(workspaceId: string, heads: Head[], seconds: number): Promise<void> {
  if (heads.length === 0) return
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`update inbound set due_at = clock_timestamp() + make_interval(secs => ${seconds})
      where workspace_id = ${workspaceId} and id = any(${heads.map(({ id }) => id)}::uuid[]) and needs_fetch and is_held`.execute(
      db,
    ),
  )
}

function start(head: Head, { body, what }: { body: unknown; what: Flight['what'] }, fetching: Fetching): void {
  const { workspaceId, id } = head
  const renewing = setInterval(() => void renew(head), RENEWED_MS)
  const done = fly(head, body, fetching)
    .catch((error) => failTurn(head, error))
    .catch((error) => log.error({ err: error, workspaceId, inboundId: id }, 'a fetch could not be put off'))
    .finally(() => {
      clearInterval(renewing)
      flying.delete(id)
      tellHere('inbound', workspaceId) // Where the lane was given away meanwhile, the poll of its owner finds it.
    })
  flying.set(id, { workspaceId, what, done })
}

async function renew({ workspaceId, id }: Head): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`update inbound set due_at = clock_timestamp() + make_interval(secs => ${LEASE_S})
      where workspace_id = ${workspaceId} and id = ${id} and needs_fetch and is_held`.execute(db),
  ).catch((error) => log.warn({ err: error, inboundId: id }, 'a fetch could not be held'))
}

async function fly(head: Head, given: unknown, fetching: Fetching): Promise<void> {
  const body = InboundBody.parse(given)
  const [file, profile] = await Promise.all([got(head, body, fetching), profileOf(head, body, fetching)])
  if (file && !file.ok && !file.isFinal && !isLastAttempt(head)) return putOff('inbound', head)
  const failure = file && !file.ok ? file.message : undefined
  await land(head.workspaceId, { id: head.id, body: withProfile(file ? withFile(body, file) : body, profile), failure })
}

type Got = { ok: true; said: Incoming } | { ok: false; isFinal: boolean; message: string }

/** A throw, of the adapter or of the store, is a try like others. */
async function got(head: Head, body: InboundBody, fetching: Fetching): Promise<Got | undefined> {
  return fileOf(head, body, fetching).catch((error: unknown) => {
    log.warn({ err: error, channel: body.channel, inboundId: head.id }, 'a file could not be fetched')
    return { ok: false, isFinal: false, message: 'The file could not be fetched.' }
  })
}

async function fileOf(head: Head, body: InboundBody, fetching: Fetching): Promise<Got | undefined> {
  const sent = sentFileOf(body)
  if (!sent) return undefined
  const open = await fetching.openLine(head.workspaceId, body.botId, body.channel)
  if (!open) return { ok: false, isFinal: true, message: 'The channel is not connected any more.' }
  const given = open.channel.fetch?.(sent.reference, open.line) ?? readAddress(sent, fetching)
  const fetched = await within(given, fetching.fileMs, TOO_SLOW)
  if (!fetched.ok) return { ok: false, isFinal: false, message: fetched.message }
  const { bytes, name } = fetched.data
  const where = { workspaceId: head.workspaceId, botId: body.botId, channel: body.channel, address: body.address }
  const added = await addReceivedFile(where, { id: head.id, bytes, name: sent.name ?? name })
  if (!added.ok) return { ok: false, isFinal: true, message: added.reason }
  const { url, name: kept, mime, size } = added.file
  return { ok: true, said: { kind: 'file', url, name: kept, mime, size, ...(sent.text && { text: sent.text }) } }
}

const TOO_SLOW: Done<FetchedFile> = { ok: false, message: 'The provider did not give the file in time.' }

async function readAddress({ reference, name }: SentFile, { fileMs }: Fetching): Promise<Done<FetchedFile>> {
  const answer = await ask({ method: 'GET', url: reference, timeoutMs: fileMs, maxBytes: RECEIVED_LIMIT })
  if (!answer.ok) return { ok: false, message: `The file could not be fetched: ${answer.message}` }
  if (answer.status !== 200) return { ok: false, message: `The file could not be fetched (${answer.status}).` }
  const last = URL.parse(reference)?.pathname.split('/').at(-1) ?? ''
  return { ok: true, data: { bytes: answer.bytes, name: name ?? (last || 'file') } }
}

/** Asked of a new bot user alone, and once: the next message finds them known. */
async function profileOf(head: Head, body: InboundBody, fetching: Fetching): Promise<Profile | undefined> {
  if (!('told' in body) || !body.told?.asksProfile) return undefined
  const { botId, channel } = body
  if (await isKnown(head.workspaceId, body)) return undefined
  const asked = askProfile(head, body, fetching).catch((error: unknown) => {
    log.warn({ err: error, channel, botId }, 'a profile could not be read')
    return undefined
  })
  return within(asked, fetching.profileMs, undefined)
}

async function askProfile(head: Head, { botId, channel, address }: InboundBody, { openLine }: Fetching) {
  const open = await openLine(head.workspaceId, botId, channel)
  return open?.channel.profile?.(address, open.line)
}

const isKnown = gathering<InboundBody, boolean>(async (workspaceId, bodies) => {
  const asked = bodies.map(({ botId, channel, address }, index) => ({ index, bot_id: botId, channel, address }))
  const { rows } = await look({ workspaceId }, (db) =>
    sql<{ index: number }>`select g.index from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as g(index int, bot_id uuid, channel text, address text)
      join contacts c on c.workspace_id = ${workspaceId} and c.bot_id = g.bot_id and c.channel = g.channel and c.address = g.address`.execute(
      db,
    ),
  )
  const known = new Set(rows.map(({ index }) => index))
  return bodies.map((_, index) => known.has(index))
})

function sentFileOf(body: InboundBody): SentFile | undefined {
  if ('file' in body) return body.file
  const said: Said | undefined = 'sign' in body && body.sign.kind === 'echo' ? body.sign.said : undefined
  return said?.kind === 'sent-file' ? said : undefined
}

/** The file takes the place of what stood for it; what was written beside one that cannot be had is not lost with it. */
function withFile(body: InboundBody, got: Got): InboundBody {
  const sent = sentFileOf(body)
  if (!sent) return body
  const said: Incoming = got.ok ? got.said : { kind: 'text', text: sent.text ? `[file] ${sent.text}` : '[file]' }
  const problem = got.ok ? {} : { problem: got.message }
  if ('file' in body) {
    const { file: _, ...rest } = body
    return { ...rest, event: said, ...problem }
  }
  if (!('sign' in body) || body.sign.kind !== 'echo') return body
  return { ...body, sign: { ...body.sign, said, ...problem } }
}

function withProfile(body: InboundBody, profile: Profile | undefined): InboundBody {
  if (!profile || !('event' in body) || !body.told) return body
  return { ...body, told: { ...body.told, profile: toldProfile(profile) } }
}

interface Landing {
  id: string
  body: InboundBody
  failure: string | undefined
}

/** From now on they are rows like others, with all their attempts before them. */
const land = gathering<Landing, void>(async (workspaceId, landings) => {
  const given = landings.map(({ id, body }) => ({ id, body: storable(body) }))
  await inWorkspace({ workspaceId }, async (tx) => {
    const { rows } = await sql<{ id: string }>`update inbound i set body = g.body, needs_fetch = false, is_held = false,
        attempts = 0, due_at = clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id uuid, body jsonb)
      where i.workspace_id = ${workspaceId} and i.id = g.id and i.needs_fetch and i.error_id is null returning i.id`.execute(
      tx.db,
    )
    const landed = new Set(rows.map(({ id }) => id))
    for (const { id, body, failure } of landings) {
      if (failure === undefined || !landed.has(id)) continue
      await recordError(tx, {
        code: 'file-not-fetched',
        message: `A file that was sent could not be taken: ${failure}`,
        botId: body.botId,
        conversationId: null,
        stepId: null,
        detail: { channel: body.channel },
      })
    }
  })
  return landings.map(() => undefined)
})

/** What is not there in time is given up; that it comes later does no harm. */
async function within<T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> {
  const late = Promise.withResolvers<T>()
  const timer = setTimeout(() => late.resolve(otherwise), ms)
  work.catch(() => {})
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}
