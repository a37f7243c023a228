/** What a request of a browser brings and takes away: its session, and the proof between the two steps of a sign-in. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Me } from '../../shared/people.ts'
import { addressOf, credentialsOf, isSecure, setSessionCookie } from '../access/credentials.ts'
import { readMe } from './me.ts'
import type { Browser } from './sessions.ts'

const PROOF_SECONDS = 600

/** The browser that asks. A session given as bearer token is replaced like one in the cookie. */
export function browserOf(c: Context): Browser {
  const token = credentialsOf(c)?.token ?? null
  return {
    ip: addressOf(c),
    userAgent: c.req.header('user-agent') ?? '',
    token: token?.startsWith('sbk_') ? null : token,
  }
}

/** Hands the new session to the browser and tells who it is. */
export async function enter(c: Context, session: { userId: string; token: string }): Promise<Me> {
  setSessionCookie(c, session.token)
  dropProof(c)
  return readMe(session.userId)
}

/** The proof that the first step of this browser's sign-in was right. */
export function proofOf(c: Context): string | undefined {
  return getCookie(c, proofName())
}

export function handProof(c: Context, proof: string): void {
  setCookie(c, proofName(), proof, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(),
    maxAge: PROOF_SECONDS,
  })
}

function dropProof(c: Context): void {
  if (proofOf(c)) deleteCookie(c, proofName(), { path: '/', secure: isSecure() })
}

function proofName(): string {
  return isSecure() ? '__Host-proof' : 'proof'
}
