/** Every route of every workspace, swept: by strangers, by each role, with foreign ids, and with bodies that nobody meant. Made from the API's description, so that a new route is swept too. */
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, it } from 'vitest'
import { can, PERMISSIONS, type Permission, type Role } from '../shared/roles.ts'
import { describeApi } from './api-description.ts'
import { bare } from './db/database.ts'
import { as, request, theApp } from './test/as.ts'
import { publishFlow } from './test/chat.ts'
import { newMember, type Someone, theWorld } from './test/world.ts'

const { rex, uma } = theWorld()

interface Operation {
  method: string
  path: string
  permission: Permission
  takesBody: boolean
}

let operations: Operation[] = []
/** A full workspace: ids of everything a URL can name. */
let ids: Record<string, string> = {}
const people: Record<Role, Someone> = { owner: uma, admin: uma, member: uma }

beforeAll(async () => {
  operations = await readOperations()
  ids = await fullWorkspace()
})

describe('every route of a workspace', () => {
  it('has an id for each thing that its URL names', async () => {
    const named = new Set(
      operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
    )
    expect([...named].filter((name) => !ids[name])).toEqual([])
    expect(operations.length).toBeGreaterThan(50)
    const at = as(people.owner)
    expect(await at.get(`/bots/${ids.bot}/flows/${ids.flow}/hooks/${ids.entry}`)).toHaveStatus(200)
    expect(await at.get(`/bots/${ids.bot}/flows/${ids.flow}/versions/${ids.version}`)).toHaveStatus(200)
  })

  it('attacks 1, 5: is 404 for people of another workspace, the same as one that does not exist', async () => {
    const before = await checksum()
    for (const operation of operations) {
      const foreign = await ask(rex, operation, ids)
      const missing = await ask(rex, operation, { ...ids, workspace: uuidv7() })
      const malformed = await ask(rex, operation, { ...ids, workspace: 'undefined' })
      expect([nameOf(operation), foreign.status, missing.status, malformed.status]).toEqual([
        nameOf(operation),
        404,
        404,
        404,
      ])
      expect(strippedOf(foreign)).toEqual(strippedOf(missing))
    }
    expect(await checksum()).toBe(before)
  })

  it('attack 2: is 404 for a thing of another workspace named under one’s own', async () => {
    const before = await checksum()
    for (const operation of operations.filter(({ path }) => path.includes('}/') && /\{workspace\}.*\{/.test(path))) {
      const answer = await ask(rex, operation, { ...ids, workspace: rex.workspaceId })
      expect([nameOf(operation), [404, 400, 410, 422, 428].includes(answer.status)]).toEqual([nameOf(operation), true])
    }
    expect(await checksum()).toBe(before)
  })

  it('is 401 for who is not signed in', async () => {
    for (const operation of operations) {
      expect([nameOf(operation), (await ask(null, operation, ids)).status]).toEqual([nameOf(operation), 401])
    }
  })

  it('attacks 21-23: is 403 for exactly those whose role does not have its permission', async () => {
    for (const role of ['member', 'admin'] as const) {
      for (const operation of operations.filter(({ path }) => !/\/(membership|live)$/.test(path))) {
        const { status, body } = await ask(people[role], operation, missingIds())
        const isRefused = status === 403 && body.code === 'not-allowed' && body.permission === operation.permission
        expect([role, nameOf(operation), isRefused]).toEqual([
          role,
          nameOf(operation),
          !can(role, operation.permission),
        ])
      }
    }
  })

  it('attack 32: decides the same however the path is written', async () => {
    for (const spelling of [
      'members/',
      '/members',
      'MEMBERS',
      '%6dembers',
      './members',
      'members%2f',
      'x/../members',
    ]) {
      const answer = await request('GET', `/api/workspaces/${ids.workspace}/${spelling}`, {
        headers: { authorization: `Bearer ${rex.token}` },
      })
      expect([spelling, [404, 308].includes(answer.status)]).toEqual([spelling, true])
    }
    const overridden = await as(people.member, ids.workspace).get('/members', { 'x-http-method-override': 'DELETE' })
    expect(overridden).toHaveStatus(200)
  })

  it('attack 63: answers 4xx, never 500, whatever the body, the ids and the query are', async () => {
    for (const operation of operations) {
      for (const body of BODIES)
        expect([nameOf(operation), body, await isCalm(operation, { body })]).toEqual([nameOf(operation), body, true])
      for (const id of ODD_IDS)
        expect([nameOf(operation), id, await isCalm(operation, { id })]).toEqual([nameOf(operation), id, true])
      if (operation.method === 'GET')
        for (const query of QUERIES)
          expect([nameOf(operation), query, await isCalm(operation, { query })]).toEqual([
            nameOf(operation),
            query,
            true,
          ])
    }
  }, 120_000)

  it('attack 7: refuses fields that are not its own, and changes nothing', async () => {
    const before = await checksum()
    const stranger = {
      id: uuidv7(),
      workspaceId: rex.workspaceId,
      ownerId: rex.userId,
      createdAt: '2020-01-01T00:00:00Z',
      plan: 'scale',
      usage: 0,
      publishedVersion: uuidv7(),
      emailVerified: true,
      isAdmin: true,
    }
    const takers = operations.filter((each) => each.takesBody)
    expect(takers.length).toBeGreaterThan(15)
    for (const operation of takers) {
      const { status } = await ask(people.owner, operation, { ...ids, ...foreignChildren() }, JSON.stringify(stranger))
      expect([nameOf(operation), status >= 400 && status < 500]).toEqual([nameOf(operation), true])
    }
    expect(await checksum()).toBe(before)
  })

  it('attack 9: answers without any secret, and for no shared cache', async () => {
    // what a form is drawn from names its fields, each with an object of words
    for (const operation of operations.filter(({ method, path }) => method === 'GET' && !path.endsWith('/live'))) {
      const { text, headers } = await ask(people.owner, operation, ids)
      expect([
        nameOf(operation),
        /"[^"]*(hash|secret|token|password|encrypted|sealed)[^"]*":(?!\{)/i.exec(
          text.replace(NAMES_OF_SECRETS, ''),
        )?.[0],
      ]).toEqual([nameOf(operation), undefined])
      expect([nameOf(operation), headers.get('cache-control')]).toEqual([
        nameOf(operation),
        expect.stringMatching(/private|no-store/),
      ])
    }
  })

  it('attack 59: cannot be changed by a page of another site', async () => {
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      for (const headers of FOREIGN) {
        expect([nameOf(operation), (await ask(people.owner, operation, ids, '{}', headers)).status]).toEqual([
          nameOf(operation),
          403,
        ])
      }
      const form = await ask(people.owner, operation, ids, 'a=b', { 'content-type': 'text/plain' })
      expect([nameOf(operation), form.status]).toEqual([nameOf(operation), 415])
    }
  })

  it('attack 59: changes nothing by a GET', async () => {
    const before = await checksum()
    for (const operation of operations.filter(
      ({ method, path }) => method === 'GET' && !path.endsWith('/live') && !/\.(csv|json)$|\/export$/.test(path),
    )) {
      await ask(people.owner, operation, ids)
    }
    expect(await checksum()).toBe(before)
  })
})

const OPENED_BY_PROGRAMS = {
  start: 'hello',
  steps: { hello: { block: 'say', text: 'Hello!' } },
  entries: [{ kind: 'webhook', id: 'swept' }],
}

/** What a template needs: names, never what they stand for. */
const NAMES_OF_SECRETS = /"secrets":\[(?:"[\w-]*",?)*\]/g

const FOREIGN: Array<Record<string, string>> = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
]
const BODIES = [
  '{',
  '[]',
  'null',
  '"x"',
  '{"name":null}',
  '{"name":[]}',
  '{"name":"\\u0000"}',
  '{"email":"\\ud800"}',
  '{"role":1e400}',
  `${'['.repeat(5000)}`,
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  `{"name":"${'x'.repeat(100_000)}"}`,
]
const ODD_IDS = [
  '0',
  '%00',
  '%ff',
  '..',
  "'",
  'a'.repeat(5000),
  '[object Object]',
  '00000000-0000-0000-0000-000000000000',
]
const QUERIES = [
  'limit=1e9',
  'limit=-1',
  'limit=x',
  'limit[]=1',
  'cursor=abc',
  'cursor=%00',
  'search=%00',
  'search=%25_%5C',
  'sort=secret',
  'include=workspace.members.sessions',
  'filter[workspaceId]=x',
  'search=%ED%A0%80',
  'from=yesterday',
]

