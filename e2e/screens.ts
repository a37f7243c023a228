/** Every screen of the product, with a way to get there and who looks at it; for the screenshots and for the accessibility journey. */
import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'
import { type House, startHouse } from '../server/test/house.ts'

/** Who looks: the owner of the sample workspace, a member of it, somebody without any workspace, or nobody. */
export const VIEWERS = ['nobody', 'owner', 'member', 'newcomer'] as const
export type Viewer = (typeof VIEWERS)[number]

export interface Screen {
  name: string
  path: string
  /** The owner, where it is not said. */
  viewer?: Viewer
  /** Drawn by Swagger UI, whose accessibility is not ours to mend. */
  isForeign?: boolean
}

/** A house with the sample data, the people who look at it, and the addresses of everything in it. */
export interface FilledHouse {
  house: House
  sids: Record<Viewer, string>
  screens: Screen[]
}

const Made = z.object({ id: z.string() })
const Named = z.object({ data: z.array(z.object({ id: z.string() })) })
const Demo = z.object({ workspaces: z.array(z.object({ id: z.string() })) })
const Link = z.object({ link: z.string() })
const Bots = z.object({ data: z.array(z.object({ id: z.string(), publicKey: z.string() })) })
const Flow = z.object({ flow: z.object({ steps: z.record(z.string(), z.unknown()) }) })

const PASSWORD = 'a quiet morning 7'

/** Starts a house, makes the first account, fills in the sample data and lets two more people in. */
export async function startFilledHouse(): Promise<FilledHouse> {
  const house = await startHouse()
  const token = new URL(house.setupUrl ?? 'http://none').searchParams.get('token')
  const nora = { token, name: 'Nora Lindqvist', email: 'nora@acme.test', password: PASSWORD }
  const owner = await sessionFrom(house, '/api/setup', nora)
  const ask = askAs(house, owner)
  await ask('PATCH', '/api/me', { timezone: 'Europe/Berlin' })
  const [acme] = Demo.parse(await ask('POST', '/api/demo', {})).workspaces
  const empty = Made.parse(await ask('POST', '/api/workspaces', { name: 'Harbour Café', timezone: 'Europe/Berlin' }))
  const member = await join(house, ask, { workspace: acme?.id ?? '', name: 'Tom Okafor' })
  const newcomer = await join(house, ask, { workspace: empty.id, name: 'Lina Sato' })
  await askAs(house, newcomer)('DELETE', `/api/workspaces/${empty.id}/membership`)
  const screens = screensOf(await addressesIn(ask, acme?.id ?? '', empty.id))
  return { house, sids: { nobody: '', owner, member, newcomer }, screens }
}

