/** A browser for tests: it keeps cookies between requests, as people's do. */
import { uuidv7 } from 'uuidv7'
import { bare } from '../db/database.ts'
import { type LetterBody, readLetter } from '../mail/letters.ts'
import { hashPassword } from '../people/passwords.ts'
import { type Answer, request } from './as.ts'
import type { Someone } from './world.ts'

export const PASSWORD = 'correct horse battery'

/** A browser with these cookies, else with none. */
export function newBrowser(cookies: Record<string, string> = {}) {
  const jar = new Map(Object.entries(cookies))
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await request(method, path, {
      body,
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (/max-age=0/i.test(line) || value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    jar,
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => ask('POST', path, body, headers),
    put: (path: string, body: unknown = {}, headers?: Record<string, string>) => ask('PUT', path, body, headers),
    patch: (path: string, body: unknown = {}) => ask('PATCH', path, body),
    delete: (path: string, body?: unknown) => ask('DELETE', path, body),
  }
}

export type TestBrowser = ReturnType<typeof newBrowser>

/** Gives the person a password, and a browser in which they signed in with it. */
export async function signedIn(person: Someone, password = PASSWORD): Promise<TestBrowser> {
  await givePassword(person, password)
  const browser = newBrowser()
  const answer = await browser.post('/api/sign-in', { email: person.email, password })
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.text}`)
  return browser
}

export async function givePassword(person: Someone, password = PASSWORD): Promise<void> {
  const passwordHash = await hashPassword(password)
  await bare().updateTable('users').set({ passwordHash }).where('id', '=', person.userId).execute()
}

/** A verified account with this address and a password, member of nothing. */
export async function newAccount(email: string, password = PASSWORD): Promise<{ userId: string; email: string }> {
  const id = uuidv7()
  const passwordHash = await hashPassword(password)
  await bare()
    .insertInto('users')
    .values({ id, email, name: 'Nora', passwordHash, emailVerifiedAt: new Date().toISOString() })
    .execute()
  return { userId: id, email }
}

/** What was written to this address, the newest first. */
export async function lettersTo(
  email: string,
): Promise<Array<LetterBody & { id: string; kind: string; status: string }>> {
  const rows = await bare()
    .selectFrom('letters')
    .selectAll()
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, kind, status, sealed }) => ({ id, kind, status, ...readLetter({ id, sealed }) }))
}

/** The token of the newest link that was sent to this address. */
export async function tokenSentTo(email: string): Promise<string> {
  const [letter] = await lettersTo(email)
  return new URL(letter?.links[0] ?? 'http://no.letter').searchParams.get('token') ?? ''
}
