/** Two commands: what a stranger meets when starting Switchboard, and when it was killed. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type House, startHouse } from '../server/test/house.ts'

const ROOT = join(import.meta.dirname, '..')

/** Runs the start with this environment until it gives up. */
function giveUpWith(environment: Record<string, string>) {
  const done = spawnSync(process.execPath, [join(ROOT, 'server/main.ts')], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { code: done.status, sentence: done.stderr.trim() }
}

async function ask(house: House, path: string, options: { body?: unknown; token?: string } = {}) {
  const answer = await fetch(house.url + path, {
    method: options.body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(options.token && { authorization: `Bearer ${options.token}` }) },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
  const sid = /sid=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  return { status: answer.status, body: await answer.json(), sid }
}

describe('a started Switchboard', () => {
  let house: House
  let token = ''
  beforeAll(async () => {
    house = await startHouse()
    const setup = new URL(house.setupUrl ?? 'http://no-setup-link')
    const made = await ask(house, '/api/setup', {
      body: {
        token: setup.searchParams.get('token'),
        name: 'Olga',
        email: 'olga@acme.test',
        password: 'a quiet morning 7',
      },
    })
    expect(made.status).toBe(201)
    token = made.sid ?? ''
  })
  afterAll(async () => {
    await house.stop()
    house.remove()
  })

  it('answers its health checks', async () => {
    expect(await ask(house, '/healthz')).toMatchObject({ status: 200, body: { status: 'alive' } })
    expect(await ask(house, '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
  })

  it('keeps everything over a second start, and asks for no second setup', { timeout: 60_000 }, async () => {
    await ask(house, '/api/workspaces', { body: { name: 'Acme' }, token })
    await house.stop()
    house = await house.again()
    expect(house.setupUrl).toBeUndefined()
    expect((await ask(house, '/api/me', { token })).body.workspaces).toMatchObject([{ name: 'Acme' }])
  })

  it('recovers by itself from kill -9, with all that was acknowledged', { timeout: 90_000 }, async () => {
    for (let round = 1; round <= 3; round++) {
      const made = await ask(house, '/api/workspaces', { body: { name: `Round ${round}` }, token })
      expect(made.status).toBe(201)
      await house.stop('SIGKILL')
      house = await house.again()
    }
    const names = (await ask(house, '/api/me', { token })).body.workspaces.map((each: { name: string }) => each.name)
    expect(names.filter((name: string) => name.startsWith('Round'))).toHaveLength(3)
  })

  it('refuses a second Switchboard on the same data', () => {
    const second = giveUpWith({ DATA_FOLDER: house.dataFolder, PORT: '0' })
    expect(second).toMatchObject({ code: 1 })
    expect(second.sentence).toMatch(/^[^\n]*(running|uses|use)[^\n]*$/)
  })
})

describe('a start that cannot be', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'start-'))

  it('tells a port in use', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(Object(server.address()).port)),
    )
    const { code, sentence } = giveUpWith({ PORT: String(port), DATABASE_URL: await emptyDatabase() })
    server.close()
    expect({ code, sentence }).toEqual({ code: 1, sentence: `Port ${port} is in use; end what uses it or set PORT.` })
  })

  it('tells a folder that cannot be written', () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    const { code, sentence } = giveUpWith({ PORT: '0', DATA_FOLDER: join(file, 'data') })
    expect(code).toBe(1)
    expect(sentence).toMatch(/^[^\n]+\.$/)
  })

  it('tells a wrong database address without its password', () => {
    const { code, sentence } = giveUpWith({ PORT: '0', DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/none' })
    expect(code).toBe(1)
    expect(sentence).toMatch(/^The database in DATABASE_URL cannot be used: [^\n]+\.$/)
    expect(sentence).not.toContain('hush')
  })

  it('tells a database that is newer than the code', async () => {
    const url = await emptyDatabase()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(
      "create table migrations (number int primary key, name text not null, hash text not null, at timestamptz not null default now()); insert into migrations values (9999, '9999_later.sql', 'x')",
    )
    await client.end()
    const { code, sentence } = giveUpWith({ PORT: '0', DATABASE_URL: url })
    expect({ code, sentence }).toEqual({
      code: 1,
      sentence:
        'The database was migrated by a newer version (9999_later.sql); start that version or restore a backup.',
    })
  })

  it('tells what is wrong in the configuration', () => {
    expect(giveUpWith({ PORT: 'many' })).toMatchObject({
      code: 1,
      sentence: expect.stringMatching(/^The configuration is not right: PORT: .*\.$/),
    })
  })
})

async function emptyDatabase(): Promise<string> {
  const name = `start_${Math.random().toString(36).slice(2)}`
  const client = new pg.Client({ connectionString: inject('databaseServer') })
  await client.connect()
  await client.query(`create database ${name}`).finally(() => client.end())
  const url = new URL(inject('databaseServer'))
  url.pathname = `/${name}`
  return url.toString()
}
