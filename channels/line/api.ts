/** Asks LINE's Messaging API with the token of the account: a long-lived one, or one fetched for fifteen minutes. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Answered, Asked } from '../../shared/account.ts'
import type { Account, Line } from '../channel.ts'
import type { lineDefinition } from './definition.ts'

export type LineLine = Line<typeof lineDefinition>
export type Keys = Pick<LineLine['secrets'], 'channelSecret' | 'channelId' | 'accessToken'>
export type WayOut = Pick<Account, 'urls' | 'ask'> & { secrets: Keys }

interface Fetched {
  token: Promise<string | Answered>
  until: number
}

const REMEMBERED = 5000
const EARLY_S = 60
const Token = z.object({ access_token: z.string().min(1), expires_in: z.number() })
const fetched = new Map<string, Fetched>()

/** One request to the Messaging API, `path` with its slash; `data` asks the service that holds what people sent. */
export async function call(
  line: WayOut,
  wanted: Omit<Asked, 'url'> & { path: string; isData?: boolean },
): Promise<Answered> {
  const first = await callOnce(line, wanted)
  const isStale = first.ok && first.status === 401 && !line.secrets.accessToken
  if (!isStale) return first
  fetched.delete(keyOf(line))
  return callOnce(line, wanted)
}

/** What a refusal says to the team. */
export function sentenceOf(answered: Answered): string {
  if (!answered.ok) return 'LINE could not be reached.'
  const { status } = answered
  if (isUnknown(answered)) return 'LINE does not know these keys. Copy them again from the LINE Developers console.'
  if (status === 403) return 'LINE does not allow this account to use the Messaging API.'
  return `LINE refused it (${status}).`
}

/** The keys are wrong or were taken back. */
export function isUnknown(answered: Answered): boolean {
  if (!answered.ok) return false
  return answered.status === 401 || (answered.status === 400 && /invalid[_ ]client/i.test(answered.text))
}

async function callOnce(
  line: WayOut,
  { path, isData = false, headers, ...asked }: Omit<Asked, 'url'> & { path: string; isData?: boolean },
): Promise<Answered> {
  const token = line.secrets.accessToken || (await shortLived(line))
  if (typeof token !== 'string') return token
  const base = isData ? line.urls['line-data'] : line.urls.line
  return line.ask({ ...asked, url: `${base}${path}`, headers: { ...headers, Authorization: `Bearer ${token}` } })
}

/** The token, or why there is none; those who need it at the same moment share one. */
async function shortLived(line: WayOut): Promise<string | Answered> {
  const key = keyOf(line)
  const known = fetched.get(key)
  if (known && known.until > Date.now()) return known.token
  if (fetched.size >= REMEMBERED) fetched.clear()
  const entry: Fetched = { token: Promise.resolve(''), until: Date.now() + 30_000 }
  entry.token = fetchToken(line).then((given) => {
    if ('expiresInS' in given) entry.until = Date.now() + (given.expiresInS - EARLY_S) * 1000
    else if (fetched.get(key) === entry) fetched.delete(key)
    return 'expiresInS' in given ? given.token : given
  })
  fetched.set(key, entry)
  return entry.token
}

async function fetchToken({ urls, ask, secrets }: WayOut): Promise<{ token: string; expiresInS: number } | Answered> {
  const answered = await ask({
    method: 'POST',
    url: `${urls.line}/oauth2/v3/token`,
    form: [
      ['grant_type', 'client_credentials'],
      ['client_id', secrets.channelId ?? ''],
      ['client_secret', secrets.channelSecret],
    ],
  })
  // Nothing was sent to a person by this, whatever became of it.
  if (!answered.ok) return { ...answered, wasSent: false }
  const token = answered.status === 200 ? Token.safeParse(answered.json) : undefined
  if (token?.success) return { token: token.data.access_token, expiresInS: token.data.expires_in }
  if (answered.status >= 400 && answered.status < 500) return answered
  return { ok: false, reason: 'failed', message: 'No token was given.', wasSent: false }
}

function keyOf({ urls, secrets }: WayOut): string {
  return createHash('sha256').update(`${urls.line}|${secrets.channelId}|${secrets.channelSecret}`).digest('base64')
}
