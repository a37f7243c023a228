/** A POST sent twice with the same Idempotency-Key has one effect and one answer for 24 hours (invariant 21). */
import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { credentialsOf } from './access/credentials.ts'
import { type Credentials, who } from './access/who.ts'
import { seal, unseal } from './crypto.ts'
import { bare } from './db/database.ts'
import { Refusal } from './errors.ts'

const KEY = /^[\x21-\x7e]{1,200}$/
const WORKSPACE = /^\/api\/workspaces\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/
const DAY_MS = 86_400_000
const LONGEST_RUN_MS = 600_000
const NOT_KEPT = new Set([401, 403, 429])
const Answer = z.object({ body: z.string(), type: z.string() })

/**
 * Remembers the answer to the first request of a key. A request without the header passes as it is, and so does one of somebody who is not,
 * or no longer, let in there: its route refuses it, nothing is kept, and nothing that was kept is told.
 */
export const idempotent: MiddlewareHandler = async (c, next) => {
  const key = c.req.header('idempotency-key')
  const credentials = credentialsOf(c)
  if (key === undefined || c.req.method !== 'POST' || !credentials) return next()
  if (!KEY.test(key)) throw new Refusal('bad-request', 'Idempotency-Key is 1 to 200 visible ASCII characters.')
  if (!(await isLetIn(credentials, c.req.path))) return next()

  const scope = createHash('sha256').update(`${credentials.token}|${c.req.path}`).digest('hex')
  const requestHash = createHash('sha256')
    .update(Buffer.from(await c.req.arrayBuffer()))
    .digest()
  const first = await bare()
    .insertInto('idempotencyKeys')
    .values({ scope, key, requestHash })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (first.numInsertedOrUpdatedRows === 0n) return again({ scope, key, requestHash })

  await next()
  await remember(c, { scope, key })
}

/** Forgets keys older than a day, and those whose request ended with its process; a schedule of the worker. */
export async function forgetOldKeys(): Promise<void> {
  const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString()
  await bare()
    .deleteFrom('idempotencyKeys')
    .where((e) =>
      e.or([
        e('createdAt', '<', ago(DAY_MS)),
        e.and([e('status', 'is', null), e('createdAt', '<', ago(LONGEST_RUN_MS))]),
      ]),
    )
    .execute()
}

/** Signed in, and a member of the workspace that the path names, if it names one. */
async function isLetIn(credentials: Credentials, path: string): Promise<boolean> {
  const [, workspaceId = null] = WORKSPACE.exec(path) ?? []
  const found = await who(credentials, workspaceId, false)
  return Boolean(workspaceId === null ? found : found?.actor && !found.deletedAt)
}

async function again(at: { scope: string; key: string; requestHash: Buffer }): Promise<Response> {
  const known = await bare()
    .selectFrom('idempotencyKeys')
    .selectAll()
    .where('scope', '=', at.scope)
    .where('key', '=', at.key)
    .executeTakeFirst()
  if (!known || known.status === null || known.sealed === null) throw new Refusal('request-running')
  if (!known.requestHash.equals(at.requestHash)) throw new Refusal('key-reused')
  const { body, type } = Answer.parse(JSON.parse(unseal(known.sealed, placeOf(at))))
  const headers = new Headers({ 'idempotency-replayed': 'true' })
  if (type) headers.set('content-type', type)
  return new Response(body || null, { status: known.status, headers })
}

/** Keeps what was answered; a failure of ours, and a refusal that the next try may not meet, are not kept. */
async function remember(c: Context, at: { scope: string; key: string }): Promise<void> {
  const row = bare().updateTable('idempotencyKeys').where('scope', '=', at.scope).where('key', '=', at.key)
  if (c.res.status >= 500 || NOT_KEPT.has(c.res.status)) {
    await bare().deleteFrom('idempotencyKeys').where('scope', '=', at.scope).where('key', '=', at.key).execute()
    return
  }
  const answer = { body: await c.res.clone().text(), type: c.res.headers.get('content-type') ?? '' }
  await row.set({ status: c.res.status, sealed: seal(JSON.stringify(answer), placeOf(at)) }).execute()
}

function placeOf(at: { scope: string; key: string }): string {
  return `idempotency|${at.scope}|${at.key}`
}
