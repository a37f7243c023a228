/** The wall: work on one workspace's rows, with row-level security holding everything else away (W13). */
import type { CompiledQuery, DatabaseConnection, Kysely } from 'kysely'
import pg from 'pg'
import type { Fact } from '../../shared/events.ts'
import { asConnection, connect, on, sendLook } from './database.ts'
import type { DB } from './types.ts'
import { gather, hold, letGo } from './wire.ts'

/** A transaction inside one workspace; it also gathers the facts that are announced after the commit. */
export interface Tx {
  readonly db: Kysely<DB>
  readonly workspaceId: string
  readonly facts: Fact[]
  /** what was sent last, and is answered with the commit */
  readonly last: Array<Promise<unknown>>
}

let hear: (facts: Fact[]) => void = () => {}

/** Who is told the facts of every committed transaction; `announce.ts` sets itself here. */
export function hearFacts(listener: (facts: Fact[]) => void): void {
  hear = listener
}

/** Announces facts that were recorded in a transaction of another kind, after its commit. */
export function tellFacts(facts: Fact[]): void {
  hear(facts)
}

const clients = new WeakMap<Tx, pg.PoolClient>()
const TRIES = 5
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Runs `work` in a transaction that sees this workspace only, and announces its facts after the commit.
 * The work runs again when the database asks for it (40001, 40P01), so it holds SQL only: no network, no letters.
 */
export async function inWorkspace<T>(at: { workspaceId: string }, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(at.workspaceId, work)
    } catch (error) {
      if (attempt === TRIES || !isWorthAnotherTry(error)) throw error
      await new Promise((resume) => setTimeout(resume, Math.random() * 20 * attempt))
    }
  }
}

/**
 * For the last statements of a transaction: resolves as soon as they are on their way, so that the commit travels right
 * behind them. Their answers are there before the facts are told and `inWorkspace` resolves; where one of them fails nothing
 * is committed, and `inWorkspace` throws.
 */
export async function sendLast(tx: Tx, statements: Array<Promise<unknown>>): Promise<void> {
  for (const statement of statements) statement.catch(() => {})
  tx.last.push(...statements)
  const client = clients.get(tx)
  if (client) hold(client)
  await new Promise((sent) => setImmediate(sent))
  if (client) setImmediate(() => letGo(client)) // Where more is said before the commit.
}

/** One read in one round trip: the wall, the one statement and the end are sent together. A write in it is refused by the database. */
export async function look<T>(at: { workspaceId: string }, read: (db: Kysely<DB>) => Promise<T>): Promise<T> {
  return read(on(oneRead(enter(at.workspaceId, 'begin read only'))))
}

function oneRead(enter: string): DatabaseConnection {
  let isUsed = false
  return {
    async executeQuery<R>(query: CompiledQuery) {
      if (isUsed) throw new Error('a look is one statement')
      isUsed = true
      const rows: R[] = (await sendLook(enter, query)).rows
      return { rows }
    },
    streamQuery() {
      throw new Error('a look is not streamed')
    },
  }
}

async function transaction<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connect()
  let lost: Error | undefined
  try {
    gather(client)
    const entered = client.query(enter(workspaceId, 'begin'))
    entered.catch(() => {}) // Awaited below: the work's first statement is sent along without waiting.
    const tx: Tx = { db: on(asConnection(client)), workspaceId, facts: [], last: [] }
    clients.set(tx, client)
    const result = await work(tx)
    const committing = client.query('commit')
    letGo(client)
    const [ended] = await Promise.all([committing, entered, ...tx.last])
    if (ended.command !== 'COMMIT') throw new Error('a failed statement of this transaction was not heard')
    hear(tx.facts)
    return result
  } catch (error) {
    letGo(client)
    await client.query('rollback').catch((failure: Error) => {
      lost = failure
    })
    throw error
  } finally {
    client.release(lost)
  }
}

function enter(workspaceId: string, begin: 'begin' | 'begin read only'): string {
  if (!UUID.test(workspaceId)) throw new Error('not a workspace id')
  return `${begin}; set local role tenant; set local app.workspace_id = '${workspaceId}'`
}

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}
