/** Makes the calls that flows wait for: the fourth box. A call is made outside of any transaction, and its answer is a new event of the chat. */
import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { Call, type CallOutcome } from '../../engine/call.ts'
import { tellHere } from '../bus.ts'
import { type RunCall, sureOutcome } from '../calls/sure-outcome.ts'
import { placeOf } from '../contacts/contacts.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { signed } from '../files/links.ts'
import { log } from '../log.ts'
import type { Drain } from './drain.ts'
import { putInbound, rowForKey } from './inbound.ts'
import { readCalls, type WaitingCall } from './look-ups.ts'

const POLL_MS = 1000
const MOST_IN_FLIGHT = 64
const MOST_OF_A_WORKSPACE = 16
const PATIENCE_MS = 10_000

/** Makes the calls of the lanes that `owned` names, until it is stopped. `patienceMs` is how long stopping waits for those in flight. */
export function makeCalls(owned: () => number[], runCall: RunCall, patienceMs = PATIENCE_MS): Drain {
  return new Caller({ owned, runCall, patienceMs })
}

interface Flying extends WaitingCall {
  done: Promise<void>
}

class Caller implements Drain {
  readonly #with: { owned: () => number[]; runCall: RunCall; patienceMs: number }
  readonly #flying = new Map<string, Flying>()
  readonly #timer: NodeJS.Timeout
  #reading: Promise<void> | undefined
  #lanesRead: ReadonlySet<number> = new Set()
  #isAskedAgain = false
  #isStopped = false

  constructor(using: { owned: () => number[]; runCall: RunCall; patienceMs: number }) {
    this.#with = using
    this.#timer = setInterval(() => this.wake(), POLL_MS)
  }

