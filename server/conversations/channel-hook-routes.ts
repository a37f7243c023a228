/** Where providers write to: each address is a secret, each request is verified, and is answered once all of it is kept. */
import { type Context, Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { HookAnswer, HookRequest, Inbound } from '../../channels/inbound.ts'
import { addressOf } from '../access/credentials.ts'
import { open } from '../access/may.ts'
import { type OpenHook, openHook, type Target, targetsOf } from '../channels/hooks.ts'
import { ask } from '../connections/accounts.ts'
import { hashToken } from '../crypto.ts'
import { upToOneMegabyte } from '../door.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { linkTo } from '../mail/settings.ts'
import { answersFile } from '../route.ts'
import { pollPlace } from './polls.ts'
import { takeIn } from './take-in.ts'

const providers = open('providers of channels, by a secret address and a signature')
/** In ten seconds and one process: far above what a provider sends, far below what would hold others up. */
const SECONDS = 10
const atSecretAddress = new RateLimiterMemory({ points: 10_000, duration: SECONDS })
/** Of each that writes there: it is no secret, so whoever floods it keeps nobody else out. */
const atOperators = new RateLimiterMemory({ points: 3000, duration: SECONDS })

/** Under /in. */
export const channelHookRoutes = new Hono()
  .get('/:channel/:token', providers, answersFile('Answer whether the address is ours', 'text/plain'), (c) =>
    takeHook(c),
  )
  .post(
    '/:channel/:token',
    providers,
    upToOneMegabyte,
    answersFile('Take in what a provider tells', 'text/plain', 'application/json', 'text/xml'),
    (c) => takeHook(c),
  )

async function takeHook(c: Context): Promise<Response> {
  const name = c.req.param('channel') ?? ''
  const token = c.req.param('token') ?? ''
  const hook = await openHook(name, token)
  if (!hook) throw new Refusal('not-found')
  if (hook.workspaceId === null) await refuseFlood(atOperators, `${name}/${addressOf(c)}`)
  else await refuseFlood(atSecretAddress, `${name}/${hashToken(token).toString('hex')}`)
  const request = await requestOf(c)
  const { channel, known } = hook
  const question = reading(name, () => channel.handshake?.(request, known) ?? null)
  if (question) return answerWith(question)
  if (request.method !== 'POST') throw new Refusal('bad-request', 'This is no question that is known here.')
  if (!(await isSigned(hook, request))) throw new Refusal('wrong-signature')

  const told = reading(name, () => channel.read(request, known))
  await takeAll(
    hook,
    told.flatMap((each) => (each.kind === 'news' ? [] : [each])),
  )
  const news = new Set(told.flatMap((each) => (each.kind === 'news' ? [each.place] : [])))
  for (const target of await whom(hook, [...news])) pollPlace(target)
  const { thanks } = channel
  return answerWith((typeof thanks === 'function' ? thanks(request) : thanks) ?? NOTHING)
}

const NOTHING: HookAnswer = { status: 200, type: 'text/plain', body: '' }

/** What cannot be decided is no. */
async function isSigned({ channel, known }: OpenHook, request: HookRequest): Promise<boolean> {
  try {
    return (await channel.verify(request, known, ask)) === true
  } catch (error) {
    log.warn({ err: error, channel: channel.definition.name }, 'a webhook could not be verified')
    return false
  }
}

/** In their order, each place by itself; what leads nowhere is dropped. */
async function takeAll(hook: OpenHook, inbound: readonly Inbound[]): Promise<void> {
  const { channel, own } = hook
  if (own) return takeIn({ ...own, id: own.channelId, channel }, inbound)
  const places = [...new Set(inbound.map(({ place }) => place ?? ''))]
  const targets = await targetsOf(hook, places)
  await Promise.all(
    places.map(async (place) => {
      const target = targets.get(place)
      if (!target) log.debug({ channel: channel.definition.name }, 'nobody speaks in the place of a webhook')
      else
        await takeIn(
          { ...target, id: target.channelId, channel },
          inbound.filter((each) => (each.place ?? '') === place),
        )
    }),
  )
}

async function whom(hook: OpenHook, places: string[]): Promise<Target[]> {
  if (places.length === 0) return []
  return hook.own ? [hook.own] : [...(await targetsOf(hook, places)).values()]
}

/** The adapter reads whatever comes: a fault in it is told to the log, and the provider gets no more than a 400. */
function reading<T>(channel: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    log.error({ err: error, channel }, 'a webhook could not be read')
    throw new Refusal('bad-request', 'The request cannot be read.')
  }
}

async function refuseFlood(flood: RateLimiterMemory, key: string): Promise<void> {
  const left = await flood.consume(key).catch(() => undefined)
  if (!left) throw new Refusal('too-many', 'Too many requests at this address.', { retryAfterSeconds: SECONDS })
}

/** The address is made of our public one, which is what providers sign, whatever host a proxy or a forger names (attack 62). */
async function requestOf(c: Context): Promise<HookRequest> {
  const { pathname, search } = new URL(c.req.url)
  const isPost = c.req.method === 'POST'
  return {
    method: c.req.method,
    url: linkTo(`/${pathname.replace(/^\/+/, '')}${search}`),
    query: c.req.query(),
    headers: c.req.header(),
    body: isPost ? new Uint8Array(await c.req.arrayBuffer()) : new Uint8Array(),
  }
}

function answerWith({ status, type, body }: HookAnswer): Response {
  return new Response(body, { status, headers: { 'content-type': type } })
}
