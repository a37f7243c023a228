/** Every screen of the product, with a way to get there; for the screenshots and for the accessibility journey. */
import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'
import { type House, startHouse } from '../server/test/house.ts'

export interface Screen {
  name: string
  path: string
  /** Without a session. */
  isPublic?: boolean
}

/** A house with the sample data, its first person signed in, and the addresses of everything in it. */
export interface FilledHouse {
  house: House
  sid: string
  screens: Screen[]
}

const Setup = z.object({ user: z.object({ id: z.string() }) })
const Named = z.object({ data: z.array(z.object({ id: z.string() })) })
const Demo = z.object({ workspaces: z.array(z.object({ id: z.string() })) })
const Link = z.object({ link: z.string() })
const Bots = z.object({ data: z.array(z.object({ id: z.string(), publicKey: z.string() })) })

/** Starts a house, makes the first account and fills in the sample data. */
export async function startFilledHouse(): Promise<FilledHouse> {
  const house = await startHouse()
  const token = new URL(house.setupUrl ?? 'http://none').searchParams.get('token')
  const made = await fetch(`${house.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Nora Lindqvist', email: 'nora@acme.test', password: 'a quiet morning 7' }),
  })
  Setup.parse(await made.json())
  const sid = /sid=([^;]+)/.exec(made.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(house.url + path, {
      method,
      headers: { authorization: `Bearer ${sid}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
  await ask('PATCH', '/api/me', { timezone: 'Europe/Berlin' })
  const [acme] = Demo.parse(await ask('POST', '/api/demo', {})).workspaces
  const at = `/api/workspaces/${acme?.id}`
  const [bot] = Bots.parse(await ask('GET', `${at}/bots`)).data
  const [conversation] = Named.parse(await ask('GET', `${at}/conversations?handler=member`)).data
  const invitation = z
    .object({ id: z.string() })
    .parse(await ask('POST', `${at}/invitations`, { email: 'new@acme.test', role: 'member' }))
  await ask('POST', `${at}/invitations`, { email: 'second@acme.test', role: 'admin' })
  const { link } = Link.parse(await ask('POST', `${at}/invitations/${invitation.id}/link`, {}))
  const screens = screensOf({
    workspace: acme?.id ?? '',
    bot: bot?.id ?? '',
    publicKey: bot?.publicKey ?? '',
    conversation: conversation?.id ?? '',
    invitation: new URL(link).pathname,
  })
  return { house, sid, screens }
}

/** Signs this browser in. */
export async function signIn(
  context: BrowserContext,
  { house, sid }: Pick<FilledHouse, 'house' | 'sid'>,
): Promise<void> {
  await context.addCookies([{ name: 'sid', value: sid, url: house.url, httpOnly: true, sameSite: 'Lax' }])
}

interface Addresses {
  workspace: string
  bot: string
  publicKey: string
  conversation: string
  invitation: string
}

function screensOf({ workspace, bot, publicKey, conversation, invitation }: Addresses): Screen[] {
  const w = `/w/${workspace}`
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
    { name: 'sign-in', path: '/sign-in', isPublic: true },
    { name: 'sign-up', path: '/sign-up', isPublic: true },
    { name: 'forgotten-password', path: '/forgotten-password', isPublic: true },
    { name: 'invitation', path: invitation, isPublic: true },
    { name: 'invitation-gone', path: '/invitation/none.none', isPublic: true },
    { name: 'chat', path: `/chat/${publicKey}`, isPublic: true },
    ...inside.map((path) => ({ name: `workspace${path.replaceAll('/', '-') || '-home'}`, path: w + path })),
    { name: 'conversation', path: `${w}/live-chat?conversation=${conversation}` },
    { name: 'bot', path: `${w}/bots/${bot}` },
    { name: 'invite', path: `${w}/members?invite=true` },
    { name: 'workspaces', path: '/workspaces' },
    { name: 'your-settings', path: '/settings' },
    { name: 'your-security', path: '/settings/security' },
    { name: 'operator', path: '/operator' },
    { name: 'operator-letters', path: '/operator/letters' },
    { name: 'operator-workspaces', path: '/operator/workspaces' },
    { name: 'operator-users', path: '/operator/users' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'kit', path: '/kit' },
  ]
}