async function readOperations(): Promise<Operation[]> {
  const { paths } = await describeApi(theApp())
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).flatMap(([method, operation]) => {
      const words: Record<string, unknown> = { ...(typeof operation === 'object' ? operation : {}) }
      const permission = PERMISSIONS.find((each) => each === words['x-permission'])
      return permission && path.startsWith('/api/workspaces/{workspace}')
        ? [{ method: method.toUpperCase(), path, permission, takesBody: 'requestBody' in words }]
        : []
    }),
  )
}

function ask(
  someone: Someone | null,
  { method, path }: Operation,
  named: Record<string, string>,
  body = '{}',
  headers: Record<string, string> = {},
) {
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '')
  const credentials = someone && { authorization: `Bearer ${someone.token}` }
  const isLive = path.endsWith('/live')
  if (isLive && method === 'GET' && someone === people.owner) throw new Error('a live stream does not end')
  return request(method, url, { headers: { ...credentials, ...headers }, ...(method !== 'GET' && { body }) })
}

async function isCalm(operation: Operation, odd: { body?: string; id?: string; query?: string }): Promise<boolean> {
  if (operation.path.endsWith('/live')) return true
  const named =
    odd.id === undefined
      ? missingIds()
      : Object.fromEntries(
          Object.keys(ids).map((name) => [name, name === 'workspace' ? (ids.workspace ?? '') : (odd.id ?? '')]),
        )
  const withQuery = { ...operation, path: odd.query ? `${operation.path}?${odd.query}` : operation.path }
  const { status } = await ask(people.owner, withQuery, named, odd.body)
  return status < 500
}