/** Signs this browser in, where somebody looks. */
export async function signIn(
  context: BrowserContext,
  { house, sids }: Pick<FilledHouse, 'house' | 'sids'>,
  viewer: Viewer = 'owner',
): Promise<void> {
  if (viewer === 'nobody') return
  await context.addCookies([{ name: 'sid', value: sids[viewer], url: house.url, httpOnly: true, sameSite: 'Lax' }])
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

function askAs(house: House, sid: string): Ask {
  return async (method, path, body) => {
    const answer = await fetch(house.url + path, {
      method,
      headers: { authorization: `Bearer ${sid}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
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

async function join(house: House, ask: Ask, { workspace, name }: { workspace: string; name: string }): Promise<string> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@acme.test`
  const link = await invite(ask, workspace, { email, role: 'member' })
  const token = link.pathname.split('/').at(-1)
  return sessionFrom(house, `/api/invitations/${token}/acceptance`, { name, password: PASSWORD })
}

async function invite(ask: Ask, workspace: string, body: { email: string; role: string }): Promise<URL> {
  const at = `/api/workspaces/${workspace}/invitations`
  const { id } = Made.parse(await ask('POST', at, body))
  return new URL(Link.parse(await ask('POST', `${at}/${id}/link`, {})).link)
}

async function addressesIn(ask: Ask, workspace: string, empty: string): Promise<Addresses> {
  const at = `/api/workspaces/${workspace}`
  const [bot] = Bots.parse(await ask('GET', `${at}/bots`)).data
  const { flow } = Flow.parse(await ask('GET', `${at}/bots/${bot?.id}/flow`))
  const [conversation] = Named.parse(await ask('GET', `${at}/conversations?handler=member`)).data
  const invitation = await invite(ask, workspace, { email: 'new@acme.test', role: 'member' })
  await invite(ask, workspace, { email: 'second@acme.test', role: 'admin' })
  return {
    workspace,
    empty,
    bot: bot?.id ?? '',
    step: Object.keys(flow.steps)[1] ?? '',
    publicKey: bot?.publicKey ?? '',
    conversation: conversation?.id ?? '',
    invitation: invitation.pathname,
  }
}

interface Addresses {
  workspace: string
  /** A workspace with nothing in it yet. */
  empty: string
  bot: string
  step: string
  publicKey: string
  conversation: string
  invitation: string
}

function screensOf(addresses: Addresses): Screen[] {
  const { workspace, empty, bot, step, publicKey, conversation, invitation } = addresses
  const w = `/w/${workspace}`
  const b = `${w}/bots/${bot}`
  const inside = [
    '',
    '/bots',
    '/live-chat',
    '/error-logs',
    '/usage',
    '/members',
    '/members/invitations',
    '/roles',
    '/settings',
    '/api-keys',
    '/audit-log',
  ]
  return [
    { name: 'sign-in', path: '/sign-in', viewer: 'nobody' },
    { name: 'setup', path: '/setup?token=none', viewer: 'nobody' },
    { name: 'sign-up', path: '/sign-up', viewer: 'nobody' },
    { name: 'forgotten-password', path: '/forgotten-password', viewer: 'nobody' },
    { name: 'invitation', path: invitation, viewer: 'nobody' },
    { name: 'invitation-gone', path: '/invitation/none.none', viewer: 'nobody' },
    { name: 'chat', path: `/chat/${publicKey}`, viewer: 'nobody' },
    ...inside.map((path) => ({ name: `workspace${path.replaceAll('/', '-') || '-home'}`, path: w + path })),
    { name: 'conversation', path: `${w}/live-chat?conversation=${conversation}` },
    { name: 'bot', path: b },
    { name: 'bot-step', path: `${b}?step=${step}` },
    { name: 'bot-versions', path: `${b}/versions` },
    { name: 'bot-web-chat', path: `${b}/web-chat` },
    { name: 'bot-settings', path: `${b}/settings` },
    { name: 'create-bot', path: `${w}/bots?create=true` },
    { name: 'invite', path: `${w}/members?invite=true` },
    { name: 'not-allowed', path: `${w}/audit-log`, viewer: 'member' },
    { name: 'member-home', path: w, viewer: 'member' },
    ...['', '/bots', '/live-chat', '/error-logs', '/members'].map((path) => ({
      name: `empty${path.replaceAll('/', '-') || '-home'}`,
      path: `/w/${empty}${path}`,
    })),
    { name: 'welcome', path: '/', viewer: 'newcomer' },
    { name: 'workspaces', path: '/workspaces' },
    { name: 'create-workspace', path: '/workspaces?create=true' },
    { name: 'your-settings', path: '/settings' },
    { name: 'your-security', path: '/settings/security' },
    { name: 'your-keyboard', path: '/settings/keyboard' },
    { name: 'your-account', path: '/settings/account' },
    { name: 'operator', path: '/operator' },
    { name: 'operator-letters', path: '/operator/letters' },
    { name: 'operator-workspaces', path: '/operator/workspaces' },
    { name: 'operator-users', path: '/operator/users' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'docs', path: '/docs', viewer: 'nobody', isForeign: true },
    { name: 'kit', path: '/kit' },
  ]
}
