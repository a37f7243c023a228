import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { inWorkspace } from '../db/in-workspace.ts'
import { stopSandbox } from '../sandbox/run-code.ts'
import { as } from '../test/as.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { newTeam, type Team } from '../test/team.ts'
import { type Someone, theWorld } from '../test/world.ts'

const { rex } = theWorld()
const undo: Array<() => unknown> = []
afterAll(stopSandbox)
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function teamWithBot(): Promise<Team & { tries: string; bot: string }> {
  const team = await newTeam()
  const { id, mainFlowId } = (await as(team.olga).post('/bots', { name: 'Tried' })).body
  return { ...team, bot: id, tries: `/bots/${id}/flows/${mainFlowId}/tries` }
}

async function serve(): Promise<Counterpart> {
  const server = await startCounterpart((request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ got: request.headers.authorization })),
  )
  undo.push(server.close, openOutside([server.port], { hosts: ['localhost'] }))
  return server
}

const http = (url: string, more: object = {}) => ({
  call: {
    kind: 'http',
    method: 'GET',
    url,
    headers: [],
    body: { kind: 'none' },
    timeoutSeconds: 5,
    retries: 0,
    ...more,
  },
})
const code = { call: { kind: 'code', source: 'console.log("hi"); return input.n + 1', input: { n: 1 } } }

async function restrict({ workspaceId }: Team, who: Someone, bots: Record<string, 'viewer' | 'editor'>): Promise<void> {
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db.updateTable('members').set({ access: 'restricted' }).where('id', '=', who.memberId).execute()
    for (const [botId, power] of Object.entries(bots))
      await db.insertInto('memberBots').values({ workspaceId, memberId: who.memberId, botId, power }).execute()
  })
}

describe('trying a step out', () => {
  it('makes the call and gives its outcome', async () => {
    const { mia, tries } = await teamWithBot()
    const { url, asked } = await serve()
    const answer = await as(mia).post(tries, http(url))
    expect(answer).toHaveStatus(200)
    expect(answer.body).toMatchObject({ ok: true, status: 200 })
    expect(asked).toHaveLength(1)
  })

  it('refuses what is no call, and a part that no call has', async () => {
    const { mia, tries } = await teamWithBot()
    expect(await as(mia).post(tries, { call: { kind: 'shell', source: 'ls' } })).toHaveStatus(422)
    expect(await as(mia).post(tries, { ...code, conversationId: 'x' })).toHaveStatus(422)
    expect(await as(mia).post(tries, http('http://a.test', { timeoutSeconds: 600 }))).toHaveStatus(422)
  })

  it('runs code only where the owner allows it, and shows its log', async () => {
    const { olga, mia, tries } = await teamWithBot()
    expect((await as(mia).post(tries, code)).body).toMatchObject({ ok: false, reason: 'off' })
    expect(await as(olga).put('/code-steps', { isAllowed: true })).toHaveStatus(200)
    expect((await as(mia).post(tries, code)).body).toEqual({ ok: true, data: 2, logs: ['hi'] })
  })

  it('attack 79: reaches nothing inside the network', async () => {
    const { mia, tries } = await teamWithBot()
    for (const url of ['http://127.0.0.1:1/', 'http://169.254.169.254/latest', 'http://[::1]:4210/'])
      expect((await as(mia).post(tries, http(url))).body).toMatchObject({ ok: false, reason: 'blocked' })
  })

  it('attack 74: sends a secret to its hosts alone, and never shows it', async () => {
    const { olga, mia, tries } = await teamWithBot()
    const { port, asked } = await serve()
    const url = `http://localhost:${port}`
    const keep = (name: string, host: string, value: string) =>
      as(olga).post('/secrets', { name, hosts: [host], value })
    expect(await keep('OWN', `localhost:${port}`, 'hush-hush-hush')).toHaveStatus(201)
    expect(await keep('OTHER', 'api.shop.example', 'quiet-quiet')).toHaveStatus(201)
    const sends = (name: string) => ({ headers: [{ name: 'authorization', value: `Bearer {{secret.${name}}}` }] })
    const own = await as(mia).post(tries, http(url, sends('OWN')))
    expect(asked[0]?.headers.authorization).toBe('Bearer hush-hush-hush')
    expect(own.text).not.toContain('hush-hush')
    expect((await as(mia).post(tries, http(url, sends('OTHER')))).body).toMatchObject({ ok: false, reason: 'blocked' })
    expect(asked).toHaveLength(1)
  })

  it('is for editors of the bot (M3), and 404 for those who may not see it', async () => {
    const team = await teamWithBot()
    const other = (await as(team.olga).post('/bots', { name: 'Other' })).body
    await restrict(team, team.mia, { [team.bot]: 'viewer' })
    expect(await as(team.mia).post(team.tries, code)).toHaveStatus(403)
    expect(await as(team.mia).post(`/bots/${other.id}/flows/${other.mainFlowId}/tries`, code)).toHaveStatus(404)
    expect(await as(rex).post(team.tries, code)).toHaveStatus(404)
    expect(await as(rex, team.workspaceId).post(team.tries, code)).toHaveStatus(404)
  })

  it('is counted: 30 a minute for a person', async () => {
    const { mia, adam, tries } = await teamWithBot()
    for (let each = 0; each < 30; each++) expect(await as(mia).post(tries, code)).toHaveStatus(200)
    expect(await as(mia).post(tries, code)).toHaveStatus(429)
    expect(await as(adam).post(tries, code)).toHaveStatus(200)
  })
})
