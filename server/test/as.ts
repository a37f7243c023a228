/** Asks the API as somebody, in process: `as(olga).post('/invitations', …)`. */
import { expect } from 'vitest'
import { makeApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import type { Someone } from './world.ts'

/** An answer with its body read. */
export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
  body: any
  headers: Headers
  text: string
}

export const testConfig: Config = readConfig({ PUBLIC_URL: 'http://localhost:3000', LOG_LEVEL: 'silent' })

let app: ReturnType<typeof makeApp> | undefined

/** The app under test; the same for all files of a worker. */
export function theApp(): ReturnType<typeof makeApp> {
  app ??= makeApp(testConfig)
  return app
}

/** Asks as this person; paths that do not begin with /api are inside the person's own workspace (or the one given). */
export function as(someone: Someone | null, workspaceId = someone?.workspaceId) {
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    request(
      method,
      path.startsWith('/api/') || path.startsWith('/.') ? path : `/api/workspaces/${workspaceId}${path}`,
      {
        body,
        headers: { ...(someone && { authorization: `Bearer ${someone.token}` }), ...headers },
      },
    )
  return {
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => ask('POST', path, body, headers),
    put: (path: string, body: unknown = {}, headers?: Record<string, string>) => ask('PUT', path, body, headers),
    patch: (path: string, body: unknown = {}, headers?: Record<string, string>) => ask('PATCH', path, body, headers),
    delete: (path: string, body?: unknown, headers?: Record<string, string>) => ask('DELETE', path, body, headers),
  }
}

/** One request as it is; a body that is text or bytes is sent untouched, anything else as JSON. */
export async function request(
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  const sent =
    body === undefined
      ? undefined
      : isRaw
        ? new Blob([body instanceof Uint8Array ? new Uint8Array(body) : body])
        : JSON.stringify(body)
  const answer = await theApp().request(path, {
    method,
    ...(sent !== undefined && { body: sent }),
    headers: { ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers },
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, text, body: isJson && text ? JSON.parse(text) : text }
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    toHaveStatus(this: Matchers<R, T>, status: number): R
  }
}

expect.extend({
  toHaveStatus(answer: Answer, status: number) {
    return {
      pass: answer.status === status,
      message: () => `expected ${status}, got ${answer.status}: ${answer.text.slice(0, 500)}`,
    }
  },
})
