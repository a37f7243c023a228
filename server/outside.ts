/** The only way out to foreign addresses: nothing private is reached, whatever its spelling, name or redirect (attacks 79-85). */
import { lookup, Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher, errors, request as send } from 'undici'
import { type AllowedHost, bareHost, isPortOpen, mayReach, openingOf } from './addresses.ts'
import type { Config } from './config.ts'
import { log } from './log.ts'
import { readBody, TooLarge, textOf } from './outside-body.ts'
import { faultyHeader, type Headers, withoutBody, withoutSecrets } from './outside-headers.ts'

export interface OutsideRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  url: string
  headers: Headers
  body?: string | Uint8Array
  /** Milliseconds for everything, redirects and body too; at most 60,000. */
  timeoutMs: number
  /** Largest body, also when unpacked; default 1 MB. */
  maxBytes?: number
  /** Names of further headers that stay behind when a redirect leads to another origin, as Authorization and Cookie do. */
  secretHeaders?: string[]
  /** Whether the body may not be sent on to another origin by a redirect (307, 308). */
  isBodySecret?: boolean
  /** A host that the installation itself is told to use, beyond those it opens to flows. */
  opened?: AllowedHost
}

export type OutsideAnswer =
  | { ok: true; status: number; headers: Record<string, string>; body: Uint8Array; text: () => string }
  /** `wasSent` is false only when it is certain that the server got nothing of it. */
  | { ok: false; reason: 'blocked' | 'timeout' | 'too-large' | 'failed'; message: string; wasSent: boolean }

/** Gives the addresses of a name; throws with a code where there are none. */
export type Resolve = (hostname: string) => Promise<string[]>

interface OutsideSettings extends Pick<Config, 'OUTBOUND_ALLOW_HOSTS'> {
  resolve?: Resolve
}

const LONGEST_MS = 60_000
const CONNECT_MS = 3000
const REDIRECTS = 5
const MAX_BYTES = 1_000_000
const CONNECTIONS_EACH = 64

let settings: OutsideSettings = { OUTBOUND_ALLOW_HOSTS: [] }
let agents = new Map<string, Agent>()

/** Tells which hosts are opened, and for tests how names are resolved. Connections of before are closed. */
export function setOutsideSettings(given: OutsideSettings): void {
  settings = given
  for (const agent of agents.values()) void agent.destroy()
  agents = new Map()
}

/** The present settings of requests to foreign addresses. */
export function outsideSettings(): OutsideSettings {
  return settings
}

/** Sends a request to a foreign address. Never throws for what a server, a name or an address does; all that is blocked sounds the same. */
export async function outside(request: OutsideRequest): Promise<OutsideAnswer> {
  const fault = faultyHeader(request.headers)
  if (fault) return { ok: false, reason: 'blocked', message: fault, wasSent: false }

  const since = performance.now()
  const journey: Journey = { hops: 0, signal: AbortSignal.timeout(Math.min(request.timeoutMs, LONGEST_MS)) }
  const answer = await Promise.race([follow(request, journey), timeUp(journey.signal)]).catch((error) =>
    faultOf(error, journey),
  )
  const told = { host: URL.parse(request.url)?.host, ms: Math.round(performance.now() - since) }
  if (answer.ok) log.debug({ ...told, status: answer.status }, 'asked a foreign address')
  else log.info({ ...told, reason: answer.reason }, 'a foreign address gave no answer')
  return answer
}

interface Journey {
  /** How many servers have answered so far. */
  hops: number
  signal: AbortSignal
}

class Blocked extends Error {}
class NotConnected extends Error {}
class Failed extends Error {}

type Hop = Pick<OutsideRequest, 'method' | 'headers' | 'body' | 'opened'> & { url: URL }

async function follow(request: OutsideRequest, journey: Journey): Promise<OutsideAnswer> {
  const url = URL.parse(request.url)
  if (!url) throw new Blocked()
  let hop: Hop = { ...request, url }
  for (; journey.hops <= REDIRECTS; journey.hops++) {
    const response = await ask(hop, journey.signal)
    const next = nextHop(hop, response, request)
    if (!next) return take(response, request.maxBytes ?? MAX_BYTES)
    response.body.destroy()
    hop = next
  }
  throw new Failed(`The server redirected more than ${REDIRECTS} times.`)
}

async function ask({ url, method, headers, body, opened }: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const isOpen = isPortOpen(bareHost(url), portOf(url), hostsWith(opened))
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || !isOpen) throw new Blocked()
  const defaults: Headers = [
    ['user-agent', 'Switchboard'],
    ['accept-encoding', 'gzip, deflate, br'],
  ]
  const missing = defaults.filter(([name]) => !headers.some(([given]) => given.toLowerCase() === name))
  const response = await send(url, {
    dispatcher: agentFor(opened),
    method,
    signal,
    headers: [...headers, ...missing].flat(),
    body: body === undefined || method === 'GET' || method === 'HEAD' ? null : body,
  })
  response.body.on('error', () => {}) // Whoever reads it hears it too; after that nobody would, and it would end the server.
  return response
}

