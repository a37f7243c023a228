/** The people of a house, made by its API, so that a journey begins where it is about something. */
import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'
import type { House } from '../server/test/house.ts'

const PASSWORD = 'a quiet morning 7'

/** Asks the API as somebody; throws with the answer where it is a refusal. */
export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<unknown>

export const Made = z.object({ id: z.string() })
const Link = z.object({ link: z.string() })

export function askAs(house: House, sid: string): Ask {
  return async (method, path, body, headers) => {
    const answer = await fetch(house.url + path, {
      method,
      headers: { authorization: `Bearer ${sid}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
}

/** The first account of a fresh house; returns its session. */
export async function firstAccount(house: House, { name, email }: { name: string; email: string }): Promise<string> {
  const token = new URL(house.setupUrl ?? 'http://none').searchParams.get('token')
  return sessionFrom(house, '/api/setup', { token, name, email, password: PASSWORD })
}

/** Somebody new comes in by an invitation; returns their session. */
export async function join(
  house: House,
  ask: Ask,
  { workspace, name, role = 'member' }: { workspace: string; name: string; role?: string },
): Promise<string> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@acme.test`
  const link = await invite(ask, workspace, { email, role })
  const token = link.pathname.split('/').at(-1)
  return sessionFrom(house, `/api/invitations/${token}/acceptance`, { name, password: PASSWORD })
}

/** The link of an invitation. */
export async function invite(ask: Ask, workspace: string, body: { email: string; role: string }): Promise<URL> {
  const at = `/api/workspaces/${workspace}/invitations`
  const { id } = Made.parse(await ask('POST', at, body))
  return new URL(Link.parse(await ask('POST', `${at}/${id}/link`, {})).link)
}

/** Puts a session into this browser. */
export async function putSession(context: BrowserContext, house: House, sid: string): Promise<void> {
  await context.addCookies([{ name: 'sid', value: sid, url: house.url, httpOnly: true, sameSite: 'Lax' }])
}

/** The session a new account begins with. */
async function sessionFrom(house: House, path: string, body: unknown): Promise<string> {
  const answer = await fetch(house.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return /sid=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
}
