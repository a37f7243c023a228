/** What a request brings to say who it is: a session cookie or a bearer token, and the address it comes from. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import ipaddr from 'ipaddr.js'
import type { Config } from '../config.ts'
import type { Credentials } from './who.ts'

const SESSION_DAYS = 30
let settings: Pick<Config, 'isHttps' | 'TRUSTED_PROXIES'> = { isHttps: false, TRUSTED_PROXIES: [] }

/** Tells how cookies are marked and which proxies are believed. */
export function setAccessSettings(given: Pick<Config, 'isHttps' | 'TRUSTED_PROXIES'>): void {
  settings = given
}

/** The token and the address of this request; null when it brings no token. */
export function credentialsOf(c: Context): Credentials | null {
  const header = c.req.header('authorization')
  const token = header === undefined ? tokenIn(getCookie(c, cookieName())) : bearerOf(header)
  return token ? { token, ip: addressOf(c) } : null
}

/** Where the request comes from: the socket's address, or the nearest address that no trusted proxy wrote (attack 47). */
export function addressOf(c: Context): string {
  const hops = [...(c.req.header('x-forwarded-for')?.split(',') ?? []), socketAddress(c)].map((hop) => hop.trim())
  let address = hops.pop() ?? ''
  while (hops.length > 0 && isTrusted(address)) {
    const next = hops.pop() ?? ''
    if (!ipaddr.isValid(next)) break
    address = next
  }
  return address
}

export function setSessionCookie(c: Context, token: string): void {
  setCookie(c, cookieName(), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: settings.isHttps,
    maxAge: SESSION_DAYS * 86_400,
  })
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, cookieName(), { path: '/', secure: settings.isHttps })
}

/** Whether people reach us over https, so that cookies may be marked Secure. */
export function isSecure(): boolean {
  return settings.isHttps
}

/** `__Host-` binds the cookie to this very host; browsers accept the prefix over https only. */
function cookieName(): string {
  return settings.isHttps ? '__Host-sid' : 'sid'
}

function bearerOf(header: string): string | undefined {
  return header.startsWith('Bearer ') ? tokenIn(header.slice(7)) : undefined
}

/** What cannot be a token of ours is none, so that nobody makes us look up, and remember, whatever they send. */
function tokenIn(text: string | undefined): string | undefined {
  return text && /^[A-Za-z0-9_.-]{20,300}$/.test(text) ? text : undefined
}

function socketAddress(c: Context): string {
  // Asked in process, as tests do, there is no socket.
  if (!c.env || !('incoming' in c.env)) return '127.0.0.1'
  const address = getConnInfo(c).remote.address ?? ''
  return address.replace(/^::ffff:/, '')
}

function isTrusted(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.process(address)
  return settings.TRUSTED_PROXIES.some((range) => {
    const [network, bits] = range.includes('/')
      ? ipaddr.parseCIDR(range)
      : [ipaddr.process(range), ipaddr.process(range).kind() === 'ipv4' ? 32 : 128]
    return network.kind() === ip.kind() && ip.match(network, bits)
  })
}