/** The workspace is there, what else the URL names is not. */
function missingIds(): Record<string, string> {
  return Object.fromEntries(
    Object.keys(ids).map((name) => [name, name === 'workspace' ? (ids.workspace ?? '') : uuidv7()]),
  )
}

function foreignChildren(): Record<string, string> {
  return { member: uuidv7(), conversation: uuidv7(), error: uuidv7(), offer: uuidv7(), invitation: uuidv7() }
}

function strippedOf({ body }: { body: Record<string, unknown> }) {
  const { requestId, instance, ...rest } = body
  return { ...rest, hasNumber: typeof requestId === 'string', hasPath: typeof instance === 'string' }
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`

async function fullWorkspace(): Promise<Record<string, string>> {
  const [acme] = (await as(uma).post('/api/demo')).body.workspaces
  const workspace: string = acme.id
  const at = as(uma, workspace)
  for (const role of ['admin', 'member'] as const) people[role] = await newMember(workspace, `Swept ${role}`, role)
  people.owner = { ...uma, workspaceId: workspace }

  const [bot] = (await at.get('/bots')).body.data
  const { id: flow } = (await at.post(`/bots/${bot.id}/flows`, { name: 'Swept' })).body
  const version = await publishFlow(people.owner, `/bots/${bot.id}/flows/${flow}`, OPENED_BY_PROGRAMS)
  const [conversation] = (await at.get('/conversations')).body.data
  const invitation = (await at.post('/invitations', { email: 'invited@acme.test', role: 'member' })).body
  const offer = (await at.post('/ownership-offers', { memberId: people.admin.memberId })).body
  const key = (await at.post('/api-keys', { name: 'Sweep', scopes: ['bots:view'] })).body
  const packed = { bot: bot.id, name: 'Swept', category: 'other' }
  const { template } = (await at.post('/templates', packed)).body
  const link = (await at.post(`/templates/${template.id}/links`)).body
  const field = (await at.post(`/bots/${bot.id}/fields`, { scope: 'user', name: 'swept', kind: 'text' })).body
  const secret = (await at.post('/secrets', { name: 'SWEPT', hosts: ['api.test'], value: 'swept' })).body
  const [connection, file] = [uuidv7(), uuidv7()]
  const sealed = Buffer.from('sealed')
  await bare()
    .insertInto('connections')
    .values({ workspaceId: workspace, id: connection, integration: 'openai', sealed })
    .execute()
  const named = { key: 'k'.repeat(43), name: 'swept.txt', mime: 'text/plain', size: 1, bytes: Buffer.from('x') }
  const addedBy = JSON.stringify({ kind: 'member', memberId: people.owner.memberId, name: 'Uma' })
  await bare()
    .insertInto('files')
    .values({ workspaceId: workspace, id: file, ...named, addedBy })
    .execute()
  const contacts = await bare()
    .selectFrom('contacts')
    .select('id')
    .where('workspaceId', '=', workspace)
    .orderBy('id')
    .limit(2)
    .execute()
  const channel = { workspaceId: workspace, id: uuidv7(), botId: bot.id, channel: 'telegram' }
  await bare()
    .insertInto('channels')
    .values({ ...channel, status: 'failing' })
    .execute()
  const merge = uuidv7()
  const [kept = '', merged = ''] = contacts.map(({ id }) => id)
  await bare()
    .insertInto('contactMerges')
    .values({ workspaceId: workspace, id: merge, keptId: kept, mergedId: merged, changed: '{}' })
    .execute()
  const error = uuidv7()
  await bare()
    .insertInto('errorLogs')
    .values({
      workspaceId: workspace,
      id: error,
      botId: bot.id,
      code: 'step-budget',
      message: 'went in a circle',
      fingerprint: 'sweep',
    })
    .execute()
  return {
    workspace,
    bot: bot.id,
    flow,
    version: version.body.id,
    template: template.id,
    link: link.id,
    // whoever has a real one may look at what it shares
    token: uuidv7(),
    entry: 'swept',
    field: field.id,
    secret: secret.id,
    integration: 'openai',
    file,
    channel: channel.channel,
    contact: kept,
    merge,
    conversation: conversation.id,
    seq: '1',
    invitation: invitation.id,
    offer: offer.id,
    key: key.id,
    error,
    member: people.member.memberId,
  }
}

/** All that people and workspaces hold, but what only tells when somebody was last seen. */
async function checksum(): Promise<string> {
  const tables = [
    'workspaces',
    'members',
    'memberBots',
    'invitations',
    'ownershipOffers',
    'apiKeys',
    'bots',
    'flows',
    'flowVersions',
    'templates',
    'templateLinks',
    'fields',
    'flowEntries',
    'hookKeys',
    'connections',
    'secrets',
    'files',
    'letterCounts',
    'contacts',
    'contactMerges',
    'channels',
    'channelHooks',
    'channelPlaces',
    'conversations',
    'messages',
    'errorLogs',
    'auditLog',
  ] as const
  const parts = await Promise.all(
    tables.map(async (table) => {
      const rows = await bare().selectFrom(table).selectAll().execute()
      const texts = rows.map((row) =>
        JSON.stringify({ ...row, lastActiveAt: undefined, lastUsedAt: undefined, lastUsedIp: undefined }),
      )
      return texts.sort().join('\n')
    }),
  )
  return parts.join('\n\n')
}
