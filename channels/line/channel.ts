/** LINE's Messaging API: how an account is connected, what its webhook is checked by, and how files and names come. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account, Channel, Connected, Done, FetchedFile, Hook, Profile } from '../channel.ts'
import { Name } from '../from-providers/readings.ts'
import type { HookRequest } from '../inbound.ts'
import { call, type Keys, type LineLine, sentenceOf, type WayOut } from './api.ts'
import { lineDefinition } from './definition.ts'
import { read } from './read.ts'
import { send, type } from './send.ts'

type Definition = typeof lineDefinition

export const line: Channel<Definition> = {
  definition: lineDefinition,
  connect: ({ form, hook }, account) => connect(form, hook, account),
  disconnect,
  check,
  verify: (request, { secrets }) => isSigned(request, secrets?.channelSecret ?? ''),
  read,
  send,
  type,
  profile,
  fetch,
}

const LARGEST = 20_000_000
const FETCH_MS = 30_000
const Info = z.object({
  userId: z.string().min(1),
  basicId: z.string(),
  displayName: Name,
  pictureUrl: z.string().startsWith('https://').max(1000).optional().catch(undefined),
})
const Endpoint = z.object({ endpoint: z.string(), active: z.boolean() })
const Tested = z.object({ success: z.boolean().optional() })
const Person = z.object({ displayName: Name, language: z.string().max(35).optional() })

async function connect(form: Keys, hook: Hook, account: Account<Definition>): Promise<Done<Connected<Definition>>> {
  if (!form.channelId && !form.accessToken)
    return { ok: false, message: 'Fill in the channel ID, or a long-lived access token.' }
  const way = { ...account, secrets: form }
  const info = await infoOf(way)
  if (!info.ok) return info
  const { userId, basicId, displayName, pictureUrl } = info.data
  const set = await call(way, { method: 'PUT', path: ENDPOINT, json: { endpoint: hook.url } })
  if (!set.ok || set.status !== 200)
    return { ok: false, message: set.ok && set.status === 400 ? BAD_ADDRESS : sentenceOf(set) }
  const endpoint = await endpointOf(way)
  const isOff = endpoint.ok && !endpoint.data.active
  return {
    ok: true,
    data: {
      place: userId,
      label: `${displayName} (${basicId})`,
      secrets: { ...form, ...(pictureUrl !== undefined && { picture: pictureUrl }) },
      registered: [
        { label: 'Webhook', value: hook.url },
        ...(isOff ? [{ label: 'To do', value: SWITCH_ON }] : []),
        { label: 'Link', value: `https://line.me/R/ti/p/${encodeURIComponent(basicId)}` },
      ],
    },
  }
}

const ENDPOINT = '/v2/bot/channel/webhook/endpoint'
const BAD_ADDRESS = 'LINE does not take the address of this server. It has to be https with a valid certificate.'
const SWITCH_ON = 'Switch on “Use webhook” in the LINE Developers console, Messaging API.'

/** LINE has no way to take an address away, only another one to set; what comes to ours from now on finds nothing. */
async function disconnect(): Promise<void> {}

async function check(of: LineLine): Promise<Done<{ label: string }>> {
  const info = await infoOf(of)
  if (!info.ok) return info
  const endpoint = await endpointOf(of)
  if (!endpoint.ok) return endpoint
  if (endpoint.data.endpoint !== of.hook.url)
    return { ok: false, message: 'The account’s webhook leads somewhere else. Connect it again.' }
  if (!endpoint.data.active) return { ok: false, message: SWITCH_ON }
  const tested = await call(of, { method: 'POST', path: '/v2/bot/channel/webhook/test', json: {} })
  const hasFailed = tested.ok && tested.status === 200 && Tested.safeParse(tested.json).data?.success === false
  if (hasFailed) return { ok: false, message: 'LINE could not reach this server by its public address.' }
  return { ok: true, data: { label: `${info.data.displayName} (${info.data.basicId})` } }
}

async function infoOf(way: WayOut): Promise<Done<z.infer<typeof Info>>> {
  return readAs(Info, await call(way, { method: 'GET', path: '/v2/bot/info' }))
}

async function endpointOf(way: WayOut): Promise<Done<z.infer<typeof Endpoint>>> {
  return readAs(Endpoint, await call(way, { method: 'GET', path: ENDPOINT }))
}

function readAs<T>(schema: z.ZodType<T>, answered: Awaited<ReturnType<typeof call>>): Done<T> {
  if (!answered.ok || answered.status !== 200) return { ok: false, message: sentenceOf(answered) }
  const found = schema.safeParse(answered.json)
  return found.success ? { ok: true, data: found.data } : { ok: false, message: 'LINE’s answer could not be read.' }
}

function isSigned({ method, headers, body }: HookRequest, secret: string): boolean {
  if (method !== 'POST' || secret === '') return false
  const given = Buffer.from(headers['x-line-signature'] ?? '')
  const wanted = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Nothing is known of who is no friend of the account. */
async function profile(address: string, of: LineLine): Promise<Profile | undefined> {
  const answered = await call(of, { method: 'GET', path: `/v2/bot/profile/${encodeURIComponent(address)}` })
  const person = answered.ok && answered.status === 200 ? Person.safeParse(answered.json).data : undefined
  if (!person) return undefined
  return { name: person.displayName, ...(person.language && { language: person.language }) }
}

async function fetch(reference: string, of: LineLine): Promise<Done<FetchedFile>> {
  const wanted = { method: 'GET', headers: { Accept: '*/*' }, timeoutMs: FETCH_MS, maxBytes: LARGEST } as const
  const path = `/v2/bot/message/${encodeURIComponent(reference)}/content`
  const answered = reference.startsWith('https://')
    ? await of.ask({ ...wanted, url: reference })
    : await call(of, { ...wanted, path, isData: true })
  if (!answered.ok || answered.status !== 200) return { ok: false, message: 'LINE has not given the file.' }
  const [, ending] = /^\w+\/([\w-]+)/.exec(answered.headers['content-type'] ?? '') ?? []
  return { ok: true, data: { bytes: answered.bytes, name: ending ? `file.${ENDINGS[ending] ?? ending}` : 'file' } }
}

const ENDINGS: Readonly<Record<string, string>> = { jpeg: 'jpg', mpeg: 'mp3', 'x-m4a': 'm4a', plain: 'txt' }
