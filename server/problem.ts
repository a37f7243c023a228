/** Turns whatever was thrown into problem+json (RFC 9457): a refusal in its own words, anything else as a 500 with a number to quote. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import pg from 'pg'
import { z } from 'zod'
import { Refusal, type RefusalCode } from './errors.ts'
import { log } from './log.ts'

/** The shape of every error answer. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
})

/** The answer to a request that threw. */
export function asProblem(error: Error, c: Context): Response {
  const refusal = asRefusal(error)
  if (!refusal) {
    log.error(
      { err: error, requestId: c.get('requestId'), method: c.req.method, path: c.req.routePath },
      'a request failed',
    )
    return answer(c, {
      code: 'internal',
      status: 500,
      title: 'Something went wrong here',
      detail: 'The fault is in our log under the request number.',
    })
  }
  const { code, status, title, message: detail, faults, more } = refusal
  const response = answer(c, { code, status, title, detail, ...(faults.length > 0 && { errors: faults }), ...more })
  if (refusal.retryAfterSeconds !== undefined)
    response.headers.set('Retry-After', String(Math.ceil(refusal.retryAfterSeconds)))
  return response
}

interface Told {
  code: string
  status: number
  title: string
  detail: string
}

function answer(c: Context, told: Told): Response {
  const body = {
    type: `/docs#${told.code}`,
    ...told,
    instance: c.req.path,
    requestId: c.get('requestId'),
  }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  return new Response(JSON.stringify(body), { status: told.status, headers })
}

const BY_STATUS: Record<number, RefusalCode> = {
  400: 'bad-request',
  404: 'not-found',
  413: 'too-large',
  415: 'wrong-content-type',
}
/** Faults of a text or number that PostgreSQL cannot hold, the last walls behind two requests at the same instant, and a read that took too long. */
const BY_SQLSTATE: Record<string, RefusalCode> = {
  '22021': 'bad-request',
  '22P05': 'bad-request',
  '22003': 'bad-request',
  '23503': 'conflict',
  '23505': 'conflict',
  '57014': 'too-slow',
  P0006: 'last-owner',
}

function asRefusal(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof HTTPException)
    return refusalOf(BY_STATUS[error.status], error.status === 400 ? error.message : undefined)
  if (error instanceof pg.DatabaseError) return refusalOf(BY_SQLSTATE[error.code ?? ''])
  if (error instanceof SyntaxError && /JSON/.test(error.message))
    return refusalOf('bad-request', 'The body is not JSON.')
  return undefined
}

function refusalOf(code: RefusalCode | undefined, detail?: string): Refusal | undefined {
  return code && new Refusal(code, detail)
}
