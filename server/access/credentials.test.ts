/** Whose address counts: the socket's, or what a trusted proxy wrote. */
import { Hono } from 'hono'
import { afterEach, expect, it } from 'vitest'
import { addressOf, credentialsOf, setAccessSettings } from './credentials.ts'

const app = new Hono().get('/', (c) => c.text(addressOf(c)))
const ask = async (forwarded?: string) =>
  (await app.request('/', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } })).text()

afterEach(() => setAccessSettings({ isHttps: false, TRUSTED_PROXIES: [] }))

it('attack 47: believes no X-Forwarded-For when no proxy is trusted', async () => {
  for (const forwarded of [undefined, '203.0.113.1', '203.0.113.1, 10.0.0.1', 'evil', ''])
    expect(await ask(forwarded)).toBe('127.0.0.1')
})

it('attack 47: takes the nearest address that no trusted proxy wrote, never the leftmost', async () => {
  setAccessSettings({ isHttps: false, TRUSTED_PROXIES: ['127.0.0.0/8', '10.0.0.0/8', 'fd00::/8'] })
  expect(await ask('1.1.1.1, 203.0.113.5')).toBe('203.0.113.5')
  expect(await ask('1.1.1.1, 203.0.113.5, 10.0.0.7')).toBe('203.0.113.5')
  expect(await ask('1.1.1.1, 203.0.113.5, fd00::9, 10.0.0.7')).toBe('203.0.113.5')
  expect(await ask('10.0.0.9')).toBe('10.0.0.9')
})

it('takes for a token only what can be one of ours', async () => {
  const named = new Hono().get('/', (c) => c.text(credentialsOf(c)?.token ?? 'none'))
  const tokenOf = async (headers: Record<string, string>) => (await named.request('/', { headers })).text()
  const token = 'a-Token_of-ours.123456789'
  expect(await tokenOf({ cookie: `sid=${token}` })).toBe(token)
  expect(await tokenOf({ authorization: `Bearer ${token}` })).toBe(token)
  for (const odd of ['short', 'x'.repeat(301), 'with%20space%20in%20between', '<script>alert(1)</script>'])
    expect([await tokenOf({ cookie: `sid=${odd}` }), await tokenOf({ authorization: `Bearer ${odd}` })]).toEqual([
      'none',
      'none',
    ])
})

it('attack 47: stops at what is no address', async () => {
  setAccessSettings({ isHttps: false, TRUSTED_PROXIES: ['127.0.0.1', '10.0.0.0/8'] })
  for (const odd of ['evil', '999.1.1.1', '<script>', "' or 1=1"])
    expect(await ask(`1.1.1.1, ${odd}, 10.0.0.7`)).toBe('10.0.0.7')
})
