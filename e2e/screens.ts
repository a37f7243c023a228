/** Every screen of the product, with a way to get there and who looks at it; for the screenshots and for the accessibility journey. */
import type { BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { startCounterpart } from '../server/test/counterpart.ts'
import { type House, startHouse } from '../server/test/house.ts'
import { bigFlow } from './big-flow.ts'
import { type Ask, askAs, firstAccount, invite, join, Made, putSession } from './people.ts'
import { connectChannels, startProviders } from './providers.ts'

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
  /** What one does there before it is looked at. */
  act?: (page: Page) => Promise<void>
}

/** A house with the sample data, the people who look at it, and the addresses of everything in it. */
export interface FilledHouse {
  house: House
  sids: Record<Viewer, string>
  screens: Screen[]
}

const Named = z.object({ data: z.array(z.object({ id: z.string() })) })
const Demo = z.object({ workspaces: z.array(z.object({ id: z.string() })) })
const Bots = z.object({ data: z.array(z.object({ id: z.string(), publicKey: z.string(), mainFlowId: z.string() })) })
const Flow = z.object({ flow: z.object({ steps: z.record(z.string(), z.unknown()) }) })
const Drawn = z.object({ id: z.string(), mainFlowId: z.string() })
const Drafted = z.object({ flow: z.looseObject({ steps: z.record(z.string(), z.unknown()) }), number: z.number() })
const Packed = z.object({ template: z.object({ id: z.string(), link: z.string() }) })

/** Starts a house, makes the first account, fills in the sample data and lets two more people in. */
export async function startFilledHouse(): Promise<FilledHouse> {
  const service = await startCounterpart((_, response) => response.end('{"data":[]}'))
  const providers = await startProviders()
  const { SERVICE_URLS = '', OUTBOUND_ALLOW_HOSTS = '' } = providers.environment
  const house = await startHouse({
    environment: { SERVICE_URLS, OUTBOUND_ALLOW_HOSTS: `127.0.0.1:${service.port},${OUTBOUND_ALLOW_HOSTS}` },
  })
  const owner = await firstAccount(house, { name: 'Nora Lindqvist', email: 'nora@acme.test' })
  const ask = askAs(house, owner)
  await ask('PATCH', '/api/me', { timezone: 'Europe/Berlin' })
  const [acme] = Demo.parse(await ask('POST', '/api/demo', {})).workspaces
  await settle(ask, acme?.id ?? '', service.url)
  const empty = Made.parse(await ask('POST', '/api/workspaces', { name: 'Harbour Café', timezone: 'Europe/Berlin' }))
  const member = await join(house, ask, { workspace: acme?.id ?? '', name: 'Tom Okafor' })
  const newcomer = await join(house, ask, { workspace: empty.id, name: 'Lina Sato' })
  await askAs(house, newcomer)('DELETE', `/api/workspaces/${empty.id}/membership`)
  const screens = screensOf(await addressesIn(ask, acme?.id ?? '', empty.id))
  const stop = async (signal?: NodeJS.Signals) => {
    await house.stop(signal)
    await service.close()
    await providers.close()
  }
  return { house: { ...house, stop }, sids: { nobody: '', owner, member, newcomer }, screens }
}

/** Signs this browser in, where somebody looks. */
export async function signIn(
  context: BrowserContext,
  { house, sids }: Pick<FilledHouse, 'house' | 'sids'>,
  viewer: Viewer = 'owner',
): Promise<void> {
  if (viewer === 'nobody') return
  await putSession(context, house, sids[viewer])
}

/** Connects a service, keeps a secret and says when the business is open. */
async function settle(ask: Ask, workspace: string, service: string): Promise<void> {
  const at = `/api/workspaces/${workspace}`
  const secrets = { baseUrl: `${service}/v1`, apiKey: 'quiet-morning-key', model: 'small' }
  await ask('POST', `${at}/integrations/openai/connection`, { secrets })
  const secret = {
    name: 'SHOP_KEY',
    hosts: ['api.shop.example', '*.warehouse.example'],
    value: 'a quiet morning 7 key',
  }
  await ask('POST', `${at}/secrets`, secret)
  const day = [
    { from: '09:00', to: '12:30' },
    { from: '13:30', to: '18:00' },
  ]
  const businessHours = {
    week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: [{ from: '09:00', to: '15:00' }] },
    holidays: [
      { date: '2026-12-25', name: 'Christmas', spans: [] },
      { date: '2026-12-31', name: 'New Year’s Eve', spans: [{ from: '09:00', to: '12:00' }] },
    ],
  }
  await ask('PUT', `${at}/business-hours`, { businessHours })
}

