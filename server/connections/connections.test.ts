/** Connected accounts: one each, tried before they are kept, and never shown again. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { MODEL_KEY, theModel } from '../test/model.ts'
import { newMember, newWorkspace, theWorld } from '../test/world.ts'
import { openAccount } from './accounts.ts'

const { olga, adam, mia, rex } = theWorld()
const model = theModel()
const AI = '/integrations/openai/connection'
const keys = () => ({ secrets: { baseUrl: model.url(), apiKey: MODEL_KEY, model: 'small' } })

describe('an account', () => {
  it('is connected by admins once it has been tried, and its keys are not shown again', async () => {
    expect(await as(mia).post(AI, keys())).toHaveStatus(403)
    const wrong = { secrets: { ...keys().secrets, apiKey: 'sk-canary-wrong' } }
    expect(await as(adam).post(AI, wrong)).toHaveStatus(409)
    const answer = await as(adam).post(AI, keys())
    expect(answer).toHaveStatus(201)
    expect(answer.body).toMatchObject({ status: 'connected', label: expect.stringContaining('small') })
    for (const someone of [olga, mia]) expect((await as(someone).get('/integrations')).text).not.toContain('canary')
  })

  it('is one of each: a second is refused, and told which to disconnect first (W5)', async () => {
    const answer = await as(olga).post(AI, keys())
    expect(answer).toHaveStatus(409)
    expect(answer.body.detail).toMatch(/disconnect “127.0.0.1.*” first/)
  })

  it('attack 77: is one, however many are connected at the same time', async () => {
    const workspace = await newWorkspace('Racing')
    const owner = await newMember(workspace, 'Ira', 'owner')
    const answers = await Promise.all(Array.from({ length: 8 }, () => as(owner).post(AI, keys())))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  })

  it('is seen by its own workspace only', async () => {
    const { body } = await as(rex).get('/integrations')
    expect(new Set(body.map((each: { connection: unknown }) => each.connection))).toEqual(new Set([null]))
    expect(await as(rex).delete(AI)).toHaveStatus(404)
    expect(await openAccount(rex.workspaceId, 'openai')).toBeUndefined()
  })

  it('attack 73: does not open where its box was moved to another workspace', async () => {
    const other = await newWorkspace('Thief')
    await sql`insert into connections (workspace_id, id, integration, sealed) select ${other}::uuid, id, integration, sealed from connections
      where workspace_id = ${olga.workspaceId}`.execute(bare())
    await expect(openAccount(other, 'openai')).rejects.toThrow()
  })

  it('attack 74: gets new keys only all together', async () => {
    const half = { secrets: { baseUrl: 'https://evil.example/v1', model: 'small' } }
    expect(await as(adam).put(AI, half)).toHaveStatus(422)
    expect(await as(adam).put(AI, keys())).toHaveStatus(200)
  })

  it('tells which flows use it, and is disconnected with its keys', async () => {
    await as(olga).post('/bots', { name: 'Helper' })
    expect((await as(olga).get('/integrations')).body[0].usedBy).toEqual([])
    expect(await as(adam).post(`${AI}/test`)).toHaveStatus(200)
    expect(await as(adam).delete(AI)).toHaveStatus(204)
    expect((await as(olga).get('/integrations')).body[0].connection).toBeNull()
    expect((await as(olga).get('/audit-log')).text).not.toContain('canary')
  })

  it.each(['nothing', 'constructor', '__proto__'])('is refused of the integration %s', async (name) => {
    expect(await as(olga).post(`/integrations/${name}/connection`, keys())).toHaveStatus(404)
  })
})