/** Where the answer sends us, with what may go there (as browsers do it); undefined when it is the answer itself. */
function nextHop(hop: Hop, { statusCode, headers }: Dispatcher.ResponseData, request: OutsideRequest): Hop | undefined {
  const location = headers.location
  if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') return undefined
  const url = URL.parse(location, hop.url)
  if (!url) throw new Failed('The server redirected to something that is no address.')

  const becomesGet = (statusCode === 303 && hop.method !== 'HEAD') || (statusCode < 303 && hop.method === 'POST')
  const isElsewhere = url.origin !== hop.url.origin
  if (isElsewhere && !becomesGet && hop.body !== undefined && request.isBodySecret) throw new Blocked()
  const kept = isElsewhere ? withoutSecrets(hop.headers, request.secretHeaders ?? []) : hop.headers
  return becomesGet ? { method: 'GET', url, headers: withoutBody(kept) } : { ...hop, url, headers: kept }
}

async function take(response: Dispatcher.ResponseData, maxBytes: number): Promise<OutsideAnswer> {
  const body = await readBody(response, maxBytes)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && name !== '__proto__') headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return { ok: true, status: response.statusCode, headers, body, text: () => textOf(body, headers['content-type']) }
}

/** Each opened host has connections of its own, so that no other request finds one of them. */
function agentFor(opened: AllowedHost | undefined): Agent {
  const name = opened ? `${opened.host} ${opened.port}` : ''
  const agent = agents.get(name) ?? newAgent(hostsWith(opened))
  agents.set(name, agent)
  return agent
}

function hostsWith(opened: AllowedHost | undefined): readonly AllowedHost[] {
  return opened ? [...settings.OUTBOUND_ALLOW_HOSTS, opened] : settings.OUTBOUND_ALLOW_HOSTS
}

/** Every connection is made here, so every hop, literal and name is checked at the moment it counts. No proxy of the environment is used. */
function newAgent(allowed: readonly AllowedHost[]): Agent {
  const connectors = new Map<number, buildConnector.connector>()
  const connect: buildConnector.connector = (options, done) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const host = options.hostname
    if (isIP(host) && !mayReach(host, openingOf(host, port, allowed))) {
      done(new Blocked(), null)
      return
    }
    const connector =
      connectors.get(port) ?? buildConnector({ timeout: CONNECT_MS, lookup: guardedLookup(port, allowed) })
    connectors.set(port, connector)
    connector(options, (...[error, socket]) => {
      if (error) done(error instanceof Blocked ? error : new NotConnected('', { cause: error }), null)
      else done(null, socket)
    })
  }
  return new Agent({ connect, connections: CONNECTIONS_EACH, headersTimeout: 0, bodyTimeout: 0 })
}

/** One private address among the public ones is enough to refuse the name. */
function guardedLookup(port: number, allowed: readonly AllowedHost[]): LookupFunction {
  return (hostname, options, done) => {
    const host = hostname.replace(/\.$/, '')
    const opening = openingOf(host, port, allowed)
    const resolve = settings.resolve ?? (opening === 'public' ? askNameServers : askSystem)
    resolve(host).then(
      (found) => {
        const addresses = found.map((address) => ({ address, family: isIP(address) }))
        const [first] = addresses
        if (!first || !found.every((address) => mayReach(address, opening))) done(new Blocked(), '')
        else if (options.all) done(null, addresses)
        else done(null, first.address, first.family)
      },
      (error) => done(error, ''),
    )
  }
}

/** Not getaddrinfo: it holds one of the few threads for as long as a name's server keeps silent, and anybody may own such a server. */
async function askNameServers(hostname: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 1000, tries: 2 })
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  const found = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  if (found.length > 0) return found
  const faults = [four, six].flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  throw faults.find((fault) => !isUnknownName(fault)) ?? faults[0]
}

async function askSystem(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true })
  return found.map(({ address }) => address)
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}

function timeUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function faultOf(error: unknown, { hops, signal }: Journey): OutsideAnswer {
  const isEarly = error instanceof Blocked || error instanceof NotConnected
  return { ok: false, ...wordsFor(error, signal), wasSent: hops > 0 || !isEarly }
}

type Fault = Pick<Extract<OutsideAnswer, { ok: false }>, 'reason' | 'message'>

/** A name that does not exist sounds like a blocked one, or else the names of the inner network could be found out (attack 85). */
function wordsFor(error: unknown, signal: AbortSignal): Fault {
  if (signal.aborted) return { reason: 'timeout', message: 'The server did not answer in time.' }
  if (error instanceof Blocked || isUnknownName(causeOf(error))) {
    return { reason: 'blocked', message: 'This address does not exist or may not be called.' }
  }
  if (error instanceof TooLarge || error instanceof errors.HeadersOverflowError) {
    return { reason: 'too-large', message: 'The answer of the server is too large.' }
  }
  if (error instanceof Failed) return { reason: 'failed', message: error.message }
  return { reason: 'failed', message: sentenceFor(codeOf(causeOf(error))) }
}

function sentenceFor(code: string): string {
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) return 'The certificate of the server is not valid.'
  if (code === 'ECONNREFUSED') return 'The server refused the connection.'
  if (/^Z_|^ERR_|^ZSTD/.test(code)) return 'The answer of the server cannot be unpacked.'
  if (/^UND_ERR_(?!CONNECT|SOCKET)|^HPE_/.test(code)) return 'The answer of the server cannot be read.'
  return 'The server could not be reached, or ended the connection.'
}

function isUnknownName(error: unknown): boolean {
  return ['ENOTFOUND', 'ENODATA', 'EBADNAME', 'ENONAME'].includes(codeOf(error))
}

function causeOf(error: unknown): unknown {
  return error instanceof NotConnected ? error.cause : error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