async function addressesIn(ask: Ask, workspace: string, empty: string): Promise<Addresses> {
  const at = `/api/workspaces/${workspace}`
  const [bot] = Bots.parse(await ask('GET', `${at}/bots`)).data
  const { flow } = Flow.parse(await ask('GET', `${at}/bots/${bot?.id}/flows/${bot?.mainFlowId}/draft`))
  const [conversation] = Named.parse(await ask('GET', `${at}/conversations?handler=member`)).data
  const invitation = await invite(ask, workspace, { email: 'new@acme.test', role: 'member' })
  await invite(ask, workspace, { email: 'second@acme.test', role: 'admin' })
  await connectChannels(ask, at, bot?.id ?? '')
  return {
    workspace,
    empty,
    bot: bot?.id ?? '',
    step: Object.keys(flow.steps)[1] ?? '',
    publicKey: bot?.publicKey ?? '',
    conversation: conversation?.id ?? '',
    invitation: invitation.pathname,
    ...(await versionsIn(ask, `${at}/bots/${bot?.id}`, bot?.mainFlowId ?? '')),
    ...(await templateIn(ask, at, bot?.id ?? '')),
    big: await botOf(ask, at, { name: 'Big', flow: bigFlow(500, { columns: 10 }) }),
    broken: await botOf(ask, at, { name: 'Broken', flow: BROKEN }),
  }
}

/** Publishes a second version, and leaves a draft that differs from it. */
async function versionsIn(ask: Ask, bot: string, flowId: string): Promise<{ version: string }> {
  const at = `${bot}/flows/${flowId}`
  const change = async (text: string) => {
    const { flow, number } = Drafted.parse(await ask('GET', `${at}/draft`))
    const steps = { ...flow.steps, goodbye: { block: 'say', text } }
    await ask('PUT', `${at}/draft`, { flow: { ...flow, steps } }, { 'if-match': `"${number}"` })
  }
  await change('See you soon.')
  const { id } = Made.parse(await ask('POST', `${at}/publication`, { note: 'A goodbye' }))
  await change('See you soon, {{USER_NAME}}.')
  const field = { scope: 'bot', name: 'opening_hours', kind: 'text', value: 'Monday to Friday, 9 to 18' }
  await ask('POST', `${bot}/fields`, { ...field, description: 'Told to whoever asks' })
  await ask('POST', `${bot}/fields`, { scope: 'user', name: 'budget', kind: 'number', description: 'Per month' })
  return { version: id }
}

/** A template with a link for everybody and one for somebody. */
async function templateIn(ask: Ask, at: string, bot: string): Promise<{ template: string; link: string }> {
  const words = { name: 'Front desk', description: 'Greets people and hands them over.', category: 'sales' }
  const { template } = Packed.parse(await ask('POST', `${at}/templates`, { ...words, bot, visibility: 'link' }))
  await ask('POST', `${at}/templates/${template.id}/links`, { note: 'For the agency in Hamburg', days: 7 })
  return { template: template.id, link: new URL(template.link).pathname }
}

const BROKEN = {
  start: 'hello',
  steps: { hello: { block: 'say', text: '', next: 'hello' }, alone: { block: 'say', text: 'Hello {{nobody}' } },
}

/** A page bot with this draft. */
async function botOf(ask: Ask, at: string, { name, flow }: { name: string; flow: unknown }): Promise<string> {
  const bot = Drawn.parse(await ask('POST', `${at}/bots`, { name, kind: 'page', starter: 'blank' }))
  await ask('PUT', `${at}/bots/${bot.id}/flows/${bot.mainFlowId}/draft`, { flow }, { 'if-match': '"1"' })
  return bot.id
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
  version: string
  template: string
  /** Where the template is installed from. */
  link: string
  /** A bot with 500 steps, and one that cannot be published. */
  big: string
  broken: string
}

const press = (key: string) => async (page: Page) => {
  await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
}
const tryIt = async (page: Page) => {
  await page.getByRole('toolbar', { name: 'Flow' }).getByRole('button', { name: 'Test' }).click()
  await page.getByRole('button', { name: 'Begin the chat' }).click()
  await page.getByRole('textbox', { name: 'Your message' }).waitFor()
}
const seeProblems = async (page: Page) => {
  await page.getByRole('button', { name: /^\d+ errors?$/ }).click()
  await page.getByText('They keep the flow from being published.').waitFor()
}

const leaveTelegram = async (page: Page) => {
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await page
    .getByRole('dialog', { name: 'Disconnect Telegram?' })
    .getByText(/conversation/i)
    .first()
    .waitFor()
}