  wake(): void {
    this.#isAskedAgain = true
    if (this.#isStopped || this.#reading) return
    this.#reading = this.#readOn()
      .catch((error) => log.error({ err: error, box: 'calls' }, 'reading waiting calls failed'))
      .finally(() => {
        this.#reading = undefined
      })
  }

  isBusy(lane: number): boolean {
    return this.#lanesRead.has(lane) || [...this.#flying.values()].some((each) => each.lane === lane)
  }

  /** What is still in flight after the patience is found started by whoever owns its lane next. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    await this.#reading
    const patience = Promise.withResolvers<void>()
    const timer = setTimeout(patience.resolve, this.#with.patienceMs)
    await Promise.race([Promise.all([...this.#flying.values()].map(({ done }) => done)), patience.promise])
    clearTimeout(timer)
  }

  async #readOn(): Promise<void> {
    while (this.#isAskedAgain && !this.#isStopped && this.#flying.size < MOST_IN_FLIGHT) {
      this.#isAskedAgain = false
      const lanes = this.#with.owned()
      if (lanes.length === 0) return
      this.#lanesRead = new Set(lanes)
      try {
        this.#startFairly(await readCalls(lanes, [...this.#flying.keys()], MOST_OF_A_WORKSPACE))
      } finally {
        this.#lanesRead = new Set()
      }
    }
  }

  /** One of each workspace in turn, as far as there is room for it and for all. */
  #startFairly(waiting: WaitingCall[]): void {
    const queues = [...Map.groupBy(waiting, ({ workspaceId }) => workspaceId).values()]
    for (let round = 0; round < MOST_OF_A_WORKSPACE; round++) {
      for (const queue of queues) {
        const call = queue[round]
        if (call && this.#hasRoomFor(call)) this.#start(call)
      }
    }
  }

  #hasRoomFor({ workspaceId }: WaitingCall): boolean {
    if (this.#isStopped || this.#flying.size >= MOST_IN_FLIGHT) return false
    const ofIts = [...this.#flying.values()].filter((each) => each.workspaceId === workspaceId)
    return ofIts.length < MOST_OF_A_WORKSPACE
  }

  #start(call: WaitingCall): void {
    const done = makeOne(call, this.#with.runCall)
      .catch((error) => {
        log.error({ err: error, callId: call.id }, 'a call could not be settled')
        return putOff(call)
      })
      .catch((error) => log.error({ err: error, callId: call.id }, 'a call could not be put off'))
      .finally(() => {
        this.#flying.delete(call.id)
        this.wake()
      })
    this.#flying.set(call.id, { ...call, done })
  }
}

const Claimed = z.object({
  id: z.string(),
  key: z.string(),
  conversationId: z.string(),
  stepId: z.string(),
  callId: z.string(),
  body: Call,
  wasStarted: z.boolean(),
  isWanted: z.boolean(),
})
type Claimed = z.output<typeof Claimed> & { workspaceId: string }

const MOST_ATTEMPTS = 4

async function makeOne(waiting: WaitingCall, runCall: RunCall): Promise<void> {
  const call = await claim(waiting)
  if (!call) return
  if (!call.isWanted) return drop(call)
  const isOver = call.wasStarted && (!isRepeatable(call.body) || waiting.attempts >= MOST_ATTEMPTS)
  const { workspaceId, key, conversationId } = call
  const { botId, ...person } = placeOf(key)
  const body = await signed({ workspaceId, botId, person }, call.body)
  await settle(call, isOver ? IN_DOUBT : await sureOutcome(body, { workspaceId, botId, conversationId }, runCall))
}

/** What could not be claimed or settled rests a while, so that a fault of ours does not ask the world again and again. */
async function putOff({ workspaceId, id, attempts }: WaitingCall): Promise<void> {
  const pause = 3 ** attempts
  await rest(1000)
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`update calls set due_at = now() + make_interval(secs => ${pause}) where workspace_id = ${workspaceId} and id = ${id}`.execute(
      db,
    ),
  )
}

const IN_DOUBT: CallOutcome = { ok: false, reason: 'failed', message: 'It is not known whether the call arrived.' }

/** Whether making it twice does no more than making it once. */
function isRepeatable(call: Call): boolean {
  if (call.kind === 'http') return ['GET', 'PUT', 'DELETE'].includes(call.method)
  return call.kind !== 'integration'
}

/** Marks the call as started, unless somebody else did since it was read. */
async function claim({ workspaceId, id, attempts }: WaitingCall): Promise<Claimed | undefined> {
  const { rows } = await inWorkspace({ workspaceId }, ({ db }) =>
    sql<Record<string, unknown>>`update calls c set attempts = c.attempts + 1, started_at = now()
      from (select id, started_at from calls where workspace_id = ${workspaceId} and id = ${id}) old, workspaces w
      where c.workspace_id = ${workspaceId} and c.id = ${id} and c.attempts = ${attempts} and old.id = c.id and w.id = c.workspace_id
      returning c.id, c.key, c.conversation_id, c.step_id, c.call_id, c.body, old.started_at is not null as was_started,
        w.deleted_at is null as is_wanted`.execute(db),
  )
  const call = rows[0] && Claimed.parse(rows[0])
  return call && { ...call, workspaceId }
}

/** The answer takes the call's place; a failure is told by the step that asked, in its turn. */
async function settle({ workspaceId, id, key, callId }: Claimed, outcome: CallOutcome): Promise<void> {
  const isSettled = await inWorkspace({ workspaceId }, async (tx) => {
    const { numAffectedRows } = await remove(tx, id)
    if (numAffectedRows !== 1n) return false
    await putInbound(tx, [rowForKey(key, { kind: 'result', callId, outcome })])
    return true
  })
  if (isSettled) tellHere('inbound', workspaceId)
}

async function drop({ workspaceId, id }: Claimed): Promise<void> {
  await inWorkspace({ workspaceId }, (tx) => remove(tx, id))
}

function remove({ db, workspaceId }: Tx, id: string) {
  return sql`delete from calls where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
}