function screensOf(addresses: Addresses): Screen[] {
  const { workspace, empty, bot, step, publicKey, conversation, invitation, version, template, link } = addresses
  const { big, broken } = addresses
  const w = `/w/${workspace}`
  const b = `${w}/bots/${bot}`
  const inside = [
    '',
    '/bots',
    '/templates',
    '/templates/yours',
    '/live-chat',
    '/error-logs',
    '/usage',
    '/members',
    '/members/invitations',
    '/roles',
    '/settings',
    '/integrations',
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
    { name: 'bot-test', path: b, act: tryIt },
    { name: 'bot-palette', path: b, act: press('a') },
    { name: 'bot-find', path: b, act: press('Control+f') },
    { name: 'bot-keys', path: b, act: press('?') },
    { name: 'bot-problems', path: `${w}/bots/${broken}`, act: seeProblems },
    { name: 'bot-big', path: `${w}/bots/${big}` },
    { name: 'member-bot', path: b, viewer: 'member' },
    { name: 'bot-versions', path: `${b}/versions` },
    { name: 'bot-version', path: `${b}/versions?version=${version}` },
    { name: 'bot-draft', path: `${b}/versions?version=draft` },
    { name: 'bot-draft-canvas', path: `${b}/versions?version=draft&view=canvas` },
    { name: 'bot-fields', path: `${b}/fields` },
    { name: 'bot-field', path: `${b}/fields?add=bot` },
    { name: 'bot-channels', path: `${b}/channels` },
    { name: 'bot-channels-page-bot', path: `${w}/bots/${broken}/channels` },
    { name: 'member-bot-channels', path: `${b}/channels`, viewer: 'member' },
    { name: 'bot-channel-slack', path: `${b}/channels?channel=slack` },
    { name: 'bot-channel-instagram', path: `${b}/channels?channel=instagram` },
    { name: 'bot-channel-messenger', path: `${b}/channels?channel=messenger` },
    { name: 'bot-channel-sms', path: `${b}/channels?channel=sms` },
    { name: 'bot-channel-reviews', path: `${b}/channels?channel=google-reviews` },
    { name: 'bot-channel-connected', path: `${b}/channels?channel=telegram` },
    { name: 'bot-channel-disconnect', path: `${b}/channels?channel=telegram`, act: leaveTelegram },
    { name: 'bot-channel-failing', path: `${b}/channels?channel=viber` },
    { name: 'bot-web-chat', path: `${b}/web-chat` },
    { name: 'bot-settings', path: `${b}/settings` },
    { name: 'create-bot', path: `${w}/bots?create=true` },
    { name: 'create-bot-blank', path: `${w}/bots?create=true&from=blank` },
    { name: 'create-bot-file', path: `${w}/bots?create=true&from=file` },
    { name: 'bots-none-fit', path: `${w}/bots?search=nothing` },
    { name: 'template', path: `${w}/templates?template=quiz` },
    { name: 'template-try', path: `${w}/templates?template=quiz&view=try` },
    { name: 'template-make', path: `${w}/templates/yours?make=${bot}` },
    { name: 'template-links', path: `${w}/templates/yours?links=${template}` },
    { name: 'template-link', path: link },
    { name: 'template-link-signed-out', path: link, viewer: 'nobody' },
    { name: 'template-link-gone', path: '/template/none.none' },
    { name: 'member-templates', path: `${w}/templates`, viewer: 'member' },
    { name: 'invite', path: `${w}/members?invite=true` },
    { name: 'integration-connect', path: `${w}/integrations?integration=sendgrid` },
    { name: 'integration-connected', path: `${w}/integrations?integration=openai` },
    { name: 'integration-sign-in', path: `${w}/integrations?integration=google-business` },
    { name: 'integration-signed-in', path: `${w}/integrations?integration=facebook` },
    { name: 'integration-numbers', path: `${w}/integrations?integration=messagemedia` },
    { name: 'member-integrations', path: `${w}/integrations`, viewer: 'member' },
    { name: 'member-settings', path: `${w}/settings`, viewer: 'member' },
    { name: 'not-allowed', path: `${w}/audit-log`, viewer: 'member' },
    { name: 'member-home', path: w, viewer: 'member' },
    ...['', '/bots', '/templates/yours', '/live-chat', '/error-logs', '/members', '/integrations', '/settings'].map(
      (path) => ({
        name: `empty${path.replaceAll('/', '-') || '-home'}`,
        path: `/w/${empty}${path}`,
      }),
    ),
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
